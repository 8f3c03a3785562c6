/** The scripts that recompute what a figure shows, written when their button is pressed. */
import { call, embed, readings, stand } from './figures.js';
import { expect, test } from './site.js';

test('a script has the settings at its top, and what the figure shows', async ({
  open,
}) => {
  for (const [name, drawer, link, setting] of /** @type {const} */ ([
    ['layer-jacobians', 'table', 'depth=3', 'depth = 3'],
    ['random-chains', 'data', 'depth=3', 'depth = 3'],
    ['deep-circuits', 'data', 'bits=3', 'n = 3'],
  ])) {
    const page = await open(embed(name, link, `open=${drawer}`));
    await readings(page, name);
    await page.locator(`${name} [data-control="copy-python"]`).click();
    const text = page.locator(`${name} .ug-copied textarea`);
    await expect(text).toHaveValue(/^"""Recomputes ".*#figure=/s);
    const script = await text.inputValue();
    expect(script).toContain(`\n${setting}\n`);
    expect(script).toContain('PAGE = {');
  }
});

test('runs that have not begun are refused in words, and have a script once they have', async ({
  open,
}) => {
  const small = 'images=40&pixels=7&epochs=2';
  for (const [name, link, isOver] of /** @type {const} */ ([
    ['gradient-cures', `${small}&hidden=5,5&runs=2`, 'epoch'],
    ['depth-accuracy', `${small}&depths=1&width=5`, 'trained'],
    ['training-recipe', `${small}&hidden=5&check=baseline`, 'finding'],
  ])) {
    const page = await open(embed(name, link, 'open=data'));
    await readings(page, name);
    const $figure = page.locator(name);
    const $button = $figure.locator('[data-control="copy-python"]');
    await $button.click();
    await expect($figure.getByText(/Nothing has been trained/)).toBeVisible();
    await call(page, 'step', name);
    if (name === 'gradient-cures') await stand(page, 1, name);
    await expect
      .poll(async () => Boolean((await readings(page, name))[isOver]))
      .toBe(true);
    await $button.click();
    const text = $figure.locator('.ug-copied textarea');
    await expect(text).toHaveValue(/"run 1": \[\n/);
    expect(await text.inputValue()).toContain('DIGITS = """');
    await expect($figure.getByText(/Nothing has been trained/)).toBeHidden();
  }
});
