import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { withTables } from '../../scripts/state-tables.mjs';

test('the tables of settings in docs/figures.md are those of the declarations', async () => {
  const document = new URL('../../docs/figures.md', import.meta.url);
  const text = await readFile(document, 'utf8');
  assert.equal(
    await withTables(text),
    text,
    'out of date: run node scripts/state-tables.mjs',
  );
});
