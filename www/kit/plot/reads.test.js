import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PartType } from 'lit/directive.js';
import { reads } from './reads.js';

/** An element that tells who listens to it. */
class Element {
  heard = /** @type {string[]} */ ([]);
  parentElement;

  /** @param {Element | null} [parentElement] */
  constructor(parentElement = null) {
    this.parentElement = parentElement;
  }

  getAttribute() {
    return null;
  }

  setAttribute() {}

  /** @param {string} type */
  addEventListener(type) {
    this.heard.push(type);
  }

  /** @param {string} type */
  removeEventListener(type) {
    this.heard = this.heard.filter((other) => other !== type);
  }
}

test('a picture that is gone leaves nothing on what it was in, where others come after it', async () => {
  const around = new Element();
  const { _$litDirective$: Reads } = /** @type {any} */ (reads(null));
  const [first, second] = [1, 2].map(() => {
    const element = new Element(around);
    const part = { type: PartType.ELEMENT, element };
    const one = new Reads(part);
    one.isConnected = true;
    one.update(part, [{ numbers: [1, 2] }]);
    return one;
  });
  await Promise.resolve();
  const movements = ['pointermove', 'pointerleave'];
  assert.deepEqual(around.heard, [...movements, ...movements]);
  first.disconnected();
  second.disconnected();
  assert.deepEqual(around.heard, []);
  second.reconnected();
  assert.deepEqual(around.heard, movements);
});
