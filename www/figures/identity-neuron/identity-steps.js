import { mathml } from 'lit';
import { formulaSteps, group, over } from '../../kit/mathematics.js';
import { expansionEnd, expansionSteps } from './words.js';

const equals = mathml`<mo>=</mo>`;
const plus = mathml`<mo>+</mo>`;
const minus = mathml`<mo>−</mo>`;
const dots = mathml`<mo>…</mo>`;
const x = mathml`<mi>x</mi>`;
const z = mathml`<mi>z</mi>`;
const b = mathml`<mi>b</mi>`;
const sigma = mathml`<mi>σ</mi>`;
const delta = mathml`<mi mathvariant="normal">Δ</mi>`;
const half = over(number(1), number(2));
/** w₁, the input’s weight */
const w1 = mathml`<msub><mi>w</mi><mn>1</mn></msub>`;
/** w₂, the answer’s */
const w2 = mathml`<msub><mi>w</mi><mn>2</mn></msub>`;
const answer = [w2, sigma, group([w1, x, plus, b])];

/** The formulas of each step; they go below each other where room is scarce. */
const FORMULAS = [
  [
    [x, equals, half, plus, delta],
    [b, equals, minus, over(w1, number(2))],
    [w1, x, plus, b, equals, w1, delta],
  ],
  [
    [
      [sigma, group(z), equals, half, plus, over(z, number(4)), minus],
      [over(power(z, 3), number(48)), plus, dots],
    ],
  ],
  [
    [
      answer,
      equals,
      over(w2, number(2)),
      plus,
      over([w1, w2], number(4)),
      delta,
    ],
    [minus, over([power(w1, 3), w2], number(48)), power(delta, 3), plus, dots],
  ],
  [
    [w2, equals, over(number(4), w1)],
    [answer, equals, x, plus, group([over(number(2), w1), minus, half])],
    [minus, over(power(w1, 2), number(12)), power(delta, 3), plus, dots],
  ],
  [
    [
      over(power(w1, 2), number(12)),
      mathml`<mo>·</mo>`,
      power(group(half), 3),
      equals,
      over(power(w1, 2), number(96)),
    ],
  ],
];

/** @returns {unknown} the steps of the expansion, each with its formula */
export function expansion() {
  return formulaSteps(expansionSteps, FORMULAS, expansionEnd);
}

/** @param {number} value */
function number(value) {
  return mathml`<mn>${value}</mn>`;
}

/** @param {unknown} base @param {number} exponent */
function power(base, exponent) {
  return mathml`<msup><mrow>${base}</mrow>${number(exponent)}</msup>`;
}
