/** What another window may post to an embed. */
import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { defaultState, validate } from '../../www/kit/schema.js';
import { Messages } from '../../www/site/messages.js';
import { figureSchemas } from '../unit/schemas.js';
import { key, plainValue } from './inputs.js';

const schema = /** @type {any} */ (figureSchemas.get('gradient-chain'));

const message = fc.oneof(
  plainValue,
  fc.record(
    {
      type: plainValue,
      id: plainValue,
      version: plainValue,
      epoch: plainValue,
      until: plainValue,
    },
    { requiredKeys: ['type'] },
  ),
  fc.record({
    type: fc.constant('set'),
    state: fc.oneof(
      plainValue,
      fc.dictionary(
        fc.oneof(key, fc.constantFrom(...schema.keys)),
        plainValue,
        { maxKeys: 3 },
      ),
    ),
  }),
);

/** @param {boolean} isParent @param {unknown} data - of the message @returns {Promise<void>} */
async function heard(isParent, data) {
  const answers = /** @type {any[]} */ ([]);
  const other = {
    postMessage: (/** @type {any} */ answer) => answers.push(answer),
  };
  const listener = { addEventListener() {} };
  Object.assign(globalThis, {
    document: { ...listener, documentElement: { dataset: {} } },
    window: listener,
    parent: isParent ? other : { postMessage() {} },
    ResizeObserver: class {
      observe() {}
    },
  });
  const figure = {
    localName: schema.figure,
    value: defaultState(schema),
    get state() {
      return this.value;
    },
    set state(next) {
      this.value = validate(schema, next, this.value);
    },
    restore() {},
  };
  const messages = new Messages({
    applied: Promise.resolve(),
    shown: () => /** @type {any} */ (figure),
    playsInSlides: () => false,
  });
  const before = figure.state;
  messages.hear(
    /** @type {any} */ ({ data: structuredClone(data), source: other }),
  );
  // A conversation that had broken would not answer this.
  if (isParent) {
    messages.hear(
      /** @type {any} */ ({ data: { type: 'get', id: 'last' }, source: other }),
    );
  }
  await setImmediate();
  if (!isParent) assert.equal(figure.state, before);
  else assert.equal(answers.at(-1)?.id, 'last');
  if (answers.some(({ type }) => type === 'error')) {
    assert.equal(figure.state, before);
  }
}

export const messages = {
  'a message is obeyed or answered in words, and the next one is heard':
    Object.assign(fc.asyncProperty(fc.boolean(), message, heard), {
      examples: [[false, { type: { toString: 1, valueOf: 1 } }]],
    }),
};
