/** Runs kept behind another, and a link that a run is checked by. */
import { readFile } from 'node:fs/promises';
import {
  change,
  download,
  embed,
  property,
  reach,
  readings,
  stand,
} from './figures.js';
import { expect, test } from './site.js';

const RUN = 'images=100&pixels=7&batch=100&epochs=6';
const NETWORKS = 'hidden=8,8';

/** What two pages draw is the same once both have drawn it. */
const DRAWN = { timeout: 30_000 };

test('a link says whether the numbers of a run are those that it was made from', async ({
  open,
}) => {
  for (const name of ['learning-speeds', 'gradient-cures']) {
    const page = await open(embed(name, RUN, NETWORKS, 'epoch=4'));
    await expect.poll(async () => (await readings(page, name)).epoch).toBe(4);
    // Of runs side by side there is none before each is there.
    await expect
      .poll(async () => (await readings(page, name)).fingerprint)
      .toBeTruthy();
    const { fingerprint } = await readings(page, name);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const share = page.locator('.ug-share-text');
    // It is drawn a frame after the press.
    await expect(share).toHaveValue(new RegExp(`&check=4-${fingerprint}$`));
    const text = await share.inputValue();
    await page.close();

    const link = `embed.html#${text.split('#')[1]}`;
    const other = fingerprint === '00000000' ? '00000001' : '00000000';
    const handout = await open(link);
    await readings(handout, name);
    const remark = handout.locator('[data-control="remark"]');
    const alert = handout.getByRole('alert').filter({ hasText: 'epoch 4' });
    await expect(remark).toHaveCount(0);
    await handout.getByRole('button', { name: 'Play' }).click();
    await expect(remark).toContainText('to the last digit');
    await expect(alert).toHaveCount(0);
    for (const [changed, says] of [
      [
        `4-${other}`,
        `the fingerprint is ${fingerprint}, the link has ${other}`,
      ],
      [`5-${fingerprint}`, 'the numbers are not those'],
    ]) {
      const [address] = handout.url().split('#');
      await handout.goto('about:blank');
      await handout.goto(
        `${address}#${link.split('#')[1]?.replace(/4-\w+$/, changed ?? '')}&epoch=6`,
      );
      await expect(
        handout.getByRole('alert').filter({ hasText: says ?? '' }),
      ).toBeVisible();
      await expect(remark).toHaveCount(0);
    }
    await handout.close();
  }
});

test('kept runs stand behind the run, in its link, and are trained again by it', async ({
  open,
}) => {
  const name = 'learning-speeds';
  const page = await open(embed(name, RUN, NETWORKS, 'epoch=4'));
  await reach(page, 4, name);
  const keep = page.getByRole('button', { name: 'Keep for comparison' });
  const kept = page.locator('[data-control="kept"]');
  await keep.focus();
  await page.keyboard.press('Enter');
  await expect(kept).toContainText('A: as now, to epoch 4');
  await change(page, name, { seed: 2 });
  await stand(page, 0, name);
  await expect(kept).toContainText('A: seed 1, to epoch 4');
  await keep.click();
  await change(page, name, { hidden: [8, 5] });
  await expect(kept).toContainText('B: hidden 8-8, to epoch 0');
  expect(await property(page, name, 'kept')).toBe(
    '4,hidden:8,8,seed:1;0,hidden:8,8',
  );
  const lines = page.locator('[data-control="plot"] .plot-back path');
  await expect(lines).toHaveCount(4);
  await expect
    .poll(() => page.url())
    .toContain('kept=4,hidden:8,8,seed:1;0,hidden:8,8');

  const again = await open(page.url().replace(/^.*embed/, 'embed'));
  await expect(again.locator('[data-control="kept"]')).toContainText(
    'A: hidden 8-8, seed 1, to epoch 4',
  );
  const anew = again.locator('[data-control="plot"] .plot-back path');
  await expect(anew).toHaveCount(4);
  // The axes follow the run before them, which may be measured after what is kept.
  await expect(async () => {
    const drawn = await lines.first().getAttribute('d');
    expect(await anew.first().getAttribute('d')).toBe(drawn);
  }).toPass(DRAWN);
  await again.close();

  await page.getByRole('button', { name: 'Remove the kept run A' }).focus();
  await page.keyboard.press('Enter');
  await expect(
    page.getByRole('button', { name: 'Remove the kept run B' }),
  ).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(keep).toBeFocused();
  await expect(lines).toHaveCount(0);

  const bad = await open(embed(name, RUN, NETWORKS, 'kept=2,seed:3;4,depth:2'));
  await expect(bad.getByRole('alert')).toContainText('no setting “depth”');
  await expect(bad.locator('[data-control="kept"]')).toContainText(
    'A: seed 3, to epoch 2',
  );
});

test('a run of several, and a network that learns to remember, are kept likewise', async ({
  open,
}) => {
  for (const { name, link, changed, text, label, paths, csv, written } of [
    {
      name: 'gradient-cures',
      link: [RUN, NETWORKS, 'schedule=cosine&epoch=4&chosen=2&open=data'],
      changed: { batch: 50, epochs: 8, chosen: 3 },
      text: '4,batch:100,activation:sigmoid,initialisation:chapter,optimiser:momentum,epochs:6',
      label: 'A: batch 100, sigmoid + 3, to epoch 4',
      // Behind the run whose switches are shown, and no other.
      csv: 'download-epochs',
      written:
        /\r\nA,[^\r]*\(batch 100, sigmoid, [^\r]*, fingerprint [\da-f]{8}\)",4,/,
      paths: ['.cure.is-chosen .plot-back g[opacity] path', 2],
    },
    {
      name: 'gradient-through-time',
      link: ['length=10&width=8&seeds=3&cell=lstm&open=table'],
      changed: { cell: 'gru', rate: 0.5 },
      text: '20,cell:lstm,rate:1',
      label: 'A: LSTM, η 1, to step 20',
      csv: 'download-training',
      written: /,"A: LSTM, η 1, fingerprint [\da-f]{8} cost",[^]*\r\n20,/,
      paths: ['.plot-canvas g[opacity] path', 2],
    },
  ]) {
    const page = await open(embed(name, ...link));
    await readings(page, name);
    if (name === 'gradient-cures') await stand(page, 4, name);
    else {
      for (const steps of [10, 20]) {
        await page.getByRole('button', { name: 'Ten steps' }).click();
        await expect
          .poll(async () => (await readings(page, name)).steps)
          .toBe(steps);
      }
    }
    const list = page.locator('[data-control="kept"]');
    await page.locator('[data-control~="compare"]').press('c');
    await expect(list).toContainText('A: as now');
    await change(page, name, changed);
    await expect(list).toContainText(label);
    expect(await property(page, name, 'kept')).toBe(text);
    const [selector, count] = paths;
    await expect(page.locator(String(selector))).toHaveCount(Number(count));
    await expect.poll(() => page.url()).toContain(`kept=${text}`);

    const numbers = (/** @type {import('@playwright/test').Page} */ of) =>
      of.evaluate((figure) => {
        const $figure = /** @type {any} */ (document.querySelector(figure));
        const [run] = $figure.keptDoor.runs?.runs ?? [];
        if (!run?.rows) return null;
        const rows = run.history.epochs
          .slice(0, run.rows)
          .map((/** @type {number} */ epoch) => run.history.row(epoch));
        return { rows, norms: run.own?.norms };
      }, name);
    const file = await download(page, () =>
      page.locator(`[data-control~="${csv}"]`).click(),
    );
    expect(await readFile(await file.path(), 'utf8')).toMatch(written);

    const here = await numbers(page);
    expect(here?.rows.at(-1)).toBeTruthy();
    const again = await open(page.url().replace(/^.*embed/, 'embed'));
    await expect.poll(() => numbers(again)).toEqual(here);
    await expect(again.locator('[data-control="kept"]')).toContainText(label);
    await expect(again.locator('[data-control="kept"]')).toContainText(
      /right|accuracy/,
    );
    await expect(again.locator(String(selector))).toHaveCount(Number(count));
    await again.close();

    // Reset and undo leave it where it is.
    await page.evaluate((figure) => {
      const $figure = /** @type {any} */ (document.querySelector(figure));
      $figure.reset();
      $figure.undo();
    }, name);
    await expect(list).toContainText('A: as now');
    await page.getByRole('button', { name: 'Remove the kept run A' }).click();
    await expect(list).toHaveCount(0);
    await expect(page.locator(String(selector))).toHaveCount(0);
    await page.close();
  }
});

test('what other figures draw of a run is kept as well, and by an attribute', async ({
  open,
}) => {
  for (const [name, more, control, lines] of /** @type {const} */ ([
    ['activation-saturation', '', 'plot', 2],
    ['neuron-gradients', 'layer=1&neuron=2', 'history-plot', 1],
  ])) {
    const page = await open(embed(name, RUN, NETWORKS, 'epoch=4', more));
    await reach(page, 4, name);
    const path = page.locator(
      `[data-control="${control}"] .plot-back g[opacity] path`,
    );
    const kept = page.locator('[data-control="kept"]');
    await page.getByRole('button', { name: 'Keep for comparison' }).press('c');
    await expect(path).toHaveCount(lines);
    const drawn = await path.first().getAttribute('d');
    await change(page, name, { seed: 2 });
    await expect(kept).toContainText('A: seed 1, to epoch 4');

    // Of the same run, trained anew for an attribute that comes before the settings.
    await page.evaluate((figure) => {
      const $figure = document.querySelector(figure);
      $figure?.setAttribute('kept', '4');
      $figure?.setAttribute('seed', '1');
    }, name);
    await expect(kept).toContainText('A: as now, to epoch 4');
    await expect(path).toHaveCount(lines);
    expect(await property(page, name, 'kept')).toBe('4');
    // The other axis has room for what follows.
    if (control === 'plot') {
      await expect(path.first()).toHaveAttribute('d', drawn ?? '');
    }
    await page.evaluate((figure) => {
      document.querySelector(figure)?.removeAttribute('kept');
    }, name);
    await expect(path).toHaveCount(0);

    // Of an untrained network there is one epoch, though one more is trained.
    await page.evaluate((figure) => {
      document.querySelector(figure)?.setAttribute('kept', '0');
    }, name);
    await expect(kept).toContainText('A: as now, to epoch 0');
    await expect(path).toHaveCount(lines);
    await expect(path.last()).toHaveAttribute('d', /^M[^ML]*$/);

    await page.getByRole('button', { name: 'Play' }).press('?');
    await expect(
      page.getByRole('row', { name: 'Keep the run for comparison' }),
    ).toBeVisible();
    await page.close();
  }
});
