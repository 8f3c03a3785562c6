import assert from 'node:assert/strict';
import test from 'node:test';
import { deflateSync } from 'node:zlib';
import { figureSchemas } from '../../tests/unit/schemas.js';
import {
  MOST,
  hasScenes,
  hashToText,
  parseScenes,
  scenesToHash,
  writeScenes,
} from './scenes.js';

const SPEEDS = 'figure=learning-speeds&seed=7&pace=slow&epoch=20&hide=presets';

/** @param {readonly unknown[]} scenes @param {object} [more] @returns {string} a file */
function fileOf(scenes, more = {}) {
  const format = 'unstable-gradients lecture';
  return JSON.stringify({ format, version: 1, scenes, ...more });
}

test('a file comes back as it was written, and so does a link', async () => {
  const text = fileOf([
    {
      link: SPEEDS,
      title: 'Collapse',
      notes: 'Ask first – “which layer?” δ 🎓',
      until: 300,
    },
    { link: '#figure=gradient-chain&amp;weights%3D2,-3&amp;biases=0,1' },
  ]);
  const scenes = parseScenes(text, figureSchemas);
  assert.deepEqual(
    scenes.map(({ figure, until }) => [figure, until]),
    [
      ['learning-speeds', 300],
      ['gradient-chain', undefined],
    ],
  );
  const [, plain] = scenes;
  assert.deepEqual([plain?.title, plain?.notes], ['', ''], 'none were written');
  assert.equal(scenes[0]?.linked.epoch, 20);
  assert.deepEqual(scenes[0]?.linked.hide, ['presets']);
  assert.deepEqual(scenes[1]?.linked.state.weights, [2, -3]);
  assert.deepEqual(parseScenes(writeScenes(scenes), figureSchemas), scenes);
  assert.doesNotMatch(
    writeScenes(scenes.slice(1)),
    /title|notes|until/,
    'nothing is written of what there is not: links are short',
  );

  const hash = await scenesToHash(scenes);
  assert.match(hash, /^scenes=1\.[\w-]+$/);
  assert.ok(hasScenes(hash));
  assert.deepEqual(parseScenes(await hashToText(hash), figureSchemas), scenes);
});

test('what is bad in a file is named, with what was expected and what was got', () => {
  const good = { link: SPEEDS };
  for (const [text, message] of /** @type {[string, RegExp][]} */ ([
    ['{', /^expected JSON: /],
    [
      '[]',
      /^format: expected “unstable-gradients lecture”, got a list of 0\.$/,
    ],
    ['null', /^format: .* got null\.$/],
    [
      fileOf([good], { format: 'slides' }),
      /^format: expected “unstable-gradients lecture”, got “slides”\.$/,
    ],
    [fileOf([good], { version: 2 }), /^version: expected 1, got 2\.$/],
    [
      fileOf([good], { speaker: 'me' }),
      /expected format, version, scenes, got “speaker”/,
    ],
    [
      fileOf([]),
      /^scenes: expected a list of 1 to 100 scenes, got a list of 0\.$/,
    ],
    [fileOf(Array(101).fill(good)), /got a list of 101\.$/],
    [fileOf([good, 3]), /^scene 2: expected an object with a link, got 3\.$/],
    [
      fileOf([good, { ...good, note: '' }]),
      /^scene 2: expected link, title, notes, until, got “note”/,
    ],
    [
      '{"format":"unstable-gradients lecture","version":1,"scenes":[{"link":"figure=gradient-chain","__proto__":1}]}',
      /got “__proto__”/,
    ],
    [fileOf([{}]), /^scene 1, link: expected a text .* got nothing\.$/],
    [
      fileOf([{ link: 'x'.repeat(MOST.link + 1) }]),
      /^scene 1, link: .* got one of 10001\.$/,
    ],
    [
      fileOf([{ ...good, notes: 4 }]),
      /^scene 1, notes: expected a text of at most 5000 characters, got 4\.$/,
    ],
    [
      fileOf([{ link: '' }]),
      /^scene 1, link: expected one figure, got none\.$/,
    ],
    [
      fileOf([{ link: 'figure=gradient-chain&figure=random-chains' }]),
      /^scene 1, link: expected one figure, got gradient-chain, random-chains\.$/,
    ],
    [
      fileOf([good, { link: 'figure=gradient-chian' }]),
      /^scene 2, link: “figure=gradient-chian” – there is no such figure/,
    ],
    [
      fileOf([{ link: `${SPEEDS}&rate=-1` }]),
      /^scene 1, link: “rate=-1” – learning-speeds, rate: expected .* got −1/,
    ],
    [
      fileOf([{ link: 'figure=learning-speeds&epoch=501' }]),
      /“epoch=501” – expected a whole number from 0 to 500/,
    ],
    [
      fileOf([{ ...good, until: 20 }]),
      /^scene 1, until: expected a whole number from 21 to 500, got 20\.$/,
    ],
    [fileOf([{ ...good, until: 501 }]), /from 21 to 500, got 501\.$/],
    [
      fileOf([{ ...good, until: '300' }]),
      /^scene 1, until: expected the number of an epoch, got “300”\.$/,
    ],
    [
      fileOf([{ link: 'figure=gradient-chain', until: 3 }]),
      /^scene 1, until: expected nothing, since gradient-chain/,
    ],
    [
      ' '.repeat(MOST.text + 1),
      /^expected a text of at most 2000000 characters/,
    ],
  ])) {
    assert.throws(() => parseScenes(text, figureSchemas), {
      name: 'ScenesError',
      message,
    });
  }
});

test('a lecture has as many scenes, and texts as long, as it may have', async () => {
  const notes = 'n'.repeat(MOST.notes);
  const scene = { link: SPEEDS, title: 't'.repeat(MOST.title), notes };
  const scenes = parseScenes(fileOf(Array(100).fill(scene)), figureSchemas);
  assert.equal(scenes.length, 100);
  assert.equal(scenes[99]?.notes, notes);
  const longest = fileOf([scene]).padEnd(MOST.text);
  assert.equal(parseScenes(longest, figureSchemas).length, 1);
  const code = deflateSync(longest).toString('base64url');
  assert.equal(await hashToText(`scenes=1.${code}`), longest);
});

test('a link that is cut, changed, of another version or a bomb is refused', async () => {
  const hash = await scenesToHash(
    parseScenes(fileOf([{ link: SPEEDS }]), figureSchemas),
  );
  for (const bad of [
    hash.slice(0, -9),
    `${hash}!`,
    hash.replace(/\.(..)/, '.zz'),
    'scenes=1.',
  ]) {
    // Some decompressors notice at once, others give what there is of the text.
    const parsed = hashToText(bad).then((text) =>
      parseScenes(text, figureSchemas),
    );
    await assert.rejects(parsed, { name: 'ScenesError' });
  }
  await assert.rejects(hashToText('scenes=2.abc'), {
    message: /^the link: expected “scenes=1\.…”, got “scenes=2\.abc”\.$/,
  });
  const bomb = deflateSync(Buffer.alloc(50_000_000)).toString('base64url');
  await assert.rejects(hashToText(`scenes=1.${bomb}`), {
    message: /got more\.$/,
  });
});
