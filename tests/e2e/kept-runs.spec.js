/** A link that a run is checked by. */
import { embed, readings } from './figures.js';
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
