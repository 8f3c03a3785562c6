/** What holds for every figure alike. */
import { readFile } from 'node:fs/promises';
import {
  change,
  download,
  embed,
  excess,
  FIGURES,
  hashOf,
  readings,
  settle,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

for (const { name, quick, panels, other, refused, narrow, files } of FIGURES) {
  test.describe(name, () => {
    test('a link brings back the same numbers, bit for bit', async ({
      open,
    }) => {
      const page = await open(embed(name, quick));
      await readings(page, name);
      await change(page, name, other);
      const there = await readings(page, name);
      const copy = await open(`embed.html${await hashOf(page, name)}`);
      expect(await readings(copy, name)).toStrictEqual(there);
      expect(await stateOf(copy, name)).toStrictEqual(
        await stateOf(page, name),
      );
    });

    test('a state that will not do is refused whole, naming the key', async ({
      open,
    }) => {
      const page = await open(embed(name, quick));
      const shown = await readings(page, name);
      const state = await stateOf(page, name);
      const [changes, key] = refused;
      const refusal = await page.evaluate(([selector, bad]) => {
        try {
          /** @type {any} */ (document.querySelector(selector)).state = bad;
          return null;
        } catch (error) {
          return [
            error instanceof TypeError,
            Reflect.get(Object(error), 'key'),
          ];
        }
      }, /** @type {const} */ ([name, changes]));
      expect(refusal).toStrictEqual([true, key]);
      expect(await stateOf(page, name)).toStrictEqual(state);
      expect(await readings(page, name)).toStrictEqual(shown);
    });

    for (const [index, link] of narrow.entries()) {
      const state = index === 0 ? '' : ` (${link})`;
      test(`it fits a screen 320 pixels wide, with everything open${state}`, async ({
        open,
      }) => {
        const page = await open(embed(name, link, `open=${panels}`), {
          context: { viewport: { width: 320, height: 640 } },
        });
        await readings(page, name);
        await settle(page);
        await expect.poll(() => excess(page), 'pixels too wide').toBe(0);
      });
    }

    if (files.length === 0) return;
    test(
      'its numbers and pictures can be downloaded, and need no style sheet',
      // Two are enough in Firefox: all of them passed there.
      { tag: /speeds|chain$/.test(name) ? [] : '@chromium' },
      async ({ open }) => {
        const page = await open(embed(name, quick, `open=${panels}`));
        await readings(page, name);
        for (const [button, file, content] of files) {
          const got = await download(page, () =>
            page.getByRole('button', { name: button }).click(),
          );
          expect(got.suggestedFilename()).toMatch(file);
          const text = await readFile(await got.path(), 'utf8');
          expect(text).toMatch(content);
          expect(text, `${button}`).not.toMatch(/class=|var\(/);
        }
      },
    );
  });
}
