/** The part of the page in which an author makes an embed. */
import { change, readings, settle, stateOf } from './figures.js';
import { expect, test } from './site.js';

test('an author chooses a figure and how it is shown, sees it and copies the code', async ({
  open,
}) => {
  /** @type {string[]} */
  const scripts = [];
  const page = await open('index.html', {
    context: { permissions: ['clipboard-read', 'clipboard-write'] },
    prepare: async (fresh) => {
      fresh.on('request', (request) => scripts.push(request.url()));
    },
  });
  await settle(page);
  expect(scripts.filter((url) => /builder|embed\.html/.test(url))).toEqual([]);
  await change(page, 'gradient-chain', { weights: [2, -3], biases: [0.5, 0] });

  const builder = page.locator('.builder');
  await builder.getByText('Embed a figure').click();
  await builder
    .getByLabel('Figure', { exact: true })
    .selectOption('gradient-chain');
  const shown = builder.frameLocator('iframe').locator('gradient-chain');
  const code = builder.getByRole('textbox', { name: 'Code to paste' });
  await expect(code).toHaveValue(
    /^<iframe src="[^"]*embed\.html#figure=gradient-chain&amp;weights=2,-3&amp;/,
  );
  await shown.getByRole('slider').first().waitFor();
  const frame = page.frames()[1];
  if (!frame) throw new Error('nothing is shown');
  expect((await stateOf(frame, 'gradient-chain')).weights).toEqual([2, -3]);

  // What changes on the page changes there, and in the code.
  await change(page, 'gradient-chain', { input: 0.25 });
  await expect(code).toHaveValue(/input=0\.25/);
  await expect
    .poll(async () => (await stateOf(frame, 'gradient-chain')).input)
    .toBe(0.25);

  await builder.getByLabel('toolbar', { exact: true }).check();
  await expect(shown.locator('[data-control="toolbar"]')).toBeHidden();
  await builder.getByLabel('Colours').selectOption('dark');
  await expect(shown).toHaveCSS('color-scheme', 'dark');
  await builder.getByLabel('Width').selectOption('375');
  await expect(code).toHaveValue(
    /hide=toolbar&amp;theme=dark".* width="375" height="(?:9|1\d)\d{2}"/,
  );
  await builder.getByLabel('Height').fill('700');
  await builder.getByLabel('Height').press('Tab');
  await expect(code).toHaveValue(/height="700"/);

  const length = await page.evaluate(() => history.length);
  for (const [place, wanted] of /** @type {const} */ ([
    [
      'HTML: an element',
      /<gradient-chain weights="2,-3" .*hide="toolbar" theme="dark">/,
    ],
    [
      'HTML: a frame that sizes itself and waits its turn',
      /embed-host\.js.*\n<iframe data-src=/,
    ],
    ['reveal.js: a slide', /^<section>\s+<iframe data-src/],
    ['MDX (Docusaurus, Astro)', /^<iframe .*style=\{\{ border: 0 \}\}.* \/>$/],
    ['Quarto: a page', /^```\{=html\}\n<iframe src=/],
    ['Hugo: a shortcode', /^\{\{< unstable-gradients src="http/],
    ['Jupyter Book 2, MyST', /^:::\{iframe\} http.*\n:width: 100%\n/],
    ['Jupyter Book 1, MyST in Sphinx', /^```\{raw\} html\n<iframe/],
    ['Sphinx (reStructuredText)', /^\.\. raw:: html\n\n {3}<iframe/],
    ['JupyterLab: a cell', /IFrame\("http[^"]*", width="375", height=700\)/],
  ])) {
    await builder.getByLabel('For').selectOption(place);
    await expect(code).toHaveValue(wanted);
    await builder.getByRole('button', { name: 'Copy' }).click();
    await expect(builder.getByRole('status')).toHaveText('Copied.');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
      wanted,
    );
  }
  // Going back leads out of the page, and not through what was tried.
  expect(await page.evaluate(() => history.length)).toBe(length);

  await builder
    .getByLabel('Figure', { exact: true })
    .selectOption('learning-speeds');
  await expect(
    builder.frameLocator('iframe').locator('learning-speeds'),
  ).toBeAttached();
  await readings(/** @type {any} */ (page.frames()[1]), 'learning-speeds');
  await builder.getByText('Embed a figure').click();
  await expect(builder.locator('iframe')).toHaveCount(0);
});
