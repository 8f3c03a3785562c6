import { expect, test } from './site.js';
import {
  call,
  defineAll,
  embed,
  follow,
  reach,
  readingsOf,
  show,
  stand,
  stateOf,
} from './figures.js';

const NAME = 'neuron-gradients';
const SETTINGS = 'images=50&batch=50&pixels=7&epochs=40';

test('the page has one run for both figures', async ({ open }) => {
  const page = await open('index.html');
  const link = `#figure=learning-speeds&${SETTINGS}&hidden=8,5`;
  await follow(page, link);
  // A link is followed a moment later; there may be numbers of before.
  await expect
    .poll(async () => (await stateOf(page, NAME))?.hidden)
    .toStrictEqual([8, 5]);
  await reach(page, 0, NAME);
  await reach(page, 0, 'learning-speeds');

  await call(page, 'step', NAME);
  await reach(page, 1, 'learning-speeds');
  await call(page, 'play', 'learning-speeds');
  await reach(page, 40, NAME);
  const own = await readingsOf(page, NAME);
  const theirs = await readingsOf(page, 'learning-speeds');
  expect(own.speeds).toStrictEqual(theirs.speeds);

  // An epoch that is pointed at in the one is shown by the other.
  const plot = page
    .locator('learning-speeds')
    .getByRole('slider', { name: /^The speed of learning/ });
  await plot.focus();
  await page.keyboard.press('Home');
  await stand(page, 0, NAME);
});

test('a figure that is put in later gets the gradients from the start, of one worker', async ({
  open,
}) => {
  const page = await open(embed('gradient-chain'));
  await defineAll(page);
  await page.evaluate((attributes) => {
    /** @param {string} name */
    const add = (name) => {
      const $figure = document.createElement(name);
      $figure.setAttribute('run', 'ours');
      for (const part of attributes.split('&')) {
        const [key = '', value = ''] = part.split('=');
        $figure.setAttribute(key, value);
      }
      document.body.prepend($figure);
      return $figure;
    };
    const $speeds = /** @type {any} */ (add('learning-speeds'));
    let last = -1;
    $speeds.addEventListener('readingschange', () => {
      const { epoch } = $speeds.readings;
      // What is read of an epoch may change once more.
      if (epoch === last) return;
      last = epoch;
      if (epoch < 5) $speeds.step();
      else if (!document.querySelector('neuron-gradients')) {
        add('neuron-gradients');
      }
    });
  }, `${SETTINGS}&hidden-layers=8,5`);
  await reach(page, 5, NAME);
  const epochs = await page.evaluate(
    (name) =>
      /** @type {any} */ (document.querySelector(name)).history.epochs.length,
    NAME,
  );
  expect(epochs).toBe(6);
  expect(page.workers().length).toBe(1);
});

test('the run goes on while one of its figures is seen, and waits while none is', async ({
  open,
}) => {
  const page = await open(embed('gradient-chain'));
  await defineAll(page);
  await page.evaluate((name) => {
    for (const figure of ['learning-speeds', name]) {
      const $figure = document.createElement(figure);
      $figure.setAttribute('run', 'ours');
      $figure.setAttribute('epochs', '10000');
      document.body.prepend($figure);
    }
  }, NAME);
  const play = page
    .locator(NAME)
    .getByRole('button', { name: /^(Play|Pause)$/, includeHidden: true });
  await reach(page, 0, NAME);
  // Both can be seen at first.
  await page.locator(NAME).evaluate(($figure) => $figure.scrollIntoView());
  await call(page, 'play', NAME);
  await reach(page, 3, NAME);
  await show(page, 'learning-speeds', false);
  const { epoch } = await readingsOf(page, NAME);
  await reach(page, epoch + 5, NAME);
  await show(page, NAME, false);
  await expect(play.and(page.getByText('Play'))).toBeAttached();
  const { epoch: paused } = await readingsOf(page, NAME);
  await show(page, NAME, true);
  await reach(page, paused + 5, NAME);
});
