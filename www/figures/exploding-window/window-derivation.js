import { derivationEnd, derivationSteps } from './words.js';
import { create, createMath } from '../../kit/create.js';

/**
 * @returns {HTMLElement} the steps to the width of the window, each with its
 *   formula
 */
export function derivation() {
  const items = derivationSteps.map((words, index) =>
    create(
      'li',
      {},
      create('p', {}, words),
      create(
        'div',
        { class: 'window-formulas' },
        ...(FORMULAS[index]?.() ?? []).map((parts) =>
          createMath('math', {}, ...parts),
        ),
      ),
    ),
  );
  return create(
    'div',
    { class: 'window-derivation' },
    create('ol', {}, ...items),
    create('p', {}, derivationEnd),
  );
}

/** The formulas of each step; they go below each other where room is scarce. */
const FORMULAS = [
  // σ′(z) = s(1 − s)
  () => [[...slope(), op('='), id('s'), ...group(num('1'), op('−'), id('s'))]],
  // s² − s + 1/|w| = 0, s± = (1 ± r)/2, r = √(1 − 4/|w|)
  () => [
    [
      power(id('s'), '2'),
      op('−'),
      id('s'),
      op('+'),
      over(num('1'), size()),
      op('='),
      num('0'),
    ],
    [root('±'), op('='), over(row(num('1'), op('±'), id('r')), num('2'))],
    [
      id('r'),
      op('='),
      createMath('msqrt', {}, num('1'), op('−'), over(num('4'), size())),
    ],
  ],
  // |z| ≤ z₊ = ln(s₊/s₋)
  () => [
    [
      ...absolute(id('z')),
      op('≤'),
      reach(),
      op('='),
      ...ln(over(root('+'), root('−'))),
    ],
  ],
  // z₊ = ln(|w|s₊ − 1) = ln(|w|(1 + √(1 − 4/|w|))/2 − 1)
  () => [
    [reach(), op('='), ...ln(size(), root('+'), op('−'), num('1'))],
    [op('='), ...ln(...lastArgument())],
  ],
  // width = 2z₊/|w| = (2/|w|) ln(…)
  () => [
    [over(row(num('2'), reach()), size())],
    [op('='), over(num('2'), size()), ...ln(...lastArgument())],
  ],
  // t tanh t = ½
  () => [
    [
      id('t'),
      createMath('mspace', { width: '0.17em' }),
      id('tanh'),
      createMath('mspace', { width: '0.17em' }),
      id('t'),
      op('='),
      over(num('1'), num('2')),
    ],
  ],
];

/** @returns {Element[]} |w|(1 + √(1 − 4/|w|))/2 − 1 */
function lastArgument() {
  const rooted = createMath(
    'msqrt',
    {},
    num('1'),
    op('−'),
    over(num('4'), size()),
  );
  return [
    over(row(size(), ...group(num('1'), op('+'), rooted)), num('2')),
    op('−'),
    num('1'),
  ];
}

/** @param {string} name - of a quantity or a function */
function id(name) {
  return createMath('mi', {}, name);
}

/** @param {string} digits - of a number */
function num(digits) {
  return createMath('mn', {}, digits);
}

/** @param {string} sign - between two terms */
function op(sign) {
  return createMath('mo', {}, sign);
}

/** @param {...Element} parts - of one row */
function row(...parts) {
  return createMath('mrow', {}, ...parts);
}

/**
 * @param {Element} above - the numerator
 * @param {Element} below - the denominator
 */
function over(above, below) {
  return createMath('mfrac', {}, above, below);
}

/**
 * @param {Element} base - what is raised
 * @param {string} exponent - to what
 */
function power(base, exponent) {
  return createMath('msup', {}, base, num(exponent));
}

/** @param {...Element} parts - in parentheses */
function group(...parts) {
  return [
    createMath('mo', { stretchy: 'true' }, '('),
    row(...parts),
    createMath('mo', { stretchy: 'true' }, ')'),
  ];
}

/** @param {Element} part - between bars */
function absolute(part) {
  const bar = { stretchy: 'false', lspace: '0', rspace: '0' };
  return [createMath('mo', bar, '|'), part, createMath('mo', bar, '|')];
}

/** @returns {Element} |w| */
function size() {
  return row(...absolute(id('w')));
}

/** @param {...Element} parts - what the logarithm is taken of */
function ln(...parts) {
  return [id('ln'), row(...group(...parts))];
}

/** @param {string} sign - of the solution */
function root(sign) {
  return createMath('msub', {}, id('s'), createMath('mo', {}, sign));
}

/** @returns {Element} z₊ */
function reach() {
  return createMath('msub', {}, id('z'), createMath('mo', {}, '+'));
}

/** @returns {Element[]} σ′(z) */
function slope() {
  return [
    id('σ'),
    createMath('mo', { lspace: '0', rspace: '0' }, '′'),
    ...group(id('z')),
  ];
}
