/** The messages about bad scenes. */
export const sceneWords = Object.freeze({
  /** @param {number} index - of a scene, from 0 @param {string} [key] - in it */
  where: (index, key) =>
    `scene ${index + 1}${key === undefined ? '' : `, ${key}`}`,
  inLink: 'the link',
  /** @param {string} where - '' for the whole @param {string} expected @param {string} got */
  refused: (where, expected, got) =>
    `${where === '' ? '' : `${where}: `}expected ${expected}, got ${got}.`,
  noJson: (/** @type {string} */ reason) => `expected JSON: ${reason}.`,
  cutLink: 'the link is not whole: a part of it is missing or changed.',
  object: 'an object with a link',
  list: (/** @type {number} */ most) => `a list of 1 to ${most} scenes`,
  text: (/** @type {number} */ most) => `a text of at most ${most} characters`,
  characters: (/** @type {number} */ count) => `one of ${count}`,
  more: 'more',
  oneFigure: 'one figure',
  noFigure: 'none',
  epoch: 'the number of an epoch',
  epochs: (/** @type {number} */ first, /** @type {number} */ last) =>
    `a whole number from ${first} to ${last}`,
  noEpochs: (/** @type {string} */ figure) =>
    `nothing, since ${figure} does not play until an epoch`,
});
