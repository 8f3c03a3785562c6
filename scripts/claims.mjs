/**
 * Computes the results that the claims of index.html rest on and that take too
 * long for a test, into tests/fixtures/claims/NAME.json.
 *
 * node scripts/claims.mjs [NAME...]
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';

import { SECTIONS } from '../tests/claims/sections.js';

const FOLDER = new URL('../tests/fixtures/claims/', import.meta.url);

const wanted = process.argv.slice(2);
const recordings = Object.values(SECTIONS).flatMap(({ records = {} }) =>
  Object.entries(records),
);
for (const name of wanted) {
  if (recordings.some(([known]) => known === name)) continue;
  const names = recordings.map(([known]) => known).join(', ');
  throw new Error(`claims: expected one of ${names}, got ${name}`);
}
mkdirSync(FOLDER, { recursive: true });
for (const [name, { seeds, compute }] of recordings) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const results = [];
  for (let seed = 1; seed <= seeds; seed += 1) {
    process.stdout.write(`claims: ${name}, seed ${seed} of ${seeds}\n`);
    results.push(await compute(seed));
  }
  const lines = results.map((result) => `    ${JSON.stringify(result)}`);
  const text = `{\n  "results": [\n${lines.join(',\n')}\n  ]\n}\n`;
  writeFileSync(new URL(`${name}.json`, FOLDER), text);
}
