/** The recipes of docs/embedding.md are lines of the projects in examples/. */
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const text = readFileSync(`${ROOT}docs/embedding.md`, 'utf8');
const recipes = /^## Recipes$([^]*?)^## /m.exec(text)?.[1] ?? '';

/** A file that is named, and what stands in a fence before another is. */
const NAMED = /\]\(\.\.\/examples\/([\w/.-]+)\)/;

/** @param {string} lines - without the indentation that all of them share */
const bare = (lines) =>
  lines
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

test('what a recipe says stands in its example', () => {
  let file = '';
  const seen = new Set();
  const parts = recipes.matchAll(
    /\]\(\.\.\/examples\/[\w/.-]+\)|^(`{3,4})\w+\n([^]*?)^\1$/gm,
  );
  for (const [whole, fence, lines = ''] of parts) {
    if (!fence) {
      file = NAMED.exec(whole)?.[1] ?? '';
      continue;
    }
    const sample = readFileSync(`${ROOT}examples/${file}`, 'utf8');
    const source = file.endsWith('.ipynb')
      ? JSON.parse(sample)
          .cells.map((/** @type {any} */ { source: own }) => own.join(''))
          .join('\n')
      : sample;
    assert.ok(bare(source).includes(bare(lines).trim()), `${file}:\n${lines}`);
    seen.add(file.split('/')[0]);
  }
  const projects = readdirSync(`${ROOT}examples`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  assert.deepEqual([...seen].sort(), projects.sort());
});
