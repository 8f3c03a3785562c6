/** Files of numbers, as spreadsheets want them. */
import { readFile } from 'node:fs/promises';
import { download, embed, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

for (const { name, quick, panels } of FIGURES) {
  test(`${name}: every CSV is ASCII or marked as UTF-8, with one kind of line end`, async ({
    open,
  }) => {
    const page = await open(embed(name, quick, `open=${panels}`));
    await settle(page);
    await readings(page, name);
    const all = page.getByRole('button', { name: /CSV|singular values/ });
    for (const button of await all.all()) {
      const label = (await button.textContent()) ?? '';
      if (/copy/i.test(label)) continue;
      const file = await download(page, () => button.click());
      const bytes = await readFile(await file.path());
      const isAscii = bytes.every((byte) => byte < 0x80);
      const isMarked = bytes.subarray(0, 3).toString('hex') === 'efbbbf';
      expect(isMarked, `${label}: ${bytes.subarray(0, 80)}`).toBe(!isAscii);
      const text = bytes.toString('utf8');
      expect(text, label).toMatch(/^(?:[^\r\n]+\r\n)+$/);
    }
  });
}
