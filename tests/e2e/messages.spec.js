/** What an embed and the page around it say to each other. */
import { askingPage, ask, heard, hostPage } from './host-pages.js';
import { embed, FIGURES, readings, stand, stateOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const MARK = { from: 'unstable-gradients', version: 1 };
const RUN = 'hidden=8,5&images=100&batch=100&pixels=7&epochs=20';
const CHAIN = 'weights=2,-3&biases=0.5,0';
const SANDBOX = 'sandbox="allow-scripts" width=960 height=600';

/** @param {Page} page - an asking one @returns {Promise<any>} the first message that its figure is ready */
async function ready(page) {
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  return (await heard(page, 'ready'))[0];
}

for (const { name, quick, other, refused } of FIGURES) {
  test(`${name} is read, set and reset by messages, and refuses bad ones whole`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      prepare: (fresh) => askingPage(fresh, embed(name, quick)),
    });
    const first = await ready(page);
    expect(first).toMatchObject({ ...MARK, figure: name });
    expect(first.can).toEqual(expect.arrayContaining(['get', 'set', 'reset']));
    const start = await ask(page, { type: 'get' });
    expect(start).toMatchObject({ ...MARK, type: 'state', figure: name });
    expect(start.readings).not.toBeNull();

    const set = await ask(page, { type: 'set', state: { ...other } });
    expect(set.state).toEqual({ ...start.state, ...other });
    await expect
      .poll(async () => (await heard(page, 'state')).at(-1)?.state)
      .toMatchObject({ ...other });

    const [bad, key] = refused;
    const no = await ask(page, { type: 'set', state: bad });
    expect(no).toMatchObject({ ...MARK, type: 'error', key });
    expect(no.message).toContain(name);
    expect((await ask(page, { type: 'get' })).state).toEqual(set.state);

    const back = await ask(page, { type: 'reset' });
    expect(back.state).toEqual(start.state);
    if (first.can.includes('play')) {
      expect(first.can).toEqual(expect.arrayContaining(['pause', 'step']));
      const paused = await ask(page, { type: 'pause' });
      expect(paused.type).toBe('state');
    } else {
      const { type, message } = await ask(page, { type: 'play' });
      expect(type).toBe('error');
      expect(message).toMatch(/does not move in time/);
    }
  });
}

test('a sandboxed frame trains, steps, shows an epoch and tells its readings', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      askingPage(fresh, embed('learning-speeds', RUN), SANDBOX),
  });
  await ready(page);
  const epoch = async () =>
    (await heard(page, 'readings')).at(-1)?.readings.epoch;
  // They are told right after the figure is ready.
  await expect.poll(epoch).toBe(0);
  await ask(page, { type: 'step' });
  await expect.poll(epoch).toBe(1);
  await ask(page, { type: 'play' });
  await expect.poll(epoch).toBe(20);
  await ask(page, { type: 'show', epoch: 3 });
  await expect.poll(epoch).toBe(3);
  await ask(page, { type: 'show' });
  await expect.poll(epoch).toBe(20);
  await ask(page, { type: 'set', state: { rate: 0.5 } });
  await ask(page, { type: 'jump', epoch: 7 });
  await expect.poll(epoch).toBe(7);
  await ask(page, { type: 'play', until: 9 });
  await expect.poll(epoch).toBe(9);
  for (const [message, words] of /** @type {const} */ ([
    [{ type: 'jump', epoch: 21 }, /20 epochs: there is no epoch 21/],
    [{ type: 'jump' }, /epoch: expected a whole number from 0, got null/],
    [{ type: 'play', until: 1.5 }, /until: expected/],
    [{ type: 'play', until: 21 }, /no epoch 21/],
  ])) {
    const answer = await ask(page, message);
    expect(answer.type).toBe('error');
    expect(answer.message).toMatch(words);
  }
  expect(await epoch()).toBe(9);
  await ask(page, { type: 'play' });
  await expect.poll(epoch).toBe(20);
  const { state } = await ask(page, { type: 'reset' });
  expect(state.rate).not.toBe(0.5);
  await expect.poll(epoch).toBe(0);
});

test('bad messages are answered in words and change nothing', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) => askingPage(fresh, embed('gradient-chain', CHAIN)),
  });
  await ready(page);
  const { state } = await ask(page, { type: 'get' });
  /** @type {[Record<string, unknown>, RegExp][]} */
  const bad = [
    [{ type: 'dance' }, /one of get, set, .*“dance”/],
    [{ type: 'x'.repeat(1e6) }, /got “x{40}…”/],
    [{ type: ['get'] }, /got a list of 1/],
    [{}, /object with a “type”/],
    [{ type: 'get', version: 2 }, /version/],
    [{ type: 'set' }, /state: expected an object.*nothing/],
    [{ type: 'set', state: [1, 2] }, /a list of 2/],
    [{ type: 'set', state: { weights: Array(1e5).fill(1) } }, /1 to 32/],
    [{ type: 'set', state: { weights: [1], biases: [1], wow: 1 } }, /wow/],
    [{ type: 'set', state: { weights: [1, 2, 3] } }, /as many numbers/],
    [{ type: 'set', state: { input: 'NaN' } }, /input/],
    [{ type: 'show', epoch: 3 }, /has no “show”/],
    [{ type: 'show', epoch: -1 }, /epoch: expected/],
    [{ type: 'jump', epoch: 3 }, /has no “jump”/],
  ];
  for (const [message, words] of bad) {
    const answer = await ask(page, message);
    expect(answer).toMatchObject({ ...MARK, type: 'error' });
    expect(answer.message).toMatch(words);
    expect(answer.message.length).toBeLessThan(300);
  }
  // What cannot be written in JSON, and what has no id that could come back.
  const before = (await heard(page, 'error')).length;
  await page.evaluate(() => {
    const loop = /** @type {any} */ ({ type: 'set', state: {} });
    loop.state.weights = loop;
    for (const data of [
      'play',
      null,
      17,
      loop,
      { type: 'set', state: new Float64Array(1e6) },
      { type: 'set', state: new Map([['input', 0]]) },
      { type: 'get', id: {} },
      { type: 'get', id: 'x'.repeat(1e6) },
    ]) {
      frames[0]?.postMessage(data, '*');
    }
  });
  await expect
    .poll(async () => (await heard(page, 'error')).length)
    .toBe(before + 8);
  for (const { id } of (await heard(page, 'error')).slice(before)) {
    expect(id).toBeUndefined();
  }
  expect((await ask(page, { type: 'get' })).state).toEqual(state);
});

test('a page that is not the parent is told so, and changes nothing', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<iframe src="${embed('gradient-chain', CHAIN)}" width=960 height=540></iframe>
        <iframe src="other.html"></iframe>`,
        {
          'other.html': `<script>
            globalThis.heard = [];
            addEventListener('message', ({ data }) => heard.push(data));
            parent.frames[0].addEventListener('load', () => ask());
            globalThis.ask = () => parent.frames[0].postMessage(
              { type: 'set', id: 1, state: { input: 0 } }, '*');
          </script>`,
        },
      ),
  });
  const [, framed, other] = page.frames();
  if (!framed || !other) throw new Error('the page has two frames');
  await readings(framed, 'gradient-chain');
  const before = await stateOf(framed, 'gradient-chain');
  await other.evaluate(() => /** @type {any} */ (globalThis).ask());
  await other.waitForFunction(() =>
    /** @type {any} */ (globalThis).heard.some(
      (/** @type {any} */ { type, message }) =>
        type === 'error' && /nobody else/.test(message),
    ),
  );
  // What its own page or an extension of the browser says to it is no message.
  await framed.evaluate(() => {
    postMessage({ type: 'set', state: { input: 0 } });
  });
  expect(await stateOf(framed, 'gradient-chain')).toEqual(before);
});

test('a bad link and a frame without a figure say so to the page around', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      askingPage(fresh, embed('gradient-chain', 'inputs=3', 'theme=pink')),
  });
  await expect.poll(() => heard(page, 'error')).toHaveLength(1);
  const [{ message }] = await heard(page, 'error');
  expect(message).toMatch(/inputs=3.*theme=pink/);

  const empty = await open('host.html', {
    prepare: (fresh) => askingPage(fresh, 'embed.html'),
  });
  expect((await ask(empty, { type: 'get' })).message).toMatch(/no figure/);
});

test('what is asked before the figure is there waits for it, in order', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<script>globalThis.heard = [];
          addEventListener('message', ({ data }) => heard.push(data));</script>
        <iframe src="${embed('gradient-chain')}" width=960 height=540 onload="
          for (const input of [0.25, 0.5, 0.75])
            frames[0].postMessage({ type: 'set', id: input, state: { input } }, '*');
        "></iframe>`,
      ),
  });
  await expect
    .poll(async () =>
      (await heard(page, 'state'))
        .filter(({ id }) => id !== undefined)
        .map(({ id, state }) => [id, state.input]),
    )
    .toEqual([0.25, 0.5, 0.75].map((input) => [input, input]));
});

test('a figure that fails as its slide begins or ends says so, and is heard on', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) => askingPage(fresh, embed('learning-speeds', RUN)),
  });
  await ready(page);
  await page.frames()[1]?.evaluate(() => {
    const $figure = /** @type {any} */ (
      document.querySelector('learning-speeds')
    );
    $figure.pause = () => {
      throw new Error('no pause');
    };
    $figure.playOnceSeen = () => Promise.reject(new Error('no play'));
  });
  await page.evaluate(() => {
    frames[0]?.postMessage('slide:stop', '*');
    frames[0]?.postMessage('slide:start', '*');
  });
  expect(await ask(page, { type: 'get' })).toMatchObject({ type: 'state' });
  await expect
    .poll(async () =>
      (await heard(page, 'error')).map(({ message }) => message),
    )
    .toEqual(['no pause', 'no play']);
});

test('reset goes back to the author’s link, by hand and after the frame is loaded again', async ({
  open,
}) => {
  const page = await open('host.html', {
    prepare: (fresh) => askingPage(fresh, embed('gradient-chain', CHAIN)),
  });
  await ready(page);
  const { state } = await ask(page, { type: 'get' });
  const figure = page.frameLocator('iframe').locator('gradient-chain');
  const reset = figure.getByRole('button', { name: 'Reset', exact: true });
  const slider = figure.locator('[data-control~="input"] [type="range"]');
  /** @returns {Promise<any>} the state after the slider was moved */
  const move = async () => {
    await slider.press('ArrowLeft');
    await expect
      .poll(async () => (await ask(page, { type: 'get' })).state.input)
      .not.toBe(state.input);
  };
  await move();
  await reset.click();
  expect((await ask(page, { type: 'get' })).state).toEqual(state);
  await move();
  const frame = page.frames()[1];
  // The address follows the reader, twice a second.
  await frame?.waitForURL(/&input=(?!0\.5&)/);
  await frame?.evaluate(() => location.reload());
  await expect.poll(() => heard(page, 'ready')).toHaveLength(2);
  expect((await ask(page, { type: 'get' })).state).not.toEqual(state);
  await reset.click();
  expect((await ask(page, { type: 'get' })).state).toEqual(state);
});

test('a figure that trains goes to its start first, and then to the author’s settings', async ({
  open,
}) => {
  const page = await open(embed('learning-speeds', RUN, 'open=settings'));
  await readings(page, 'learning-speeds');
  const { rate } = await stateOf(page, 'learning-speeds');
  const figure = page.locator('learning-speeds');
  const reset = figure.getByRole('button', { name: 'Reset' });
  await expect(reset).toHaveAttribute('aria-disabled', 'true');
  const field = figure.locator('[data-control~="rate"] [role="spinbutton"]');
  await field.fill('0.5');
  await figure.getByRole('button', { name: 'Step one epoch' }).click();
  await stand(page, 1, 'learning-speeds');
  await reset.click();
  await stand(page, 0, 'learning-speeds');
  expect((await stateOf(page, 'learning-speeds')).rate).toBe(0.5);
  await reset.click();
  expect((await stateOf(page, 'learning-speeds')).rate).toBe(rate);
  await expect(reset).toHaveAttribute('aria-disabled', 'true');
});

for (const { name, other } of FIGURES) {
  test(`${name} as an element is reset to what its page gave`, async ({
    open,
  }) => {
    const page = await open('host.html', {
      prepare: (fresh) =>
        hostPage(
          fresh,
          '<script type="module" src="www/define.js"></script><main></main>',
        ),
    });
    const states = await page.evaluate(async ([tag, given]) => {
      await customElements.whenDefined(tag);
      const $figure = /** @type {any} */ (document.createElement(tag));
      $figure.state = given;
      document.querySelector('main')?.append($figure);
      await $figure.updateComplete;
      const before = $figure.state;
      // Attributes that the page writes later are its own, too.
      const $other = /** @type {any} */ (document.createElement(tag));
      document.querySelector('main')?.append($other);
      await $other.updateComplete;
      for (const { name: attribute, value } of $figure.attributes) {
        $other.setAttribute(attribute, value);
      }
      return [$figure, $other].flatMap(($each) => {
        const fresh = new $each.constructor().state;
        $each.state = fresh;
        const between = $each.state;
        $each.reset();
        return [before, between, $each.state];
      });
    }, /** @type {const} */ ([name, other]));
    const [before, between, after, , otherBetween, otherAfter] = states;
    expect(between).not.toEqual(before);
    expect(after).toEqual(before);
    expect(otherBetween).toEqual(between);
    expect(otherAfter).toEqual(before);
  });
}

test('on the page, reset goes back to what the page gave and not to the address', async ({
  open,
}) => {
  const page = await open('index.html');
  await readings(page, 'gradient-chain');
  const { input } = await stateOf(page, 'gradient-chain');
  const linked = await open('index.html#figure=gradient-chain&input=0.125');
  await readings(linked, 'gradient-chain');
  expect((await stateOf(linked, 'gradient-chain')).input).toBe(0.125);
  await linked
    .locator('gradient-chain')
    .getByRole('button', { name: 'Reset', exact: true })
    .click();
  expect((await stateOf(linked, 'gradient-chain')).input).toBe(input);
});
