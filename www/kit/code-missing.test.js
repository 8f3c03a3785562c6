import assert from 'node:assert/strict';
import { afterEach, mock, test } from 'node:test';
import { missingIn, missingWords } from './code-missing.js';
import { figureWords } from './figure-words.js';

const ADDRESS = 'https://host.example/www/assets/sound-1a2b.js';
const ERROR = new TypeError(
  `Failed to fetch dynamically imported module: ${ADDRESS}`,
);

/** @param {number | Error} answer - of the host @returns {unknown[]} what it was asked for */
function hostAnswers(answer) {
  /** @type {unknown[]} */
  const asked = [];
  mock.method(globalThis, 'fetch', async (/** @type {unknown} */ address) => {
    asked.push(address);
    if (answer instanceof Error) throw answer;
    return { status: answer };
  });
  return asked;
}

afterEach(() => mock.restoreAll());

test('code that the host has no more is told as a site that was renewed', async () => {
  const asked = hostAnswers(404);
  assert.equal(await missingWords(ERROR), figureWords.renewed);
  assert.deepEqual(asked, [ADDRESS]);
});

test('where the host is there, or there is none, the reason is told', async () => {
  for (const answer of [200, 503, new TypeError('offline')]) {
    hostAnswers(answer);
    const words = await missingWords(ERROR);
    assert.notEqual(words, figureWords.renewed);
    assert.match(words, /sound-1a2b\.js/);
  }
});

test('a reason without an address does not make a site renewed', async () => {
  hostAnswers(404);
  const words = await missingWords(
    new TypeError('Importing a module script failed.'),
  );
  assert.match(words, /Importing a module script failed/);
});

test('where no host answers, the button leaves the page as it is and says so', async () => {
  let reloads = 0;
  const href = 'https://host.example/index.html';
  const location = { href, reload: () => (reloads += 1) };
  Object.assign(globalThis, { location });
  /** @type {any[][]} */
  const said = [];
  const host = /** @type {any} */ ({
    showError: (/** @type {unknown[]} */ ...all) => said.push(all),
  });
  hostAnswers(new TypeError('offline'));
  await missingIn(host, 'sound')(ERROR);
  await said[0]?.[2]();
  assert.equal(reloads, 0);
  const [words, , again] = said[1] ?? [];
  assert.equal(words, figureWords.noHost);
  mock.method(globalThis, 'fetch', async () => ({ ok: true }));
  await again();
  assert.equal(reloads, 1);
  Reflect.deleteProperty(globalThis, 'location');
});

test('a figure says it with a button that loads the page again', async () => {
  hostAnswers(404);
  /** @type {unknown[][]} */
  const said = [];
  const host = /** @type {any} */ ({
    showError: (/** @type {unknown[]} */ ...all) => said.push(all),
  });
  await missingIn(host, 'sound')(ERROR);
  const [words, source, again] = said[0] ?? [];
  assert.deepEqual([words, source], [figureWords.renewed, 'sound']);
  assert.equal(typeof again, 'function');
});
