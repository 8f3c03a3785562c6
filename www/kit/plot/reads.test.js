import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PartType } from 'lit/directive.js';
import { reads } from './reads.js';

/** An element that tells who listens to it. */
class Element {
  heard = /** @type {string[]} */ ([]);
  attributes = new Map([['role', 'img']]);
  parentElement;

  /** @param {Element | null} [parentElement] */
  constructor(parentElement = null) {
    this.parentElement = parentElement;
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /** @param {string} name @param {string} text */
  setAttribute(name, text) {
    this.attributes.set(name, text);
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }

  /** @param {string} type */
  addEventListener(type) {
    this.heard.push(type);
  }

  /** @param {string} type */
  removeEventListener(type) {
    this.heard = this.heard.filter((other) => other !== type);
  }
}

const { _$litDirective$: Reads } = /** @type {any} */ (reads(null));

/** @param {Element} element @returns {any} what lets readers read values off it */
function readsOff(element) {
  const part = { type: PartType.ELEMENT, element };
  const one = new Reads(part);
  one.isConnected = true;
  one.update(part, [{ numbers: [1, 2] }]);
  return one;
}

test('a picture that is gone leaves nothing on what it was in, where others come after it', async () => {
  const around = new Element();
  const [first, second] = [1, 2].map(() => readsOff(new Element(around)));
  await Promise.resolve();
  const movements = ['pointermove', 'pointerleave'];
  assert.deepEqual(around.heard, [...movements, ...movements]);
  first.disconnected();
  second.disconnected();
  assert.deepEqual(around.heard, []);
  second.reconnected();
  assert.deepEqual(around.heard, movements);
});

test('a picture that cannot be read for a while is a picture then, and is read once afterwards', async () => {
  const $svg = new Element(new Element());
  const before = readsOff($svg);
  await Promise.resolve();
  const { heard } = $svg;
  assert.ok(heard.includes('keydown'));
  assert.equal($svg.getAttribute('role'), 'slider');
  before.isConnected = false;
  before.disconnected();
  assert.deepEqual($svg.heard, []);
  assert.deepEqual([...$svg.attributes], [['role', 'img']]);
  readsOff($svg);
  await Promise.resolve();
  assert.deepEqual($svg.heard, heard, 'each key once');
  assert.equal($svg.getAttribute('role'), 'slider');
});
