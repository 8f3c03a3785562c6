/** Hosts that forbid what most allow: a figure is styled and computes there too. */
import { embed, FIGURES, readings } from './figures.js';
import { expect, test } from './site.js';

/**
 * @param {import('@playwright/test').Page} page - about to load an embed
 * @param {string} files - which of them its host sends with these headers
 * @param {Record<string, string>} more - headers
 */
async function withHeaders(page, files, more) {
  // A worker's requests are its context's, not its page's.
  await page.context().route(files, async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), ...more };
    await route.fulfill({ response, headers });
  });
}

for (const { name } of FIGURES) {
  test(`${name} is styled under Cross-Origin-Embedder-Policy: require-corp`, async ({
    open,
  }) => {
    const page = await open(embed(name), {
      prepare: (fresh) =>
        withHeaders(fresh, '**/*', {
          'Cross-Origin-Embedder-Policy': 'require-corp',
          'Cross-Origin-Opener-Policy': 'same-origin',
        }),
    });
    await readings(page, name);
    await expect(page.locator(`${name} .ug-stage`)).toHaveCSS(
      'display',
      'grid',
    );
    await expect(page.locator(name)).toHaveCSS('display', 'block');
  });

  test(`${name} computes where Lit's policy is the only one of Trusted Types`, async ({
    open,
  }) => {
    const page = await open(embed(name), {
      // No policy makes addresses of workers: the page's own thread computes.
      expected: [
        /requires 'TrustedScriptURL' assignment/,
        /Creating a TrustedTypePolicy named 'unstable-gradients' violates/,
      ],
      prepare: (fresh) =>
        withHeaders(fresh, '**/embed.html*', {
          'Content-Security-Policy':
            "require-trusted-types-for 'script'; trusted-types lit-html",
        }),
    });
    await readings(page, name);
    await expect(page.locator(`${name} .ug-alert p`)).toHaveCount(0);
  });
}
