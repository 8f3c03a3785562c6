/** Frames and documents: what they forbid, and figures that go from one to another. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startServer } from '../../scripts/serve.mjs';
import { DEFINE, hostPage } from './host-pages.js';
import { call, download, embed, reach, readings, sandbox } from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */
/** @import { Open } from './site.js' */

const RUN = 'hidden=8,5&images=100&batch=100&pixels=7&epochs=20';

// Passed in Firefox too; left out there to keep it short.
test(
  'a sandboxed frame that may not save files offers their text',
  { tag: '@chromium' },
  async ({ open, site }) => {
    const page = await open('host.html', {
      prepare: (fresh) => hostPage(fresh, '<body></body>'),
    });
    const url = `${site.url}${embed('learning-speeds', RUN, 'open=data')}`;
    const frame = await sandbox(page, url);
    await readings(frame, 'learning-speeds');
    const data = frame.locator('learning-speeds [data-control="downloads"]');
    const text = data.getByRole('textbox');
    for (const { button, content } of [
      { button: /SVG/, content: /^<svg[^]*<\/svg>\s*$/ },
      { button: /PNG/, content: /^data:image\/png;base64,/ },
      { button: /^Numbers as CSV|^All.*CSV/, content: /^\S*epoch,/ },
    ]) {
      await data.getByRole('button', { name: button }).click();
      await expect(text).toHaveValue(content);
      await expect(data.getByText('This frame is sandboxed')).toBeVisible();
      await expect(text).toHaveCount(1);
    }
  },
);

test('a frame that may save files does so', async ({ open, site }) => {
  const page = await open('host.html', {
    prepare: (fresh) => hostPage(fresh, '<body></body>'),
  });
  const url = `${site.url}${embed('exploding-window', 'open=data')}`;
  await page.evaluate((src) => {
    const $frame = document.createElement('iframe');
    $frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
    Object.assign($frame, { width: '1000', height: '2500', src });
    document.body.append($frame);
  }, url);
  const figure = page.frameLocator('iframe').locator('exploding-window');
  await figure.getByRole('button', { name: 'CSV' }).click();
  const file = await download(page, () =>
    figure.getByRole('button', { name: 'Try to save it' }).click(),
  );
  expect(file.suggestedFilename()).toBe('exploding-window.csv');
});

/** @param {Page} page - with the figure @returns {Promise<string>} the width of what is in it */
function widthOf(page) {
  return page.evaluate(() => {
    const $figure =
      document.querySelector('learning-speeds') ??
      document
        .querySelector('iframe')
        ?.contentDocument?.querySelector('learning-speeds');
    const root = $figure?.shadowRoot;
    const $body = root?.querySelector('.ug-stage');
    const canvas = root?.querySelector('canvas');
    const view = $body?.ownerDocument.defaultView;
    return `${$body && view?.getComputedStyle($body).display} ${canvas?.getBoundingClientRect().width}`;
  });
}

// Passed in Firefox too; left out there to keep it short.
test(
  'a figure goes on and stays styled where it is moved, into a frame as well',
  { tag: '@chromium' },
  async ({ open }) => {
    const page = await open('host.html', {
      prepare: (fresh) =>
        hostPage(
          fresh,
          `${DEFINE}<body><div style="width: 700px"><learning-speeds hide="toolbar" hidden-layers="30,30" images="1000" batch="10" epochs="3000"></learning-speeds></div>
        <section style="width: 500px"></section><iframe srcdoc="<!doctype html><body></body>" width="900" height="900"></iframe>`,
        ),
    });
    await readings(page, 'learning-speeds');
    /** @param {string} place - a selector, '' for the frame */
    const move = (place) =>
      page.evaluate(async (selector) => {
        const $frame = document.querySelector('iframe');
        const $figure = /** @type {any} */ (
          document.querySelector('learning-speeds') ??
            $frame?.contentDocument?.querySelector('learning-speeds')
        );
        $figure.play();
        const target = selector
          ? document.querySelector(selector)
          : $frame?.contentDocument?.body;
        target?.append($figure);
        const { epoch } = $figure.readings;
        const started = performance.now();
        while ($figure.readings.epoch <= epoch) {
          if (performance.now() - started > 20_000) return 'stands still';
          await new Promise((resolve) => {
            requestAnimationFrame(resolve);
          });
        }
        return 'goes on';
      }, place);
    expect(await move('section')).toBe('goes on');
    // Narrow places have no grid of their own; without styles it would be a block.
    await expect.poll(() => widthOf(page)).toMatch(/^contents /);
    expect(await move('')).toBe('goes on');
    await expect.poll(() => widthOf(page)).toMatch(/^grid [3-9]\d\d/);
    const isHidden = await page.evaluate(() => {
      const $figure = document
        .querySelector('iframe')
        ?.contentDocument?.querySelector('learning-speeds');
      const $toolbar = $figure?.shadowRoot?.querySelector('.ug-toolbar');
      return $toolbar?.getClientRects().length === 0;
    });
    expect(isHidden).toBe(true);
    expect(await move('div')).toBe('goes on');
    await expect(page.locator('learning-speeds .ug-stage')).toHaveCSS(
      'display',
      'contents',
    );
  },
);

for (const file of ['index.html', 'embed.html']) {
  test(`${file} opened as a file says what it needs`, async ({ open }) => {
    const page = await open(pathToFileURL(DIST + file).href, {
      expected: [/CORS|ERR_FAILED|Content Security Policy|Unsafe attempt/],
    });
    await expect(page.getByText('cannot load')).toBeVisible();
  });
}

test('a page whose files a new deployment has replaced says to reload', async ({
  open,
}) => {
  const page = await open(embed('learning-speeds', RUN), {
    expected: [/404|ERR_FAILED|CORRUPTED_CONTENT|disallowed MIME/],
    prepare: (fresh) =>
      fresh
        .context()
        .route(/assets\/(?:training-worker|fallbacks)/, (route) =>
          route.fulfill({ status: 404, body: 'gone' }),
        ),
  });
  await expect(page.locator('learning-speeds')).toContainText(/reload it/);
});

for (const policy of ['require-corp', 'credentialless']) {
  // Both passed in Firefox, where the stricter one is enough.
  const tag = policy === 'require-corp' ? [] : '@chromium';

  /**
   * @param {string} body - of a page of another site
   * @param {(url: string) => Promise<void>} act - given its address
   */
  const isolated = async (body, act) => {
    const root = await mkdtemp(join(tmpdir(), 'isolated-'));
    await writeFile(
      join(root, 'index.html'),
      `<!doctype html><link rel="icon" href="data:,"><title>Isolated</title>${body}`,
    );
    const server = await startServer({
      root,
      headers: {
        'Cross-Origin-Embedder-Policy': policy,
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    });
    await act(server.url).finally(server.close);
    await rm(root, { recursive: true });
  };

  test(
    `an element of another site runs under COEP ${policy}`,
    { tag },
    async ({ open, site }) => {
      await isolated(
        `<script type="module" crossorigin src="${site.url}www/define.js"></script>
      <learning-speeds hidden-layers="8,5" images="100" batch="100" pixels="7" epochs="20"></learning-speeds>`,
        async (url) => {
          const page = await open(url);
          expect(
            await page.evaluate(() => globalThis.crossOriginIsolated),
          ).toBe(true);
          await readings(page, 'learning-speeds');
          await call(page, 'play', 'learning-speeds');
          await reach(page, 20, 'learning-speeds');
          await expect(page.locator('learning-speeds .ug-stage')).toHaveCSS(
            'display',
            'grid',
          );
        },
      );
    },
  );

  /**
   * @param {Open} open
   * @param {string} address - of the site
   * @param {string} attributes - of the frame
   */
  const trainFramed = (open, address, attributes) =>
    isolated(
      `<iframe ${attributes} width="900" height="800" src="${address}${embed('learning-speeds', RUN)}"></iframe>`,
      async (url) => {
        const page = await open(url);
        const $frame = await page.waitForSelector('iframe');
        const frame = await $frame.contentFrame();
        if (!frame) throw new Error('the page has no frame');
        await readings(frame, 'learning-speeds');
        await call(frame, 'play', 'learning-speeds');
        await reach(frame, 20, 'learning-speeds');
      },
    );

  // Firefox has no such frames.
  test(
    `a frame of another site without credentials runs under COEP ${policy}`,
    { tag: '@chromium' },
    ({ open, site }) => trainFramed(open, site.url, 'credentialless'),
  );

  test(
    `a frame of another site that sends headers for it runs under COEP ${policy}`,
    { tag },
    async ({ open }) => {
      const server = await startServer({
        root: DIST,
        headers: {
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Resource-Policy': 'cross-origin',
        },
      });
      await trainFramed(open, server.url, '').finally(server.close);
    },
  );
}
