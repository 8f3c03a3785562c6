import { mathml } from 'lit';
import { formulaSteps, group, over } from '../../kit/mathematics.js';
import { derivationEnd, derivationSteps } from './words.js';

const bar = mathml`<mo stretchy="false" lspace="0" rspace="0">|</mo>`;
const one = mathml`<mn>1</mn>`;
const two = mathml`<mn>2</mn>`;
const equals = mathml`<mo>=</mo>`;
const minus = mathml`<mo>−</mo>`;
const thin = mathml`<mspace width="0.17em"></mspace>`;

const s = mathml`<mi>s</mi>`;
/** |w| */
const size = mathml`<mrow>${bar}<mi>w</mi>${bar}</mrow>`;
/** z₊ */
const reach = mathml`<msub><mi>z</mi><mo>+</mo></msub>`;
/** √(1 − 4/|w|) */
const root = mathml`<msqrt>${one}${minus}${over(mathml`<mn>4</mn>`, size)}</msqrt>`;
/** |w|(1 + √(1 − 4/|w|))/2 − 1 */
const last = [
  over([size, group([one, mathml`<mo>+</mo>`, root])], two),
  minus,
  one,
];

/** The formulas of each step; they go below each other where room is scarce. */
const FORMULAS = [
  // σ′(z) = s(1 − s)
  [
    [
      mathml`<mi>σ</mi><mo lspace="0" rspace="0">′</mo>`,
      group(mathml`<mi>z</mi>`),
      equals,
      s,
      group([one, minus, s]),
    ],
  ],
  // s² − s + 1/|w| = 0, s± = (1 ± r)/2, r = √(1 − 4/|w|)
  [
    [
      mathml`<msup>${s}${two}</msup>${minus}${s}<mo>+</mo>`,
      over(one, size),
      equals,
      mathml`<mn>0</mn>`,
    ],
    [solution('±'), equals, over([one, mathml`<mo>±</mo><mi>r</mi>`], two)],
    [mathml`<mi>r</mi>`, equals, root],
  ],
  // |z| ≤ z₊ = ln(s₊/s₋)
  [
    [
      mathml`${bar}<mi>z</mi>${bar}<mo>≤</mo>`,
      reach,
      equals,
      ln(over(solution('+'), solution('−'))),
    ],
  ],
  // z₊ = ln(|w|s₊ − 1) = ln(|w|(1 + √(1 − 4/|w|))/2 − 1)
  [
    [reach, equals, ln([size, solution('+'), minus, one])],
    [equals, ln(last)],
  ],
  // width = 2z₊/|w| = (2/|w|) ln(…)
  [[over([two, reach], size)], [equals, over(two, size), ln(last)]],
  // t tanh t = ½
  [
    [
      mathml`<mi>t</mi>${thin}<mi>tanh</mi>${thin}<mi>t</mi>`,
      equals,
      over(one, two),
    ],
  ],
];

/**
 * @returns {unknown} the steps to the width of the window, each with its formula
 */
export function derivation() {
  return formulaSteps(derivationSteps, FORMULAS, derivationEnd);
}

/** @param {unknown} parts - what the logarithm is taken of */
function ln(parts) {
  return mathml`<mi>ln</mi><mrow>${group(parts)}</mrow>`;
}

/** @param {string} sign - of the solution @returns {unknown} s₊, s₋ or both */
function solution(sign) {
  return mathml`<msub>${s}<mo>${sign}</mo></msub>`;
}
