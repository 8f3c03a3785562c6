/** What the properties of the entrances are tried with. */
import fc from 'fast-check';
import { figureSchemas } from '../unit/schemas.js';

const HOSTILE = [
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', '\ud800', '\0'],
  ...['NaN', '-0', '−0', '1e999', '5e-324', '1,5', '٣', '%', '%25', '%E2%80'],
  ...['&amp;', '%26', '=', '3D', ';', '‐', '\u200b', '<img onerror=x>', ''],
];

const schemas = [...figureSchemas.values()];
const keys = [...new Set(schemas.flatMap((schema) => schema.keys))];
const VIEW = ['hide', 'open', 'theme', 'scale', 'pace', 'epoch', 'check'];

export const anyFigure = fc.constantFrom(...figureSchemas.keys());
export const key = fc.oneof(
  fc.constantFrom(...keys, ...VIEW, 'kept', 'play', 'figure'),
  fc.constantFrom(...HOSTILE),
  fc.string({ maxLength: 8 }),
);
export const text = fc.oneof(
  fc.constantFrom(...HOSTILE, 'sigmoid', 'dark', '30,30', '1;2', '4-0123abcd'),
  fc.string({ unit: 'binary', maxLength: 24 }),
  fc.double().map(String),
  fc.integer().map(String),
  fc.array(fc.double(), { maxLength: 6 }).map((list) => list.join(',')),
);

/** Values as JSON or a structured clone may have them. */
export const plainValue = fc.oneof(
  fc.constantFrom(null, undefined, NaN, -0, Infinity, 5e-324, 1e308, 2 ** 53),
  fc.constant({ toString: 1, valueOf: 1 }),
  fc.constant(new Array(1e4)),
  fc.constant(Object.assign([], { 0: [] })),
  fc.constantFrom('get', 'set', 'play', 'jump', 'show', 'reset', 'kill'),
  text,
  fc.double(),
  fc.array(fc.double(), { maxLength: 5 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const cyclic = /** @type {any[]} */ ([]);
cyclic.push(cyclic);

/** @returns {never} what a getter or a trap of a stranger may do */
function fail() {
  throw new RangeError('a getter that throws');
}

const revoked = Proxy.revocable([], {});
revoked.revoke();

/** Longer than the memory of a page, and a length that is another one each time. */
const hugeList = new Array(2 ** 32 - 1);
let asked = 0;
const growing = new Proxy([1, 1], {
  get: (list, name) =>
    name === 'length'
      ? { valueOf: () => ((asked += 1) % 2 ? 2 : 2 ** 31) }
      : Reflect.get(list, name),
});

/** Values whose reading may throw, or never end. Taken by place: fast-check would read them. */
export const unreadable = [
  hugeList,
  growing,
  revoked.proxy,
  new Proxy([1, 2], { get: fail }),
  new Proxy({}, { ownKeys: fail }),
  Object.defineProperty({}, 'weights', { get: fail, enumerable: true }),
  Object.defineProperty({}, 'rate', { get: fail, enumerable: true }),
  new Proxy({}, { getPrototypeOf: fail, getOwnPropertyDescriptor: fail }),
  Object.defineProperty([1, 2], 0, { get: fail }),
  Object.defineProperty(/** @type {any} */ ({}), 'toString', { get: fail }),
  { [Symbol.toPrimitive]: fail, toJSON: fail },
  new Float64Array(1e6),
  'x'.repeat(1e6),
];

/** Values as only a script can hand them over. */
export const anyValue = fc.oneof(
  { weight: 5, arbitrary: plainValue },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      cyclic,
      () => {},
      Symbol('a'),
      10n,
      Object.create(null),
      new Float64Array([NaN]),
      new DataView(new ArrayBuffer(8)),
    ),
  },
);
