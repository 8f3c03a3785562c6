import assert from 'node:assert/strict';
import { test } from 'node:test';

import { layerColour, layerDash, layerStyle } from './palette.js';

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

/**
 * Ottosson's OKLab, forwards.
 *
 * @param {string} hex - `#rrggbb`
 */
function oklch(hex) {
  const [r = 0, g = 0, b = 0] = channels(hex).map((v) =>
    v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4,
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  return {
    lightness: 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    chroma: Math.hypot(a, bb),
    hue: ((Math.atan2(bb, a) * 180) / Math.PI + 360) % 360,
  };
}

test('the ramp has the lightness and the hue of its places, and as much chroma as sRGB has', () => {
  for (const [theme, lightnesses] of /** @type {const} */ ([
    ['light', [0.46, 0.6]],
    ['dark', [0.68, 0.83]],
  ])) {
    for (let index = 0; index < 27; index += 1) {
      const of = oklch(layerColour(index, 27, theme));
      const expected = lightnesses[index % 2] ?? 0;
      assert.ok(Math.abs(of.lightness - expected) < 0.005, `${index}`);
      assert.ok(of.chroma > 0.06 && of.chroma < 0.165, `${of.chroma}`);
      const hue = (250 + 10 * index) % 360;
      const off = Math.abs(((of.hue - hue + 540) % 360) - 180);
      assert.ok(off < 3, `${index}: ${of.hue} for ${hue}`);
    }
  }
});

test('the chapter starts with blue, then orange, red and green', () => {
  const [blue, orange, red, green] = [0, 1, 2, 3].map((i) =>
    channels(layerColour(i, 4, 'light')),
  );
  assert.ok((blue?.[2] ?? 0) > (blue?.[0] ?? 1));
  assert.ok((orange?.[0] ?? 0) > (orange?.[2] ?? 1));
  assert.ok((red?.[0] ?? 0) > 2 * (red?.[1] ?? 1));
  assert.ok((green?.[1] ?? 0) > 2 * (green?.[0] ?? 1));
});

test('a style has the colours for both grounds', () => {
  const [light, dark] = [layerColour(2, 7, 'light'), layerColour(2, 7, 'dark')];
  assert.deepEqual(layerStyle(2, 7), {
    '--ug-layer': `light-dark(${light}, ${dark})`,
  });
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
