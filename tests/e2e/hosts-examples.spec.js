/** The projects of examples/, built by the real tools and opened: figures work there. */
import { spawn, spawnSync } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../scripts/serve.mjs';
import { readings, reach } from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

const EXAMPLES = fileURLToPath(new URL('../../examples/', import.meta.url));
const TOOLS = fileURLToPath(
  new URL('../../.tools/hosts/bin/', import.meta.url),
);

/** @type {string} a copy of examples/, with the site in each project */
let projects;

test.beforeAll(async () => {
  projects = await mkdtemp(join(tmpdir(), 'examples-'));
  await cp(EXAMPLES, projects, { recursive: true });
  for (const place of ['sphinx/_static', 'mkdocs-material/docs']) {
    await cp(DIST, join(projects, place, 'unstable-gradients'), {
      recursive: true,
    });
  }
});

test.afterAll(() => rm(projects, { recursive: true, force: true }));

/**
 * @param {string} project
 * @param {string} tool
 * @param {readonly string[]} words - after its name
 * @param {Record<string, string>} [env]
 */
function build(project, tool, words, env = {}) {
  const { status, stderr, error } = spawnSync(TOOLS + tool, words, {
    cwd: join(projects, project),
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect(status, `${tool}: ${error ?? stderr}`).toBe(0);
}

/**
 * @param {Page} page
 * @param {string} name - of a figure in one of its frames
 * @returns {Promise<any>} its readings, once they are there
 */
async function framed(page, name) {
  const $frame = page.locator('iframe[src*="embed.html"]');
  await $frame.scrollIntoViewIfNeeded();
  const frame = await (await $frame.elementHandle())?.contentFrame();
  if (!frame) throw new Error('the frame has no content');
  await frame.waitForFunction(
    (of) => /** @type {any} */ (document.querySelector(of))?.readings,
    name,
  );
  return frame.evaluate(
    (of) => /** @type {any} */ (document.querySelector(of)).readings,
    name,
  );
}

test('a Sphinx book has a figure as an element and one in a frame', async ({
  open,
}) => {
  build('sphinx', 'sphinx-build', ['-q', '-W', '.', '_build']);
  const server = await startServer({
    root: join(projects, 'sphinx/_build'),
    basePath: '/book/',
  });
  try {
    const page = await open(`${server.url}index.html`, {
      expected: [/favicon/],
    });
    const chain = await readings(page, 'gradient-chain');
    expect(chain.dCdb).toHaveLength(3);
    await expect(page.locator('gradient-chain')).toHaveCSS('display', 'block');
    expect((await framed(page, 'exploding-window')).width).toBeGreaterThan(0);
  } finally {
    await server.close();
  }
});

test('MkDocs Material with instant navigation takes a figure away and brings it back', async ({
  open,
}) => {
  // Its links are followed in the page only below the address it was built for.
  const server = await startServer({
    root: join(projects, 'mkdocs-material/site'),
    basePath: '/course/',
  });
  try {
    build('mkdocs-material', 'mkdocs', ['build', '--quiet', '--strict'], {
      SITE_URL: server.url,
      NO_MKDOCS_2_WARNING: '1',
    });
    const page = await open(server.url);
    await readings(page, 'learning-speeds');
    await page.evaluate(() => {
      /** @type {any} */ (globalThis).isSame = true;
      /** @type {any} */ (document.querySelector('learning-speeds')).play();
    });
    await reach(page, 100, 'learning-speeds');
    await page.getByRole('link', { name: 'On to the chain' }).click();
    expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(3);
    await page.getByRole('link', { name: 'Back to the speeds' }).click();
    expect((await readings(page, 'learning-speeds')).epoch).toBe(0);
    await page.evaluate(() =>
      /** @type {any} */ (document.querySelector('learning-speeds')).play(),
    );
    await reach(page, 100, 'learning-speeds');
    expect(
      await page.evaluate(() => /** @type {any} */ (globalThis).isSame),
      'no page was loaded anew',
    ).toBe(true);
  } finally {
    await server.close();
  }
});

test('JupyterLab shows a figure in the output of a cell', async ({
  open,
  site,
}) => {
  const lab = spawn(
    `${TOOLS}jupyter`,
    [
      'lab',
      '--no-browser',
      '--allow-root',
      '--port=0',
      '--ServerApp.token=',
      '--ServerApp.password=',
      '--LabApp.news_url=None',
    ],
    {
      cwd: join(projects, 'jupyterlab'),
      // Nothing is read from the home of whoever runs the tests, or kept there.
      env: {
        ...process.env,
        HOME: projects,
        UNSTABLE_GRADIENTS: site.url,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  try {
    const address = await new Promise((resolve, reject) => {
      let heard = '';
      lab.on('error', reject);
      lab.on('exit', () => reject(new Error(heard)));
      lab.stderr.on('data', (text) => {
        heard += text;
        const found = /http:\/\/(?:localhost|127\.0\.0\.1):\d+\/lab/.exec(
          heard,
        );
        if (found) resolve(found[0]);
      });
    });
    const page = await open(`${address}/tree/figures.ipynb`, {
      // What JupyterLab itself writes to the console is its own affair.
      expected: [/./],
    });
    // A cell that is run before its kernel is there is not run at all.
    await page.getByText('| Idle').waitFor();
    await page.locator('.jp-CodeCell .cm-content').click();
    await page.keyboard.press('Shift+Enter');
    expect((await framed(page, 'gradient-chain')).dCdb).toHaveLength(3);
  } finally {
    lab.kill();
  }
});
