/** The sixteen functions of two inputs, and what the figure says of them. */

/** By truth table; the lowest bit is the value at x = y = 0. */
export const functionNames = Object.freeze([
  'never',
  'neither',
  'y, not x',
  'not x',
  'x, not y',
  'not y',
  'XOR',
  'NAND',
  'AND',
  'XNOR',
  'y',
  'y or not x',
  'x',
  'x or not y',
  'OR',
  'always',
]);

export const functionWords = Object.freeze({
  list: 'The sixteen functions of two inputs',
  noGate: 'no gate',
  noNeuron: 'no neuron',
  needsNegations: 'two layers: with ¬x, ¬y',
  proof:
    'No weights will do for XOR. A neuron fires where w₁x + w₂y ≥ θ. It must not at 0, 0, so θ > 0; it must at 1, 0 and at 0, 1, so w₁ ≥ θ and w₂ ≥ θ, hence w₁ + w₂ ≥ 2θ > θ, and it fires at 1, 1 as well, where it must not. In the picture: both diagonals of the square have the same midpoint, which no line can have on both of its sides.',
  key: 'Corners: x to the right, y upwards; full where the function is 1. The line parts the corners as a neuron does.',
});

const LITERALS = ['x', '¬x', 'y', '¬y'];

/**
 * @param {string} operation - `and`, `or`, `nand` or `nor`
 * @param {number} literals - which come in, the first in the lowest bit
 * @returns {string} “NAND(x, ¬y)”
 */
export function gateText(operation, literals) {
  const names = LITERALS.filter((_, index) => (literals >> index) & 1);
  return `${operation.toUpperCase()}(${names.join(', ')})`;
}

/**
 * @param {readonly number[]} weights - w₁ and w₂
 * @param {number} threshold - θ
 * @returns {string} “x − y ≥ 1”
 */
export function neuronText([v = 0, w = 0], threshold) {
  const terms = [
    ...(v === 0 ? [] : [v < 0 ? '−x' : 'x']),
    ...(w === 0 ? [] : [signed(w, v !== 0)]),
  ];
  const bound = String(threshold).replace('-', '−');
  return `${terms.length > 0 ? terms.join(' ') : '0'} ≥ ${bound}`;
}

/**
 * @param {number} weight - of y, 1 or −1
 * @param {boolean} isSecond - whether x stands before it
 * @returns {string} “+ y”
 */
function signed(weight, isSecond) {
  if (isSecond) return weight < 0 ? '− y' : '+ y';
  return weight < 0 ? '−y' : 'y';
}
