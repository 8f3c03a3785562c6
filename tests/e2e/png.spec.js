/** Pictures as PNG, which are the same as those as SVG. */
import { readFile } from 'node:fs/promises';
import { download, embed, FIGURES, readings, settle } from './figures.js';
import { expect, test } from './site.js';

/** Figures whose drawers give pictures. */
const DRAWN = FIGURES.filter(({ name }) => name !== 'gradient-cures');

for (const { name, quick, panels } of DRAWN) {
  test(`${name}: a picture comes as PNG, in two pixels for one of the SVG`, async ({
    open,
  }) => {
    const page = await open(embed(name, quick, `open=${panels}`));
    await settle(page);
    await readings(page, name);
    const button = (/** @type {string} */ kind) =>
      page.locator(`${name} [data-control^="download-${kind}"]`).first();
    const [svg, png] = [
      await download(page, () => button('svg').click()),
      await download(page, () => button('png').click()),
    ];
    expect(png.suggestedFilename()).toBe(
      svg.suggestedFilename().replace('.svg', '.png'),
    );
    const drawing = await readFile(await svg.path(), 'utf8');
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(drawing)?.[1]);
    const file = await readFile(await png.path());
    const found = await page.evaluate(
      async (address) => {
        const $image = new Image();
        $image.src = address;
        await $image.decode();
        const canvas = new OffscreenCanvas($image.width, $image.height);
        const context = canvas.getContext('2d');
        context?.drawImage($image, 0, 0);
        const { data } =
          context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        const colours = new Set(new Uint32Array(data?.buffer ?? []));
        return { width: $image.width, colours: colours.size };
      },
      `data:image/png;base64,${file.toString('base64')}`,
    );
    // The plots on canvas give the pixels of the screen.
    if (name !== 'learning-speeds') {
      expect(Math.abs(found.width - 2 * width)).toBeLessThanOrEqual(1);
    }
    expect(found.colours).toBeGreaterThan(8);
  });
}

test('where images may not be made, the figure says so', async ({ open }) => {
  const page = await open(embed('exploding-window', 'open=data'), {
    prepare: (fresh) =>
      fresh.addInitScript(() => {
        HTMLImageElement.prototype.decode = () =>
          Promise.reject(new Error('forbidden'));
      }),
  });
  await readings(page, 'exploding-window');
  await page.getByRole('button', { name: 'PNG of the factor' }).click();
  await expect(page.getByText('Take the SVG instead')).toBeVisible();
});
