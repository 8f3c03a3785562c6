/**
 * The package as others use it: installed from the file that `npm pack` makes,
 * built for production by the tools of each kind, and opened.
 */
import { execFile, execFileSync } from 'node:child_process';
import { access, cp, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { startServer } from '../../scripts/serve.mjs';
import { FIGURES, reach, readings, stateOf } from './figures.js';
import { expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */
/** @import { ServerOptions } from '../../scripts/serve.mjs' */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PROJECTS = join(ROOT, 'tests/packages');
const WORK = join(ROOT, 'tests/output/packages');

const run = promisify(execFile);

/** @type {string} what `npm pack` has made */
let packed;

// Installing and building takes its time, and a busy machine more of it.
test.describe.configure({ timeout: 480_000 });

test.beforeAll(async () => {
  await rm(WORK, { recursive: true, force: true });
  await mkdir(WORK, { recursive: true });
  const name = execFileSync(
    'npm',
    ['pack', '--silent', '--pack-destination', WORK],
    { cwd: join(ROOT, 'dist-package'), encoding: 'utf8' },
  );
  packed = join(WORK, name.trim());
});

/**
 * Installs the package, and what else the project names.
 *
 * @param {string} name - of a folder in tests/packages
 * @returns {Promise<{ folder: string, tool: (command: string, ...words: string[]) => Promise<unknown> }>}
 */
async function project(name) {
  const folder = join(WORK, name);
  await cp(join(PROJECTS, name), folder, { recursive: true });
  const quietly = ['--no-audit', '--no-fund', '--no-save', '--silent'];
  await run('npm', ['install', '--prefer-offline', ...quietly, packed], {
    cwd: folder,
  });
  return {
    folder,
    /** Its output is in the message where it fails. */
    tool: (command, ...words) =>
      run(command, words, { cwd: folder }).catch((error) => {
        throw new Error(`${command}: ${error.stdout}${error.stderr}`);
      }),
  };
}

/**
 * @param {ServerOptions} options
 * @param {(url: string) => Promise<unknown>} use
 */
async function served(options, use) {
  const server = await startServer(options);
  try {
    await use(server.url);
  } finally {
    await server.close();
  }
}

/**
 * Plays a figure that trains, which has 1,500 images: more than come with it.
 *
 * @param {Page} page
 * @returns {Promise<void>} once it is at its third epoch, in a worker
 */
async function trains(page) {
  await page.locator('learning-speeds').scrollIntoViewIfNeeded();
  await readings(page, 'learning-speeds');
  await page.evaluate(() =>
    /** @type {any} */ (document.querySelector('learning-speeds')).play(),
  );
  await reach(page, 3, 'learning-speeds');
  expect(await transportOf(page)).toBe('worker');
}

/** @param {Page} page @returns {Promise<string>} where it trains */
function transportOf(page) {
  return page.evaluate(
    () =>
      /** @type {any} */ (document.querySelector('learning-speeds')).training
        .session.transport,
  );
}

/** @param {Page} page @param {string} name - of a figure whose style is to be there */
async function hasStyle(page, name) {
  await expect(page.locator(name)).toHaveCSS('display', 'block');
  await expect(page.locator(`${name} .ug-body`)).not.toHaveCSS(
    'display',
    'block',
  );
}

test('everything that the package names is in it, and every figure', async () => {
  const folder = join(ROOT, 'dist-package');
  /** @param {string} name */
  const read = async (name) =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const { exports, customElements } = await read('package.json');
  const paths = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [entry] : Object.values(entry),
  );
  for (const path of paths) await access(join(folder, path));
  const { modules } = await read(customElements);
  for (const { name, other } of FIGURES) {
    expect(exports).toHaveProperty([`./${name}/define`]);
    const { declarations } = modules.find(
      (/** @type {{ path: string }} */ { path }) => path === `${name}.js`,
    );
    const [{ tagName, attributes, members }] = declarations;
    expect(tagName).toBe(name);
    expect(attributes.length).toBeGreaterThan(Object.keys(other).length);
    for (const one of [...attributes, ...members]) {
      expect(one.description, `${name} ${one.name}`).toBeTruthy();
    }
  }
});

test('Vite builds a page of React, whose types find mistakes', async ({
  open,
}) => {
  const { folder, tool } = await project('vite-react');
  await tool('node_modules/.bin/tsc');
  await tool('node_modules/.bin/vite', 'build', '--outDir', 'site');
  await served({ root: join(folder, 'site') }, async (url) => {
    const page = await open(url);
    await readings(page, 'gradient-chain');
    await hasStyle(page, 'gradient-chain');
    const shown = page.locator('output');
    await expect(shown).not.toBeEmpty();
    const before = await shown.textContent();
    await page.getByRole('button', { name: 'Smaller' }).click();
    expect((await stateOf(page, 'gradient-chain')).weights).toEqual([2, 2, 2]);
    await expect(shown).not.toHaveText(before ?? '');
    await expect(page.locator('gradient-chain .ug-toolbar')).toBeHidden();
    await trains(page);
    expect((await readings(page, 'random-chains')).chains).toBe(1000);
  });
});

test('webpack builds a page with single figures, and only those', async ({
  open,
}) => {
  const { folder, tool } = await project('webpack');
  await tool('node', 'build.mjs');
  await served(
    { root: join(folder, 'site'), basePath: '/sub/' },
    async (url) => {
      const page = await open(url);
      expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(4);
      expect(
        await page.evaluate(() => Reflect.get(globalThis, 'isRegistered')),
        'importing the class registers nothing',
      ).toBe(false);
      await hasStyle(page, 'gradient-chain');
      await trains(page);
    },
  );
});

test('a page with an import map has the folder as it is', async ({ open }) => {
  const { folder } = await project('plain');
  await served({ root: folder, basePath: '/course/' }, async (url) => {
    const page = await open(url);
    await readings(page, 'gradient-chain');
    await hasStyle(page, 'gradient-chain');
    await trains(page);
    expect(
      await page.evaluate(() => Reflect.get(globalThis, 'numbers')),
    ).toMatchObject({ a: [expect.any(Number)] });
    const links = await page.evaluate(() => {
      const $chain = /** @type {any} */ (
        document.querySelector('gradient-chain')
      );
      return [$chain.permalink, $chain.embedCode];
    });
    expect(links[0]).toMatch(
      /^https:\/\/figures\.example\/index\.html#figure=/,
    );
    expect(links[1]).toContain('"https://figures.example/embed.html#figure=');
    await expect(
      page.locator('gradient-chain [data-control~=copy-link]'),
    ).toBeVisible();
  });
});

test('the script with everything inside fetches nothing, and works as a file', async ({
  open,
}) => {
  const { folder } = await project('plain');
  await served({ root: folder }, async (url) => {
    for (const address of [
      `${url}inline.html`,
      pathToFileURL(`${folder}/inline.html`).href,
    ]) {
      /** @type {string[]} */
      const asked = [];
      const page = await open(address, {
        prepare: async (fresh) => {
          fresh.on('request', (request) => asked.push(request.url()));
        },
      });
      expect((await readings(page, 'gradient-chain')).dCdb).toHaveLength(4);
      await hasStyle(page, 'gradient-chain');
      await trains(page);
      await page.locator('random-chains').scrollIntoViewIfNeeded();
      await readings(page, 'random-chains');
      expect(
        asked.filter((each) => !/^(blob|data):/.test(each)).map(nameOf),
      ).toEqual(['inline.html', 'inline.js']);
      expect(
        await page.locator('[data-control~=copy-link]').count(),
        'there is no page to link to',
      ).toBe(0);
    }
  });
});

/** @param {string} url @returns {string | undefined} the file's name */
const nameOf = (url) => url.split('/').at(-1);

test('Node trains to the same bits, and may import what it cannot show', async () => {
  const { folder } = await project('node');
  const [known] = JSON.parse(
    await readFile(join(ROOT, 'tests/snapshots/site-runs.json'), 'utf8'),
  );
  const { stdout } = await run(
    process.execPath,
    ['main.js', JSON.stringify(known.state)],
    { cwd: folder },
  );
  const { rows, ...rest } = JSON.parse(stdout);
  expect(rows.map((/** @type {number[]} */ row) => row.map(bitsOf))).toEqual([
    known.first,
    known.last,
  ]);
  expect(rest).toEqual({
    epoch: 1,
    refused: [true, 'rate'],
    product: expect.any(Number),
    element: 'function',
  });
});

/** @param {number} value @returns {string} its 64 bits, as the snapshot has them */
function bitsOf(value) {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  return view.getBigUint64(0).toString(16).padStart(16, '0');
}
