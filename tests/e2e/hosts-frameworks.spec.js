/** Figures in pages of frameworks: what these give and take away. */
import { commonJs, DEFINE, hostPage } from './host-pages.js';
import { FIGURES, property, reach, readings, stateOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const REACT = {
  react: 'packages/react/cjs/react.production.js',
  'react-dom': 'packages/react-dom/cjs/react-dom.production.js',
  'react-dom/client': 'packages/react-dom/cjs/react-dom-client.production.js',
  scheduler: 'packages/scheduler/cjs/scheduler.production.js',
};

/** Each makes `show`, which renders a figure with properties. */
const FRAMEWORKS = {
  'React 19': commonJs(
    REACT,
    `const { createElement } = require('react');
    const { flushSync } = require('react-dom');
    const root = require('react-dom/client').createRoot(document.body);
    globalThis.show = (name, props) =>
      flushSync(() => root.render(createElement(name, props)));`,
  ),
  'Vue 3': `<div id="app"></div><script type="module">
    import { createApp, h, nextTick, shallowRef } from
      './packages/vue/dist/vue.esm-browser.prod.js';
    const shown = shallowRef(['div', {}]);
    createApp({ render: () => h(...shown.value) }).mount('#app');
    globalThis.show = (name, props) => {
      shown.value = [name, props];
      return nextTick();
    };
  </script>`,
};

/** @param {Page} page @param {string} name - of a figure @param {Record<string, unknown>} props - its own */
async function show(page, name, props) {
  await page.evaluate(
    ([of, own]) => /** @type {any} */ (globalThis).show(of, own),
    /** @type {const} */ ([name, props]),
  );
}

for (const [framework, content] of Object.entries(FRAMEWORKS)) {
  for (const { name, other } of FIGURES) {
    test(`what ${framework} takes away from ${name} is the default`, async ({
      open,
    }) => {
      const page = await open('host.html', {
        prepare: (fresh) => hostPage(fresh, DEFINE + content),
      });
      await page.waitForFunction(
        (of) => 'show' in globalThis && customElements.get(of),
        name,
      );
      /** @param {string} key */
      const attribute = (key) => page.locator(name).getAttribute(key);
      await show(page, name, {});
      const fresh = await stateOf(page, name);
      for (const nothing of [
        { hide: null, theme: null, open: null, state: null },
        {},
      ]) {
        await show(page, name, {
          hide: ['toolbar', 'presets'],
          theme: 'dark',
          open: 'data',
          state: other,
          // An attribute, and not a property of its own.
          run: 'shared',
        });
        expect(await stateOf(page, name)).toMatchObject({ ...other });
        expect(await attribute('hide')).toBe('toolbar,presets');
        expect(await attribute('theme')).toBe('dark');
        await show(page, name, nothing);
        for (const key of ['hide', 'open', 'theme', 'run']) {
          expect(await attribute(key), key).toBe(null);
          if (key !== 'run') expect(await property(page, name, key)).toBe('');
        }
        expect(await stateOf(page, name)).toEqual(fresh);
      }
      if ('seed' in fresh) {
        for (const nothing of [null, undefined]) {
          await show(page, name, { seed: 77 });
          expect((await stateOf(page, name)).seed).toBe(77);
          await show(page, name, { seed: nothing });
          expect(await stateOf(page, name)).toEqual(fresh);
        }
      }
    });
  }
}

test('Turbo leaves a page and comes back to its figure as it was', async ({
  open,
}) => {
  const turbo =
    '<script src="packages/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>';
  const page = await open('host.html', {
    prepare: (fresh) =>
      hostPage(
        fresh,
        `<head>${turbo}${DEFINE}</head><body><a href="second.html">On</a>
        <learning-speeds hidden-layers="7" images="100" batch="100" pixels="7" epochs="20"></learning-speeds></body>`,
        {
          'second.html': `<head>${turbo}${DEFINE}</head><body><p>Two</p><gradient-chain></gradient-chain></body>`,
        },
      ),
  });
  await page.evaluate(() => {
    /** @type {any} */ (globalThis).isSame = true;
  });
  await readings(page, 'learning-speeds');
  await page.evaluate(() => {
    const $speeds = /** @type {any} */ (
      document.querySelector('learning-speeds')
    );
    $speeds.state = { seed: 5 };
    $speeds.play();
  });
  await reach(page, 20, 'learning-speeds');
  await page.getByRole('link', { name: 'On' }).click();
  await readings(page, 'gradient-chain');
  await page.goBack();
  await readings(page, 'learning-speeds');
  expect(await stateOf(page, 'learning-speeds')).toMatchObject({
    seed: 5,
    hidden: [7],
  });
  await page.evaluate(() => {
    /** @type {any} */ (document.querySelector('learning-speeds')).play();
  });
  await reach(page, 20, 'learning-speeds');
  expect(
    await page.evaluate(() => /** @type {any} */ (globalThis).isSame),
    'no page was loaded anew',
  ).toBe(true);
});
