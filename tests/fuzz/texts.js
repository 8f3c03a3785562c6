/** Links, attributes, states and kept runs. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { attributeKeys, settleAttributes } from '../../www/kit/attributes.js';
import { figureToHash } from '../../www/kit/link.js';
import { numberToText, textToNumber } from '../../www/kit/number-text.js';
import { StateError, defaultState, validate } from '../../www/kit/schema.js';
import { fingerprintOf } from '../../www/run/fingerprint.js';
import { keptIn, keptToText } from '../../www/run/kept-text.js';
import { verdictOf } from '../../www/run/run-check.js';
import { RunHistory } from '../../www/run/run-history.js';
import { runSchema } from '../../www/run/run-state.js';
import { problemWords } from '../../www/site/link-words.js';
import { figuresNamed, linkIn, parseHash } from '../../www/site/links.js';
import { figureSchemas } from '../unit/schemas.js';
import { anyFigure, anyValue, key, text, unreadable } from './inputs.js';

const part = fc.tuple(key, text).map((pair) => pair.join('='));
const figure = anyFigure.chain((name) =>
  fc
    .array(part, { maxLength: 4 })
    .map((parts) => [`figure=${name}`, ...parts].join('&')),
);
const link = fc.oneof(
  figure,
  fc
    .array(fc.oneof(part, figure, text), { maxLength: 5 })
    .map((all) => all.join('&')),
);

const fingerprint = fc
  .tuple(fc.nat(2000), fc.constantFrom('-', '–', '−', ''), fc.nat(2 ** 31))
  .map(([epoch, dash, hash]) => {
    const digits = hash.toString(16).padStart(8, '0');
    return `${epoch}${dash}${epoch % 2 ? digits : digits.toUpperCase()}`;
  });

/** @param {string} name @returns {any} the schema of this figure */
function schemaOf(name) {
  return figureSchemas.get(name);
}

/** @param {any} schema @param {any} value @param {any} base @returns {any} a state, or null if it is refused as declared */
function stateOr(schema, value, base) {
  try {
    return validate(schema, value, base);
  } catch (error) {
    assert.ok(error instanceof StateError, String(error));
    return null;
  }
}

export const texts = {
  'a link gives whole states or problems in words': Object.assign(
    fc.property(link, (hash) => {
      const { figures, problems } = parseHash(hash, figureSchemas);
      figuresNamed(hash);
      for (const problem of problems) assert.ok(problemWords(problem) !== '');
      if (problems.length > 0) assert.equal(figures.size, 0);
      for (const [name, { state, ...view }] of figures) {
        const schema = schemaOf(name);
        const again = parseHash(
          figureToHash(schema, state, view),
          figureSchemas,
        );
        assert.deepEqual(again.problems, []);
        assert.deepEqual(again.figures.get(name)?.state, state);
      }
    }),
    { examples: [['figure=learning-speeds&kept=%25']] },
  ),
  'mending a link does not make it longer': fc.property(link, (hash) => {
    assert.ok(linkIn(hash).length <= hash.length);
  }),
  'a number is read back the same': fc.property(fc.double(), (value) => {
    if (!Number.isFinite(value)) return;
    assert.ok(Object.is(textToNumber(numberToText(value)), value));
  }),
  'attributes give a valid state, whatever they say': fc.property(
    anyFigure,
    fc.array(fc.tuple(fc.nat(99), fc.option(text)), { maxLength: 5 }),
    (name, pairs) => {
      const schema = schemaOf(name);
      const keys = [...attributeKeys(schema).values()];
      const given = new Map(
        pairs.map(([place, value]) => [keys[place % keys.length] ?? '', value]),
      );
      const { state } = settleAttributes(schema, given, defaultState(schema));
      assert.deepEqual(validate(schema, state), state);
    },
  ),
  'a state is valid or refused, and its base stays': fc.property(
    anyFigure,
    fc.oneof(anyValue, fc.dictionary(key, anyValue, { maxKeys: 4 })),
    (name, given) => {
      const schema = schemaOf(name);
      const base = defaultState(schema);
      const state = stateOr(schema, given, base);
      assert.deepEqual(base, defaultState(schema));
      if (state) assert.deepEqual(validate(schema, state), state);
    },
  ),
  'a state that throws when it is read is refused': fc.property(
    anyFigure,
    fc.nat(unreadable.length - 1),
    fc.option(fc.nat(99)),
    (name, which, place) => {
      const schema = schemaOf(name);
      const base = defaultState(schema);
      const value = unreadable[which];
      const at = schema.keys[(place ?? 0) % schema.keys.length];
      const given = place === null ? value : { [at]: value };
      const state = stateOr(schema, given, base);
      if (state) assert.deepEqual(validate(schema, state), state);
    },
  ),
  'a fingerprint in a link is read back the same, and compared': fc.property(
    fc.oneof(text, fingerprint),
    fc.array(fc.tuple(fc.nat(2000), fc.double()), { maxLength: 4 }),
    fc.boolean(),
    (check, rows, isOver) => {
      const hash = `figure=learning-speeds&check=${check}`;
      const { figures, problems } = parseHash(hash, figureSchemas);
      const read = figures.get('learning-speeds')?.check;
      assert.equal(read === undefined, problems.length > 0);
      if (read === undefined) return;
      assert.match(read, /^\d{1,9}-[\da-f]{8}$/);
      const history = new RunHistory(1);
      for (const [epoch, number] of [...rows].sort(([a], [b]) => a - b)) {
        if (epoch > history.epoch) {
          history.append([epoch], new Float64Array(4).fill(number));
        }
      }
      const [epoch = '', written = ''] = read.split('-');
      const asked = { epoch: Number(epoch), text: written };
      const verdict = verdictOf([{ history, isOver }], asked);
      const isSame = fingerprintOf(history.row(asked.epoch)) === written;
      if (verdict?.kind === 'same') assert.ok(isSame);
    },
  ),
  'kept runs are read back the same, or refused in words': fc.property(
    fc.oneof(
      text,
      fc
        .array(
          fc.tuple(fc.nat(1000), fc.constantFrom(...runSchema.keys), text),
          { maxLength: 5 },
        )
        .map((runs) =>
          runs
            .map(([epoch, name, value]) => `${epoch},${name}:${value}`)
            .join(';'),
        ),
    ),
    (written) => {
      const base = defaultState(runSchema);
      const { runs, problems } = keptIn(written, base);
      for (const problem of problems) assert.equal(typeof problem, 'string');
      const again = keptIn(keptToText(runs, base), base);
      assert.deepEqual(again, { runs, problems: [] });
    },
  ),
};
