/** Runs kept behind another, and a link that a run is checked by. */
import { change, embed, property, reach, readings } from './figures.js';
import { expect, test } from './site.js';

const RUN = 'images=100&pixels=7&batch=100&epochs=6';
const NETWORKS = 'hidden=8,8';

test('a link says whether the numbers of a run are those that it was made from', async ({
  open,
}) => {
  for (const name of ['learning-speeds', 'gradient-cures']) {
    const page = await open(embed(name, RUN, NETWORKS, 'epoch=4'));
    await expect.poll(async () => (await readings(page, name)).epoch).toBe(4);
    const { fingerprint } = await readings(page, name);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const text = await page.locator('.ug-share-text').inputValue();
    expect(text.slice(-17)).toBe(`&check=4-${fingerprint}`);
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
  await reach(page, 0, name);
  await expect(kept).toContainText('A: seed 1, to epoch 4');
  await keep.click();
  await change(page, name, { hidden: [8, 5] });
  await expect(kept).toContainText('B: hidden 8-8, to epoch 0');
  expect(await property(page, name, 'kept')).toBe(
    '4,hidden:8,8,seed:1;0,hidden:8,8',
  );
  const lines = page.locator('[data-control="plot"] .plot-back path');
  await expect(lines).toHaveCount(4);
  const drawn = await lines.first().getAttribute('d');
  await expect
    .poll(() => page.url())
    .toContain('kept=4,hidden:8,8,seed:1;0,hidden:8,8');

  const again = await open(page.url().replace(/^.*embed/, 'embed'));
  await expect(again.locator('[data-control="kept"]')).toContainText(
    'A: hidden 8-8, seed 1, to epoch 4',
  );
  await expect(
    again.locator('[data-control="plot"] .plot-back path'),
  ).toHaveCount(4);
  expect(
    await again
      .locator('[data-control="plot"] .plot-back path')
      .first()
      .getAttribute('d'),
  ).toBe(drawn);
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

    await page.getByRole('button', { name: 'Play' }).press('?');
    await expect(
      page.getByRole('row', { name: 'Keep the run for comparison' }),
    ).toBeVisible();
    await page.close();
  }
});
