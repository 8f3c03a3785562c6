/** The scripts that recompute what a figure shows, written when their button is pressed. */
import { embed, readings } from './figures.js';
import { expect, test } from './site.js';

test('a script has the settings at its top, and what the figure shows', async ({
  open,
}) => {
  for (const [name, drawer, setting] of /** @type {const} */ ([
    ['layer-jacobians', 'table', 'depth = 3'],
    ['random-chains', 'data', 'depth = 3'],
  ])) {
    const page = await open(embed(name, 'depth=3', `open=${drawer}`));
    await readings(page, name);
    await page.locator(`${name} [data-control="copy-python"]`).click();
    const text = page.locator(`${name} .ug-copied textarea`);
    await expect(text).toHaveValue(/^"""Recomputes ".*#figure=/s);
    const script = await text.inputValue();
    expect(script).toContain(`\n${setting}\n`);
    expect(script).toContain('PAGE = {');
  }
});
