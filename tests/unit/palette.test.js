import assert from 'node:assert/strict';
import { test } from 'node:test';

import { layerColour, layerDash } from '../../www/kit/palette.js';

const GROUNDS = /** @type {const} */ ({ light: '#f6f4ee', dark: '#23262d' });

/** @param {string} hex - `#rrggbb` */
function channels(hex) {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
}

/** @param {string} hex - `#rrggbb` */
function luminance(hex) {
  const [r = 0, g = 0, b = 0] = channels(hex).map((v) =>
    v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * @param {string} one - `#rrggbb`
 * @param {string} other - `#rrggbb`
 */
function contrast(one, other) {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`every layer's colour keeps 3:1 against the ${theme} ground`, () => {
    for (let count = 1; count <= 30; count += 1) {
      for (let index = 0; index < count; index += 1) {
        const colour = layerColour(index, count, theme);
        assert.match(colour, /^#[0-9a-f]{6}$/);
        const ratio = contrast(colour, GROUNDS[theme]);
        assert.ok(ratio >= 3, `${index} of ${count}: ${colour} has ${ratio}`);
      }
    }
  });

  test(`no two of thirty layers share a colour on the ${theme} ground`, () => {
    const colours = Array.from({ length: 30 }, (_, index) =>
      layerColour(index, 30, theme),
    );
    assert.equal(new Set(colours).size, 30);
    for (let i = 1; i < colours.length; i += 1) {
      const one = channels(colours[i - 1] ?? '');
      const other = channels(colours[i] ?? '');
      const apart = Math.hypot(...one.map((v, c) => v - (other[c] ?? 0)));
      assert.ok(apart > 0.12, `layers ${i} and ${i + 1} are ${apart} apart`);
    }
  });
}

test('the chapter starts with blue, then orange, red and green', () => {
  const [blue, orange, red, green] = [0, 1, 2, 3].map((i) =>
    channels(layerColour(i, 4, 'light')),
  );
  assert.ok((blue?.[2] ?? 0) > (blue?.[0] ?? 1));
  assert.ok((orange?.[0] ?? 0) > (orange?.[2] ?? 1));
  assert.ok((red?.[0] ?? 0) > 2 * (red?.[1] ?? 1));
  assert.ok((green?.[1] ?? 0) > 2 * (green?.[0] ?? 1));
});

test('the first layer is a solid line and its neighbours are dashed', () => {
  assert.deepEqual([...layerDash(0)], []);
  for (let index = 1; index < 6; index += 1) {
    assert.ok(layerDash(index).length > 0);
  }
  for (let index = 0; index < 29; index += 1) {
    assert.notDeepEqual(layerDash(index), layerDash(index + 1));
  }
});
