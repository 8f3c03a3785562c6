/** An older address of what is now in numbers.js. */
export { ordinalLayers, readable, share } from './numbers.js';

/**
 * @param {readonly number[]} numbers - some numbers
 * @returns {string} parted by commas
 */
export function list(numbers) {
  return numbers.join(', ');
}
