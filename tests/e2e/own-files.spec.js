/** The table of accuracies on files of the reader's own. */
import { gzipped, idxFile, idxSet } from '../fixtures/idx-files.js';
import { change, embed, readings, readingsOf, stateOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Locator, Page } from '@playwright/test' */

const NAME = 'depth-accuracy';
const QUICK = 'pixels=7&epochs=8&images=100&lambda=0.1&depths=1,2&rate=3';

const letters = idxSet(1200);
const tests = idxSet(260);

/** @param {Record<string, Uint8Array>} contents - by name */
function filesOf(contents) {
  return Object.entries(contents).map(([name, bytes]) => ({
    name,
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(bytes),
  }));
}

const PLAIN = filesOf({
  'train-images-idx3-ubyte': letters.images,
  'train-labels-idx1-ubyte': letters.labels,
});

const PACKED = filesOf({
  'emnist-letters-test-labels-idx1-ubyte.gz': gzipped(tests.labels),
  'emnist-letters-train-images-idx3-ubyte.gz': gzipped(letters.images),
  'emnist-letters-test-images-idx3-ubyte.gz': gzipped(tests.images),
  'emnist-letters-train-labels-idx1-ubyte.gz': gzipped(letters.labels),
});

/** @param {Page} page @returns {Locator} the control that takes files, in its drawer */
function chooser(page) {
  return page.locator(`${NAME} input[type="file"]`);
}

/** @param {Page} page @param {number} count - of networks that are trained */
async function trained(page, count) {
  await page.waitForFunction(
    ([name, wanted]) =>
      /** @type {any} */ (document.querySelector(String(name)))?.readings
        ?.trained === wanted,
    /** @type {const} */ ([NAME, count]),
  );
}

for (const [what, files] of /** @type {const} */ ([
  ['plain', PLAIN],
  ['in gzip, with a test set,', PACKED],
])) {
  test(`files ${what} are trained on, with an output for each class, and leave the page nowhere`, async ({
    open,
  }) => {
    /** @type {{ url: string, body: string | null }[]} */
    const asked = [];
    const page = await open(embed(NAME, `${QUICK}&open=files`), {
      prepare: async (fresh) => {
        fresh.context().on('request', (request) => {
          asked.push({ url: request.url(), body: request.postData() });
        });
      },
    });
    await readings(page, NAME);
    await chooser(page).waitFor({ state: 'attached' });
    const before = new Set(asked.map(({ url }) => url));
    await chooser(page).setInputFiles([...files]);
    const $figure = page.locator(NAME);
    await expect($figure).toContainText(
      '1\u202f200 images of 26 classes, labels 1 to 26',
    );
    for (const { name } of files) await expect($figure).toContainText(name);
    const state = await stateOf(page, NAME);
    // λ/n is as it was.
    expect(state).toMatchObject({ data: 'own', images: 1000, lambda: 1 });
    await $figure.getByRole('button', { name: 'Train 2 networks' }).click();
    await trained(page, 2);
    const { accuracies, classes, constant } = await readingsOf(page, NAME);
    expect(classes).toBe(26);
    expect(constant).toBeLessThan(0.05);
    expect(accuracies[0][0]).toBeGreaterThan(0.3);
    // Scripts of the site, and nothing else: no digits, no address elsewhere, no body.
    const after = asked.filter(({ url }) => !before.has(url));
    const { origin } = new URL(page.url());
    for (const { url, body } of asked) {
      expect(body).toBeNull();
      expect(new URL(url.replace(/^blob:/u, '')).origin).toBe(origin);
    }
    expect(after.filter(({ url }) => url.includes('digits-'))).toEqual([]);
  });
}

test('what is refused says why, and leaves the table as it was', async ({
  open,
}) => {
  const page = await open(embed(NAME, `${QUICK}&open=files`));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await chooser(page).setInputFiles([...PLAIN]);
  await expect($figure).toContainText('1\u202f200 images of 26 classes');
  await $figure.getByRole('button', { name: 'Train 2 networks' }).click();
  await trained(page, 2);
  const { accuracies } = await readingsOf(page, NAME);
  const state = await stateOf(page, NAME);
  const { images, labels } = letters;
  const packed = gzipped(images);
  for (const [contents, words] of /** @type {const} */ ([
    [{ a: images }, 'got images in a and no labels. '],
    [{ a: labels, b: labels }, 'got no images and labels in a, b. '],
    [
      { a: images.slice(0, -1), b: labels },
      'a, content: expected 940800 bytes',
    ],
    [{ 'a.gz': packed.slice(0, -9), b: labels }, 'a.gz: expected a whole gzip'],
    [
      { a: Buffer.alloc(0), b: labels },
      'a: expected an IDX file, got an empty',
    ],
    [{ a: Buffer.from('no images'), b: labels }, 'a, magic: expected 00000803'],
    [{ a: images, b: tests.labels }, 'b: expected 1200 labels, one for each'],
    [
      { a: idxFile([2, 32, 32], Buffer.alloc(2048)), b: labels },
      'a, rows: expected 28, got 32',
    ],
  ])) {
    await chooser(page).setInputFiles(filesOf(/** @type {any} */ (contents)));
    const $alert = $figure.locator('[data-control="files"] [role="alert"]');
    await expect($alert).toContainText(words);
    await expect($alert).toContainText('The table stays as it was.');
    expect(await stateOf(page, NAME)).toEqual(state);
    expect((await readingsOf(page, NAME)).accuracies).toEqual(accuracies);
  }
});

test('files can be dropped, the test set chosen to validate on, and MNIST taken again', async ({
  open,
}) => {
  const page = await open(embed(NAME, `${QUICK}&open=files,data`));
  await readings(page, NAME);
  const $figure = page.locator(NAME);
  await $figure.getByRole('button', { name: 'Train 2 networks' }).click();
  await trained(page, 2);
  const mnist = await readingsOf(page, NAME);
  const contents = PACKED.map(({ name, buffer }) => [name, [...buffer]]);
  const transfer = await page.evaluateHandle((files) => {
    const dropped = new DataTransfer();
    for (const [name, bytes] of files) {
      const content = Uint8Array.from(/** @type {number[]} */ (bytes));
      dropped.items.add(new File([content], String(name)));
    }
    return dropped;
  }, contents);
  const $drop = $figure.locator('.depth-drop');
  await $drop.dispatchEvent('dragover', { dataTransfer: transfer });
  await expect($drop).toHaveClass(/is-over/);
  await $drop.dispatchEvent('drop', { dataTransfer: transfer });
  await expect($figure).toContainText('; 260 test images');
  await $figure.getByLabel('Validate on').selectOption('test');
  await expect($figure).toContainText('validated on 260.');
  await $figure.getByRole('button', { name: 'Train 2 networks' }).click();
  await trained(page, 2);
  await expect($figure.locator('[data-control="data"]')).toContainText(
    'emnist-letters-train-images-idx3-ubyte.gz, validated on the test files',
  );
  await $figure.getByRole('button', { name: 'Back to MNIST' }).click();
  await trained(page, 2);
  expect(await readingsOf(page, NAME)).toEqual(mnist);
  expect(await stateOf(page, NAME)).toMatchObject({
    data: 'mnist',
    images: 100,
  });
  await $figure.getByRole('button', { name: 'Train on these files' }).click();
  await trained(page, 0);
  expect(await stateOf(page, NAME)).toMatchObject({ images: 1000 });
});

test('a link does not carry files: it says so, and asks for them', async ({
  open,
}) => {
  const page = await open(embed(NAME, `${QUICK}&data=own&play`));
  const $figure = page.locator(NAME);
  await expect($figure.locator('.plot-sentence')).toHaveText(
    /^This link was made with files of the reader’s own, .* choose them again\.$/u,
  );
  const $train = $figure.getByRole('button', { name: 'Train 2 networks' });
  await expect($train).toHaveAttribute('aria-disabled', 'true');
  await $figure.getByRole('button', { name: 'Choose files' }).click();
  await chooser(page).setInputFiles([...PLAIN]);
  await expect($train).toHaveAttribute('aria-disabled', 'false');
  // More than there are: refused before anything is trained.
  await change(page, NAME, { images: 1001 });
  await expect($figure.locator('.plot-sentence')).toContainText(
    'These files have 1\u202f000 images to train on',
  );
  await expect($train).toHaveAttribute('aria-disabled', 'true');
});

test('a file sorted by class is told', async ({ open }) => {
  const page = await open(embed(NAME, `${QUICK}&open=files`));
  await readings(page, NAME);
  const sorted = Uint8Array.from({ length: 1200 }, (_, at) =>
    Math.floor(at / 120),
  );
  await chooser(page).setInputFiles(
    filesOf({ a: letters.images, b: idxFile([1200], sorted) }),
  );
  await expect(page.locator(NAME).locator('.plot-sentence')).toContainText(
    'The first 1\u202f000 training images show only 9 of the 10 classes',
  );
});
