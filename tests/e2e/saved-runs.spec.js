/** A run saved in the middle, and taken up in a fresh page. */
import { readFile } from 'node:fs/promises';
import {
  call,
  download,
  embed,
  readings,
  readingsOf,
  stand,
  stateOf,
} from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const RUN =
  'images=100&pixels=7&hidden=8,5&batch=10&epochs=60&lambda=1&initialisation=chapter&output=sigmoid&optimiser=adam&play=0';
const KEPT = ['neuron-gradients', 'activation-saturation'];

/** @param {Page} page @param {string} name */
async function fingerprint(page, name) {
  const line = page.locator(`${name} [data-control="fingerprint"]`);
  await expect(line).toContainText('at epoch 60:');
  return line.locator('code').textContent();
}

/** @param {Page} page @param {string} name @param {string} file @param {Buffer} buffer */
async function choose(page, name, file, buffer) {
  const chooser = page.waitForEvent('filechooser');
  await page.locator(`${name} [data-control="open-run"]`).click();
  await (
    await chooser
  ).setFiles({ name: file, mimeType: 'application/octet-stream', buffer });
}

for (const name of ['learning-speeds', ...KEPT]) {
  test(`a run of ${name} that was saved ends as one never interrupted, and a damaged file changes nothing`, async ({
    open,
  }) => {
    const page = await open(embed(name, RUN, 'open=data'));
    await readings(page, name);
    await page.evaluate((figure) => {
      /** @type {any} */ (document.querySelector(figure)).jumpTo(23);
    }, name);
    await stand(page, 23, name);
    const file = await download(page, () =>
      page.locator(`${name} [data-control="save-run"]`).click(),
    );
    expect(file.suggestedFilename()).toMatch(
      new RegExp(`^${name}-seed-1-epoch-23-[\\da-f]{8}\\.ugrun$`),
    );
    const bytes = await readFile(await file.path());
    await call(page, 'play', name);
    await stand(page, 60, name);
    const { imagesPerSecond: _, ...expected } = await readingsOf(page, name);
    const text = await fingerprint(page, name);

    const fresh = await open(
      embed(name, RUN.replace('epochs=60', 'epochs=5'), 'open=data'),
    );
    await readings(fresh, name);
    const before = await stateOf(fresh, name);
    const damaged = Buffer.from(bytes);
    damaged[bytes.length >> 1] = (damaged[bytes.length >> 1] ?? 0) ^ 1;
    const status = fresh.locator(`${name} [role="status"]`);
    for (const [buffer, words] of /** @type {const} */ ([
      [damaged, 'This file is damaged'],
      [Buffer.from('{"a":1}'), 'This file is not a saved run'],
      [bytes.subarray(0, 1000), 'This file is cut short'],
    ])) {
      await choose(fresh, name, 'wrong.ugrun', buffer);
      await expect(status.filter({ hasText: words })).toHaveCount(1);
      expect(await stateOf(fresh, name)).toEqual(before);
    }
    await fresh.locator(name).evaluate(($figure) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File(['{"b":2}'], 'dropped.ugrun'));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      const isTaken = !$figure.dispatchEvent(new DragEvent('dragover', init));
      if (!isTaken) throw new Error('no file may be dropped here');
      $figure.dispatchEvent(new DragEvent('drop', init));
    });
    await expect(
      status.filter({ hasText: 'This file is not a saved run' }),
    ).toHaveCount(1);
    await choose(fresh, name, 'mine.ugrun', bytes);
    await expect(
      status.filter({ hasText: 'mine.ugrun: the run stands at epoch 23' }),
    ).toHaveCount(1);
    await stand(fresh, 23, name);
    await call(fresh, 'play', name);
    await stand(fresh, 60, name);
    expect(await readingsOf(fresh, name)).toMatchObject(expected);
    expect(await fingerprint(fresh, name)).toBe(text);
    await call(fresh, 'undo', name);
    expect(await stateOf(fresh, name)).toEqual(before);
  });
}
