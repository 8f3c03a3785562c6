/** What an embed answers to messages that it cannot obey. */
export const messageWords = Object.freeze({
  notParent:
    'This figure listens to the page that its frame is in, and to nobody else.',
  shape: 'A message is an object with a “type”.',
  version: (/** @type {string} */ got) =>
    `version: expected 1 or nothing, got ${got}.`,
  id: (/** @type {string} */ got) =>
    `id: expected a number or at most 100 characters, got ${got}.`,
  type: (/** @type {string} */ known, /** @type {string} */ got) =>
    `type: expected one of ${known}, got ${got}.`,
  state: (/** @type {string} */ got) =>
    `state: expected an object with the settings, got ${got}.`,
  epoch: (/** @type {string} */ got) =>
    `epoch: expected a whole number from 0, or null for the last, got ${got}.`,
  jump: (/** @type {string} */ got) =>
    `epoch: expected a whole number from 0, got ${got}.`,
  until: (/** @type {string} */ got) =>
    `until: expected a whole number from 0, or nothing, got ${got}.`,
  beyond: (/** @type {number} */ last, /** @type {number} */ got) =>
    `The run has ${last} epochs: there is no epoch ${got}.`,
  noFigure: 'This frame shows no figure: its address names none that there is.',
  cannot: (/** @type {string} */ figure, /** @type {string} */ type) =>
    `${figure} does not move in time: it has no “${type}”.`,
});
