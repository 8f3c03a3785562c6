/** What the shared controls say by themselves. */
export const controlWords = Object.freeze({
  notANumber: 'Write a number, such as 0.5 or 1e-3.',
  newSeed: 'New seed',
});
