import { readFile } from 'node:fs/promises';
import { change, embed, readings } from './figures.js';
import { expect, test } from './site.js';

const NAME = 'deep-circuits';
const FIXTURE = new URL('../fixtures/circuits.json', import.meta.url);

test('the counts for parity are those of the reference, from 2 to 10 bits', async ({
  open,
}) => {
  const { parity } = JSON.parse(await readFile(FIXTURE, 'utf8'));
  const page = await open(embed(NAME));
  await readings(page, NAME);
  for (const row of parity) {
    const now = await change(page, NAME, { bits: row.n });
    expect(now.twoLayerTerms).toBe(row.dnf_and_terms);
    expect(now.twoLayerGates).toBe(row.dnf_gates);
    expect(now.twoLayerWires).toBe(row.wires_dnf);
    expect(now.xors).toBe(row.xor_gates);
    expect(now.deepGates).toBe(row.nand_gates);
    expect(now.deepDepth).toBe(row.nand_tree_depth);
    expect(now.neuronGates).toBe(row.threshold_depth2_gates);
    expect([now.twoLayerDepth, now.neuronDepth]).toStrictEqual([2, 2]);
    // The signals are of circuits that have just so many gates.
    expect(now.twoLayerSignals.length).toBe(row.n + row.dnf_gates);
    expect(now.deepSignals.length).toBe(row.n + row.nand_gates);
  }
});

test('every row of the truth tables is right: parity of 5 bits, and sums of 2', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  const wrong = await page.locator(NAME).evaluate((element) => {
    const $figure = /** @type {any} */ (element);
    const bitsOf = (/** @type {number} */ row, /** @type {number} */ count) =>
      Array.from({ length: count }, (_, i) => (row >> i) & 1);
    /** @type {string[]} */
    const bad = [];
    for (let row = 0; row < 32; row += 1) {
      const inputs = bitsOf(row, 5);
      $figure.state = { ...$figure.state, bits: 5, inputs };
      const odd = inputs.filter((bit) => bit === 1).length % 2;
      const now = $figure.readings;
      const last = [
        now?.output,
        now?.twoLayerSignals.at(-1),
        now?.deepSignals.at(-1),
        now?.neuronSignals.at(-1),
      ];
      if (last.some((value) => value !== odd)) bad.push(`parity ${row}`);
    }
    for (let row = 0; row < 16; row += 1) {
      const inputs = bitsOf(row, 4);
      $figure.state = {
        ...$figure.state,
        problem: 'addition',
        bits: 2,
        inputs,
      };
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = inputs;
      const sum = x0 + y0 + 2 * (x1 + y1);
      if ($figure.readings?.output !== sum) bad.push(`sum ${row}`);
    }
    return bad;
  });
  expect(wrong).toStrictEqual([]);
});

test('a switch pressed with the space bar changes signals, drawing and words', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  expect((await readings(page, NAME)).output).toBe(1);
  const second = page.getByRole('switch', { name: 'x₂' });
  await expect(second).toHaveAttribute('aria-checked', 'false');
  await second.focus();
  await page.keyboard.press('Space');
  expect((await readings(page, NAME)).output).toBe(0);
  await expect(page.getByText('4 inputs are 1, an even number')).toBeVisible();
  await expect(second).toHaveAttribute('aria-checked', 'true');
  await expect(
    page.getByRole('img', { name: /Many layers/ }),
  ).toHaveAccessibleDescription(/the parity is 0/);
  await expect(second, 'the focus stays on the switch').toBeFocused();
});

test('the slider for the bits obeys the arrow keys, and the inputs are kept', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByRole('slider', { name: 'Bits' }).focus();
  await page.keyboard.press('ArrowRight');
  expect((await readings(page, NAME)).twoLayerGates).toBe(17);
  await expect(page.getByRole('switch', { name: 'x₅' })).toBeVisible();
  await page.keyboard.press('Home');
  expect((await readings(page, NAME)).output).toBe(1);
  await page.keyboard.press('End');
  const { twoLayerSignals, twoLayerGates } = await readings(page, NAME);
  expect(twoLayerSignals.slice(0, 5)).toStrictEqual([1, 0, 1, 1, 0]);
  expect(twoLayerGates).toBe(2049);
  await expect(page.getByText(/more ANDs, not drawn/)).toBeVisible();
});

test('another problem takes the nearest number of bits, and its own controls', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'bits=12'));
  await readings(page, NAME);
  await page.getByLabel('Compute').selectOption('addition');
  const { twoLayerGates, deepGates, neuronGates } = await readings(page, NAME);
  expect([twoLayerGates, deepGates, neuronGates]).toStrictEqual([362, 50, 23]);
  await expect(page.getByRole('switch', { name: 'y₅' })).toBeVisible();
  await expect(
    page.getByRole('slider', { name: 'Bits of each number' }),
  ).toBeVisible();
  await page.getByLabel('Draw').selectOption('neurons');
  await expect(
    page.getByRole('img', { name: /neurons/i }),
  ).toHaveAccessibleDescription(/23 neurons/);
});

test('“Check every input” runs the whole truth table of all three circuits', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'bits=12'));
  await readings(page, NAME);
  await page.getByRole('button', { name: 'Check every input' }).click();
  await expect(
    page.getByText('All 4\u202f096 rows of the truth table'),
  ).toBeVisible();
});

test('the sixteen functions are listed, and two of them no gate or neuron computes', async ({
  open,
}) => {
  const page = await open(embed(NAME));
  await readings(page, NAME);
  await page.getByText('XOR, and what one gate').click();
  const items = page
    .getByRole('list', { name: 'The sixteen functions' })
    .getByRole('listitem');
  await expect(items.first()).toBeVisible();
  await expect(items).toHaveCount(16);
  const missing = items.filter({ hasText: 'no gate' });
  await expect(missing).toHaveCount(2);
  await expect(missing.filter({ hasText: 'no neuron' })).toHaveCount(2);
  await expect(page.getByText('they reach 14 of 16')).toBeVisible();
  await expect(page.getByText('68 and 256 of 256')).toBeVisible();
});

test('a link brings back the one circuit that was drawn', async ({ open }) => {
  const page = await open(
    embed(NAME, 'problem=addition&bits=3&inputs=1,1,0,1,1,0&circuit=deep'),
  );
  expect((await readings(page, NAME)).output).toBe(8);
  const drawings = page
    .locator('[data-control="drawing"]')
    .getByRole('img', { name: /layers/ });
  await expect(drawings).toHaveCount(1);
});

test('the table of the numbers has a row of each number of bits', async ({
  open,
}) => {
  const page = await open(embed(NAME, 'open=data'));
  await readings(page, NAME);
  await expect(page.getByRole('row')).toHaveCount(12);
});
