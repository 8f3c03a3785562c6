import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { Site } from './harness.js';

/** @import { Page } from 'playwright-core' */
/** @import { DeepCircuitsElement } from '../../www/figures/deep-circuits/deep-circuits.js' */

const DEFAULT = 'embed.html#figure=deep-circuits';
const FIXTURE = new URL('../fixtures/circuits.json', import.meta.url);

/** @type {Site} */
let site;
before(async () => {
  site = await Site.start();
});
after(() => site.close());

/** @param {Page} page - with one figure */
async function readings(page) {
  await page.waitForFunction(() => {
    const $figure = document.querySelector('deep-circuits');
    return /** @type {DeepCircuitsElement | null} */ ($figure)?.readings;
  });
  return page.locator('deep-circuits').evaluate((element) => {
    const $figure = /** @type {DeepCircuitsElement} */ (element);
    return /** @type {NonNullable<typeof $figure.readings>} */ (
      $figure.readings
    );
  });
}

test('the counts for parity are those of the reference, from 2 to 10 bits', async () => {
  const { parity } = JSON.parse(await readFile(FIXTURE, 'utf8'));
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    for (const row of parity) {
      const now = await page.locator('deep-circuits').evaluate((element, n) => {
        const $figure = /** @type {DeepCircuitsElement} */ (element);
        $figure.state = { ...$figure.state, bits: n };
        return $figure.readings;
      }, row.n);
      assert.equal(now?.twoLayerTerms, row.dnf_and_terms);
      assert.equal(now?.twoLayerGates, row.dnf_gates);
      assert.equal(now?.twoLayerWires, row.wires_dnf);
      assert.equal(now?.xors, row.xor_gates);
      assert.equal(now?.deepGates, row.nand_gates);
      assert.equal(now?.deepDepth, row.nand_tree_depth);
      assert.equal(now?.neuronGates, row.threshold_depth2_gates);
      assert.deepEqual([now?.twoLayerDepth, now?.neuronDepth], [2, 2]);
      // The signals are of circuits that have just so many gates.
      assert.equal(now?.twoLayerSignals.length, row.n + row.dnf_gates);
      assert.equal(now?.deepSignals.length, row.n + row.nand_gates);
    }
  });
});

test('every row of the truth tables is right: parity of 5 bits, and sums of 2', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    const wrong = await page.locator('deep-circuits').evaluate((element) => {
      const $figure = /** @type {DeepCircuitsElement} */ (element);
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
    assert.deepEqual(wrong, []);
  });
});

test('a switch pressed with the space bar changes signals, drawing and words', async () => {
  await site.open(DEFAULT, async (page) => {
    assert.equal((await readings(page)).output, 1);
    const second = page.getByRole('switch', { name: 'x₂' });
    assert.equal(await second.getAttribute('aria-checked'), 'false');
    await second.focus();
    await page.keyboard.press('Space');
    assert.equal((await readings(page)).output, 0);
    await page.getByText('4 inputs are 1, an even number').waitFor();
    assert.equal(await second.getAttribute('aria-checked'), 'true');
    await page.getByRole('img', { name: /Many layers.*p = 0/ }).waitFor();
    const focused = await second.evaluate(($switch) =>
      $switch.matches(':focus'),
    );
    assert.ok(focused, 'the focus stays on the switch');
  });
});

test('the slider for the bits obeys the arrow keys, and the inputs are kept', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByRole('slider', { name: 'Bits' }).focus();
    await page.keyboard.press('ArrowRight');
    assert.equal((await readings(page)).twoLayerGates, 17);
    await page.getByRole('switch', { name: 'x₅' }).waitFor();
    await page.keyboard.press('Home');
    assert.equal((await readings(page)).output, 1);
    await page.keyboard.press('End');
    const { twoLayerSignals, twoLayerGates } = await readings(page);
    assert.deepEqual(twoLayerSignals.slice(0, 5), [1, 0, 1, 1, 0]);
    assert.equal(twoLayerGates, 2049);
    await page.getByText(/more ANDs, not drawn/).waitFor();
  });
});

test('another problem takes the nearest number of bits, and its own controls', async () => {
  await site.open(`${DEFAULT}&bits=12`, async (page) => {
    await readings(page);
    await page.getByLabel('Compute').selectOption('addition');
    const { twoLayerGates, deepGates, neuronGates } = await readings(page);
    assert.deepEqual([twoLayerGates, deepGates, neuronGates], [362, 50, 23]);
    await page.getByRole('switch', { name: 'y₅' }).waitFor();
    await page.getByRole('slider', { name: 'Bits of each number' }).waitFor();
    await page.getByLabel('Draw').selectOption('neurons');
    await page.getByRole('img', { name: /23 neurons, 2 layers/ }).waitFor();
  });
});

test('“Check every input” runs the whole truth table of all three circuits', async () => {
  await site.open(`${DEFAULT}&bits=12`, async (page) => {
    await readings(page);
    await page.getByRole('button', { name: 'Check every input' }).click();
    await page.getByText('All 4,096 rows of the truth table').waitFor();
  });
});

test('the sixteen functions are listed, and two of them no gate or neuron computes', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByText('XOR, and what one gate').click();
    const items = page
      .getByRole('list', { name: 'The sixteen functions' })
      .getByRole('listitem');
    await items.first().waitFor();
    assert.equal(await items.count(), 16);
    const missing = items.filter({ hasText: 'no gate' });
    assert.equal(await missing.count(), 2);
    assert.equal(await missing.filter({ hasText: 'no neuron' }).count(), 2);
    await page.getByText('they reach 14 of 16').waitFor();
    await page.getByText('68 and 256 of 256').waitFor();
  });
});

test('a link brings back the same figure, bit for bit', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    const { link, before: was } = await page
      .locator('deep-circuits')
      .evaluate((element) => {
        const $figure = /** @type {DeepCircuitsElement} */ (element);
        $figure.state = {
          problem: 'addition',
          bits: 3,
          inputs: [1, 1, 0, 1, 1, 0],
          circuit: 'deep',
        };
        return { link: $figure.permalink, before: $figure.readings };
      });
    assert.equal(was?.output, 8);
    await site.open(`embed.html${new URL(link).hash}`, async (other) => {
      assert.deepEqual(await readings(other), was);
      assert.equal(await other.locator('.circuit-drawing').count(), 1);
    });
  });
});

test('a state that will not do is refused whole, naming the key', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    const refusal = await page.locator('deep-circuits').evaluate((element) => {
      const $figure = /** @type {DeepCircuitsElement} */ (element);
      try {
        $figure.state = { ...$figure.state, problem: 'addition', bits: 9 };
        return null;
      } catch (error) {
        const { key } = /** @type {{ key: string }} */ (error);
        return [error instanceof TypeError, key, $figure.state.problem];
      }
    });
    assert.deepEqual(refusal, [true, 'bits', 'parity']);
  });
});

test('the numbers can be downloaded, and the circuit as one file', async () => {
  await site.open(DEFAULT, async (page) => {
    await readings(page);
    await page.getByText('All the numbers').click();
    const read = async (/** @type {string} */ name) => {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name }).click(),
      ]);
      return readFile(await download.path(), 'utf8');
    };
    const csv = await read('Numbers as CSV');
    assert.match(csv, /^bits,twoLayerGates,/);
    assert.match(csv, /\n12,2049,2048,/);
    const svg = await read('Circuit as SVG');
    assert.match(svg, /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
    assert.doesNotMatch(svg, /class=|var\(/);
    assert.equal(await page.getByRole('row').count(), 12);
  });
});
