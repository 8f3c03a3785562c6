/**
 * Writes `www/pkg/build-id.js`: an id of this version of the site, made from the
 * content of all code that a page or a worker can load, and of what decides
 * which libraries it brings and how it is bundled. The same sources give the
 * same id on every machine.
 */
import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const SITE = 'www';
const TARGET = 'www/pkg/build-id.js';
const BUNDLING = [
  'package-lock.json',
  'scripts/lib/common-files.mjs',
  'scripts/lib/importable-without-document.mjs',
  'scripts/lib/lean-templates.mjs',
  'vite.config.js',
];
const ID_LENGTH = 16;

const code = (await readdir(SITE, { recursive: true }))
  .map((name) => join(SITE, name).replaceAll('\\', '/'))
  .filter((name) => /\.(css|js|wasm)$/.test(name))
  .filter((name) => name !== TARGET && !name.endsWith('.test.js'));
const names = [...code, ...BUNDLING].sort();

const hash = createHash('sha256');
for (const name of names) {
  const content = await readFile(name);
  hash.update(`${name} ${content.length}\n`).update(content);
}
const id = hash.digest('hex').slice(0, ID_LENGTH);

const text = `/** Names this build: page and worker must agree on it. */
export const BUILD_ID = '${id}';
`;
// An unchanged file keeps its date.
if ((await readFile(TARGET, 'utf8').catch(() => '')) !== text) {
  await writeFile(TARGET, text);
}
