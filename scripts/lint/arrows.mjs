/**
 * Which rooms of `www` a room may import from, besides itself: the arrows of
 * docs/architecture.md. A new room is listed here too.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ARROWS = {
  core: ['pkg'],
  kit: ['core'],
  run: ['core', 'kit'],
  figures: ['core', 'kit', 'run'],
  // The documents.
  site: ['define.js', 'core', 'figures', 'kit', 'lists', 'run'],
  lists: [],
};

/**
 * Those of the worker's side of a run, which knows no document.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ARROWS_IN_WORKER = {
  'run/worker': ['core', 'run/protocol.js'],
  'run/protocol.js': ['core'],
};

/** The same as zones of eslint-plugin-import-x. */
export const zones = Object.entries({ ...ARROWS, ...ARROWS_IN_WORKER }).map(
  ([room, allowed]) => ({
    target: `./www/${room}`,
    from: './www',
    except: [room, ...allowed].map((name) => `./${name}`),
    message: `www/${room} may import from ${[room, ...allowed].join(', ')} only: see docs/architecture.md`,
  }),
);
