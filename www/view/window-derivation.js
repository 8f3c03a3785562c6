import { derivationEnd, derivationSteps } from '../words/exploding-window.js';
import { create } from './create.js';
import { math } from './mathml.js';

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
          math('math', {}, ...parts),
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
      math('msqrt', {}, num('1'), op('−'), over(num('4'), size())),
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
      math('mspace', { width: '0.17em' }),
      id('tanh'),
      math('mspace', { width: '0.17em' }),
      id('t'),
      op('='),
      over(num('1'), num('2')),
    ],
  ],
];

/** @returns {Element[]} |w|(1 + √(1 − 4/|w|))/2 − 1 */
function lastArgument() {
  const rooted = math('msqrt', {}, num('1'), op('−'), over(num('4'), size()));
  return [
    over(row(size(), ...group(num('1'), op('+'), rooted)), num('2')),
    op('−'),
    num('1'),
  ];
}

/** @param {string} name - of a quantity or a function */
function id(name) {
  return math('mi', {}, name);
}

/** @param {string} digits - of a number */
function num(digits) {
  return math('mn', {}, digits);
}

/** @param {string} sign - between two terms */
function op(sign) {
  return math('mo', {}, sign);
}

/** @param {...Element} parts - of one row */
function row(...parts) {
  return math('mrow', {}, ...parts);
}

/**
 * @param {Element} above - the numerator
 * @param {Element} below - the denominator
 */
function over(above, below) {
  return math('mfrac', {}, above, below);
}

/**
 * @param {Element} base - what is raised
 * @param {string} exponent - to what
 */
function power(base, exponent) {
  return math('msup', {}, base, num(exponent));
}

/** @param {...Element} parts - in parentheses */
function group(...parts) {
  return [
    math('mo', { stretchy: 'true' }, '('),
    row(...parts),
    math('mo', { stretchy: 'true' }, ')'),
  ];
}

/** @param {Element} part - between bars */
function absolute(part) {
  const bar = { stretchy: 'false', lspace: '0', rspace: '0' };
  return [math('mo', bar, '|'), part, math('mo', bar, '|')];
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
  return math('msub', {}, id('s'), math('mo', {}, sign));
}

/** @returns {Element} z₊ */
function reach() {
  return math('msub', {}, id('z'), math('mo', {}, '+'));
}

/** @returns {Element[]} σ′(z) */
function slope() {
  return [
    id('σ'),
    math('mo', { lspace: '0', rspace: '0' }, '′'),
    ...group(id('z')),
  ];
}
