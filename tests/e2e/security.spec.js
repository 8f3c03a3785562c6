/**
 * What pages of the site are allowed: no script but the site's own files, no text
 * that becomes a script, and no request to anybody else.
 */
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { embed, FIGURES, readings } from './figures.js';
import { DIST, expect, test } from './site.js';

/** @import { Page } from '@playwright/test' */

/** What every page's policy says; what it loads is a matter of the page. */
const RULES = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
];

/** @returns {Promise<string[]>} every page of the site, but those for oEmbed */
async function pagesOfSite() {
  const files = await readdir(DIST, { recursive: true });
  return files.filter((name) => /\.html$/.test(name));
}

test('every page has a strict policy, and no script or style of its own', async () => {
  const pages = await pagesOfSite();
  expect(pages.length).toBeGreaterThan(FIGURES.length);
  for (const name of pages) {
    const html = await readFile(join(DIST, name), 'utf8');
    const [, policy = ''] =
      /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html) ??
      [];
    const rules = policy.split(/;\s*/);
    expect(rules, name).toEqual(expect.arrayContaining(RULES));
    expect(policy, name).toContain('trusted-types ');
    expect(policy, name).not.toMatch(/'unsafe-|\*|https?:/);
    // The files that open without a host have all inside, each named by its hash.
    if (name.startsWith('single/')) continue;
    expect(html, name).not.toMatch(
      /<script(?![^>]* src=)|<style|\s(style|on\w+)="/,
    );
  }
});

/** @param {Page} page @returns {Promise<string[]>} what the page was not kept from */
const takenAsScript = (page) =>
  page.evaluate(() => {
    /** @type {Record<string, () => unknown>} */
    const attempts = {
      markup: () => {
        // eslint-disable-next-line no-restricted-syntax, no-unsanitized/property -- what is tried
        document.createElement('div').innerHTML = String('<b></b>');
      },
      worker: () => new Worker(String(new URL('embed-host.js', location.href))),
      blob: () => new Worker(URL.createObjectURL(new Blob(['']))),
      policy: () =>
        Reflect.get(globalThis, 'trustedTypes').createPolicy('other', {}),
    };
    return Object.entries(attempts).flatMap(([name, attempt]) => {
      try {
        attempt();
        return [name];
      } catch {
        return [];
      }
    });
  });

test('no text becomes a script, no request leaves the origin, in the page and every embed', async ({
  open,
  site,
}) => {
  test.setTimeout(180_000);
  /** @type {string[]} */
  const strangers = [];
  const { origin } = new URL(site.url);
  /** @param {Page} page */
  const prepare = async (page) => {
    page.context().on('request', (request) => {
      const url = new URL(request.url());
      const isOwn = url.origin === origin || url.protocol === 'data:';
      if (!isOwn) strangers.push(url.href);
    });
    page.on('websocket', (socket) => strangers.push(socket.url()));
  };
  // The attempts are written to the console.
  const expected = [/Trusted(HTML|Script|Type)|trusted-types|violates/i];
  let workers = 0;
  const addresses = [
    ...FIGURES.map(({ name, quick }) => [embed(name, quick), name]),
    ['lecture.html'],
    [`figure/${FIGURES[0]?.name}.html`],
    ['index.html'],
  ];
  for (const [address = '', figure] of addresses) {
    const page = await open(address, { prepare });
    if (figure) await readings(page, figure);
    await page.waitForLoadState('networkidle');
    workers += page.workers().length;
    await page.close();
  }
  expect(strangers).toEqual([]);
  // Each that trains or has jobs; none of them had to fall back.
  expect(workers).toBeGreaterThan(FIGURES.length / 2);

  for (const address of ['index.html', embed('learning-speeds')]) {
    const page = await open(address, { expected });
    if (address !== 'index.html') await readings(page, 'learning-speeds');
    expect(await takenAsScript(page), address).toEqual([]);
  }
});

test('an element computes in workers in a page that enforces Trusted Types', async ({
  open,
  site,
}) => {
  const policy =
    "script-src 'self' 'wasm-unsafe-eval'; require-trusted-types-for 'script'; trusted-types lit-html unstable-gradients";
  const page = await open('host.html', {
    prepare: (fresh) =>
      fresh.route(`${site.url}host.html`, (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}" />
            <link rel="icon" href="data:," />
            <script type="module" src="www/define.js"></script>
            <random-chains chains="1000"></random-chains>`,
        }),
      ),
  });
  await readings(page, 'random-chains');
  expect(page.workers()).toHaveLength(1);
});
