/** Pictures as SVG and PNG: the same, in any size, and each says where it is from. */
import { readFile } from 'node:fs/promises';
import {
  download,
  embed,
  FIGURES,
  readings,
  settle,
  stand,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Download } from '@playwright/test' */

/** @param {Download} file @returns {Promise<Buffer>} its content */
const contentOf = async (file) => readFile(await file.path());

/** @param {Buffer} png @returns {Record<string, string>} its texts by keyword */
function textsIn(png) {
  /** @type {Record<string, string>} */
  const texts = {};
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const content = png.subarray(at + 8, at + 8 + length);
    if (type === 'iTXt') {
      const end = content.indexOf(0);
      texts[content.toString('latin1', 0, end)] = content.toString(
        'utf8',
        end + 5,
      );
    }
    at += length + 12;
  }
  return texts;
}

/** What docs/figures.md says that each figure gives: the names of buttons, by figure. */
const FIGURES_MD = await readFile(
  new URL('../../docs/figures.md', import.meta.url),
  'utf8',
);
const PROMISED = promised(FIGURES_MD);

/** @param {string} text - of the document */
function promised(text) {
  const [, table = ''] =
    /<!-- files -->([^]*?)<!-- end of files -->/.exec(text) ?? [];
  const controls = [
    /^download-(svg|png)/,
    /^download-(csv|epochs)/,
    null,
    /^copy-python/,
    /^copy-pytorch/,
    /^copy-latex/,
  ];
  return new Map(
    [...table.matchAll(/^\| `([^`]+)` \|(.*)\|$/gm)].map(([, name, cells]) => [
      name,
      (cells ?? '').split('|').flatMap((cell, column) => {
        const control = controls[column];
        return control ? [{ control, isThere: cell.trim() === 'yes' }] : [];
      }),
    ]),
  );
}

for (const { name, quick, panels } of FIGURES) {
  test(`${name}: a picture comes as PNG, in two pixels for one of the SVG, and both lead back`, async ({
    open,
  }) => {
    const page = await open(embed(name, quick, `open=${panels}`));
    if (name === 'gradient-cures') {
      await page.locator(`${name} [data-control="play"]`).click();
      // Both pictures are to be of the end.
      await stand(page, 3, name);
    }
    await settle(page);
    await readings(page, name);
    const button = (/** @type {string} */ kind) =>
      page.locator(`${name} [data-control^="download-${kind}"]`).first();
    const given = await page
      .locator(`${name} button[data-control]`)
      .evaluateAll(($buttons) =>
        $buttons.map(($one) => $one.getAttribute('data-control') ?? ''),
      );
    expect([...PROMISED.keys()].sort()).toEqual(
      FIGURES.map((figure) => figure.name).sort(),
    );
    for (const { control, isThere } of PROMISED.get(name) ?? []) {
      const found = given.some((one) => control.test(one));
      expect(found, `${control} as docs/figures.md says`).toBe(isThere);
    }
    const names = await page
      .locator(`${name} [data-control="downloads"] button[data-control]`)
      .evaluateAll(($buttons) =>
        $buttons.map(($one) => $one.getAttribute('data-control') ?? ''),
      );
    const [, section = ''] =
      FIGURES_MD.split(`\n## \`${name}\`\n`)[1]
        ?.split('\n## ')[0]
        ?.split('ames for `hide`') ?? [];
    const unnamed = names.filter(
      (one) => !one.split(' ').some((each) => section.includes(`\`${each}\``)),
    );
    expect(unnamed, 'names for `hide` that it does not tell').toEqual([]);
    // Some figures give several pictures with one press.
    const first = async (/** @type {string} */ kind) => {
      const [file] = await Promise.all([
        page.waitForEvent('download', {
          predicate: (one) => one.suggestedFilename().endsWith(`.${kind}`),
        }),
        button(kind).click(),
      ]);
      return file;
    };
    const [svg, png] = [await first('svg'), await first('png')];
    expect(png.suggestedFilename()).toBe(
      svg.suggestedFilename().replace('.svg', '.png'),
    );
    const drawing = (await contentOf(svg)).toString();
    const width = Number(/<svg[^>]* width="([\d.]+)"/.exec(drawing)?.[1]);
    const file = await contentOf(png);
    const found = await page.evaluate(
      async ([address, tag]) => {
        const $image = new Image();
        $image.src = address;
        await $image.decode();
        const canvas = new OffscreenCanvas($image.width, $image.height);
        const context = canvas.getContext('2d');
        context?.drawImage($image, 0, 0);
        const { data } =
          context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
        const colours = new Set(new Uint32Array(data?.buffer ?? []));
        const $figure = /** @type {any} */ (document.querySelector(tag));
        return {
          width: $image.width,
          colours: colours.size,
          link: String($figure.permalink),
        };
      },
      /** @type {const} */ ([
        `data:image/png;base64,${file.toString('base64')}`,
        name,
      ]),
    );
    // In a page without Trusted Types, which let nobody parse a text.
    const blank = await page.context().newPage();
    const inside = await blank.evaluate((text) => {
      const $svg = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        error: $svg.querySelector('parsererror')?.textContent ?? '',
        source: $svg.getElementsByTagName('dc:source')[0]?.textContent,
        href: $svg.querySelector('a')?.getAttribute('href'),
        about: $svg.querySelector('desc')?.textContent,
        caption: $svg.querySelector('a')?.textContent,
      };
    }, drawing);
    await blank.close();
    expect(Math.abs(found.width - 2 * width)).toBeLessThanOrEqual(1);
    expect(found.colours).toBeGreaterThan(8);

    const { Title, Description, Source = '' } = textsIn(file);
    expect(inside.error).toBe('');
    // The link of a run that was played has its epoch and its fingerprint, too.
    expect(
      Source.replace(/(&epoch=\d+)?(&(check|fingerprint)=\d+-\w{8})?$/, ''),
    ).toBe(found.link);
    expect(inside.source).toBe(Source);
    expect(inside.href).toBe(Source);
    expect(inside.about).toContain(Description);
    expect(inside.about).toContain('Settings:');
    expect(inside.caption).toContain(Title);
  });
}

test('a picture comes in the size that is asked for, and a size without sense is refused', async ({
  open,
}) => {
  const page = await open(embed('exploding-window', 'open=data'));
  await readings(page, 'exploding-window');
  await page.getByRole('button', { name: 'Another size' }).click();
  const dialog = page.getByRole('dialog');
  const save = async (/** @type {string} */ kind) =>
    contentOf(
      await download(page, () =>
        dialog.getByRole('button', { name: `Save ${kind}` }).click(),
      ),
    );
  const sizeOf = (/** @type {Buffer} */ png) => [
    png.readUInt32BE(16),
    png.readUInt32BE(20),
  ];
  await dialog
    .getByRole('combobox', { name: 'Size' })
    .selectOption('Slide, 1920 × 1080');
  expect(sizeOf(await save('PNG'))).toEqual([1920, 1080]);
  expect((await save('SVG')).toString()).toMatch(
    /^<svg[^>]* width="1920" height="1080"/,
  );
  await dialog
    .getByRole('combobox', { name: 'Size' })
    .selectOption('Column, 1200 wide');
  expect(sizeOf(await save('PNG'))[0]).toBe(1200);
  await dialog.getByRole('combobox', { name: 'Size' }).selectOption('Other…');
  await dialog.getByRole('spinbutton', { name: 'Width' }).fill('90000');
  await dialog.getByRole('button', { name: 'Save PNG' }).click();
  await expect(dialog.getByRole('status')).toHaveText(
    'Width: expected 100 to 8192 pixels, got 90000.',
  );
  await dialog.getByRole('spinbutton', { name: 'Width' }).fill('640');
  await dialog.getByLabel('Height').fill('640');
  expect(sizeOf(await save('PNG'))).toEqual([640, 640]);
});

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
