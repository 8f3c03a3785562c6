/** What is said of numbers that are not plain numbers. */
export const numberWords = Object.freeze({
  exactly: 'exactly',
  subnormal: 'subnormal',
  subnormalShort: 'subn.',
  infinite: 'beyond the largest 64-bit float',
  notANumber: 'not a number',
});

/**
 * @param {string} power - the size of the value, such as “10⁻⁴¹²”
 * @returns {string} why a 0 stands for something that is not 0
 */
export function underflowWords(power) {
  return `about ${power}, too small for a 64-bit float`;
}
