/**
 * Which rooms of `www` a room may import from, besides itself: the arrows of
 * docs/architecture.md. A new room is listed here too.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ARROWS = {
  core: ['pkg'],
  protocol: [],
  worker: ['core', 'protocol'],
  // The last rung of the ladder runs the worker's host on the page's thread.
  client: ['core', 'protocol', 'worker'],
  words: [],
  state: ['words'],
  view: ['core', 'words'],
  elements: ['client', 'core', 'state', 'view', 'words'],
  // The documents: what they share is in `page`.
  page: ['define.js', 'elements', 'lists', 'state', 'view', 'words'],
  embed: ['define.js', 'elements', 'lists', 'page', 'state', 'view', 'words'],
  lists: [],
};

/** The same as zones of eslint-plugin-import-x. */
export const zones = Object.entries(ARROWS).map(([room, allowed]) => ({
  target: `./www/${room}`,
  from: './www',
  except: [room, ...allowed].map((name) => `./${name}`),
  message: `www/${room} may import from ${[room, ...allowed].join(', ')} only: see docs/architecture.md`,
}));
