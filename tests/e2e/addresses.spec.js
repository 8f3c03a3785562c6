/** What other sites import from dist/, by addresses that stay. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { FIGURES } from './figures.js';
import { expect, test } from './site.js';

const WWW = new URL('../../dist/www/', import.meta.url);

test('each figure’s address exports its class alone, also where there is no document', () => {
  const addresses = FIGURES.map(({ name }) => `figures/${name}.js`);
  const script = `
    const all = [];
    for (const address of ${JSON.stringify(addresses)}) {
      const exported = await import(${JSON.stringify(WWW.href)} + address);
      all.push(...Object.entries(exported).map(([key, value]) =>
        [key, typeof value, value.figure.name]));
    }
    await import(${JSON.stringify(new URL('define.js', WWW).href)});
    await import(${JSON.stringify(new URL('../embed-host.js', WWW).href)});
    console.log(JSON.stringify(all));
  `;
  const output = execFileSync(
    process.execPath,
    ['--input-type=module', '--eval', script],
    { encoding: 'utf8', cwd: fileURLToPath(WWW) },
  );
  expect(JSON.parse(output)).toEqual(
    FIGURES.map(({ name }) => [
      `${name.replace(/(^|-)(.)/g, (_, __, first) =>
        first.toUpperCase(),
      )}Element`,
      'function',
      name,
    ]),
  );
});

test('importing a figure’s address registers nothing; define.js registers all', async ({
  open,
}) => {
  const page = await open('embed.html#figure=exploding-window');
  const registered = (/** @type {readonly string[]} */ names) =>
    page.evaluate(
      (all) => all.filter((name) => customElements.get(name)),
      names,
    );
  const names = FIGURES.map(({ name }) => name);
  const load = (/** @type {string} */ path) =>
    page.evaluate(
      async (address) =>
        void (await import(new URL(address, document.baseURI).href)),
      path,
    );
  await load('www/figures/gradient-chain.js');
  expect(await registered(names)).not.toContain('gradient-chain');
  await load('www/define.js');
  expect(await registered(names)).toEqual(names);
});
