import assert from 'node:assert/strict';
import test from 'node:test';
import { markup } from '../../tests/markup.js';
import { numberTable } from './data-drawer.js';
import { tableToCsv } from './number-table.js';

test('a table keeps every digit, on the page unless it is wide, and in a file', () => {
  const table = {
    caption: 'All',
    headings: ['what', 'value'],
    rows: [
      ['a, b', 0.1 + 0.2],
      ['none', -Infinity],
      ['signed', -0],
    ],
  };
  const drawn = markup(numberTable(table));
  assert.match(drawn, /<td>0\.30000000000000004<\/td>/);
  const rounded = markup(numberTable({ ...table, digits: 4 }));
  assert.match(rounded, /<td>0\.3<\/td>/);
  assert.match(drawn, /<th scope="row">none<\/th>\s*<td>−∞<\/td>/);
  assert.match(drawn, /signed<\/th>\s*<td>0<\/td>/);
  assert.equal(
    tableToCsv(table),
    'what,value\r\n"a, b",0.30000000000000004\r\nnone,-Infinity\r\nsigned,0\r\n',
  );
});
