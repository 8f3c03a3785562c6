/**
 * Writes the tables of settings in docs/figures.md, between the lines
 * `<!-- settings of NAME -->` and `<!-- end -->`, from the figures' schemas:
 * node scripts/state-tables.mjs
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { figures } from '../www/figures/index.js';
import { attributeName } from '../www/kit/attributes.js';

/** @typedef {import('../www/kit/schema.js').Schema<any>} Schema */
/** @typedef {import('../www/kit/schema.js').AnyField} AnyField */

const DOCUMENT = new URL('../docs/figures.md', import.meta.url);
const WWW = new URL('../www/', import.meta.url);
const RUN = new URL('run/run-state.js', WWW);

/**
 * @param {string} text - of docs/figures.md
 * @returns {Promise<string>} the same with up-to-date tables
 * @throws {Error} if there is no place for the table of a figure
 */
export async function withTables(text) {
  let written = text;
  for (const { name } of figures) {
    const start = `<!-- settings of ${name} -->\n`;
    const from = written.indexOf(start);
    const to = written.indexOf('<!-- end -->', from);
    if (from < 0 || to < 0) {
      throw new Error(`docs/figures.md: expected ${start.trim()}, got none`);
    }
    const table = await tableOf(name);
    written = `${written.slice(0, from)}${start}\n${table}\n${written.slice(to)}`;
  }
  return written;
}

/** @param {string} name - of a figure @returns {Promise<string>} the table of its settings */
async function tableOf(name) {
  const file = new URL(`figures/${name}/state.js`, WWW);
  // eslint-disable-next-line no-unsanitized/method -- names come from our own list
  const module = await import(file.href);
  const schema = /** @type {Schema} */ (
    Object.values(module).find((value) => value?.figure === name)
  );
  const meaning = meaningsOf(name);
  const rows = schema.keys.map((key) => {
    const field = /** @type {AnyField} */ (schema.fields[key]);
    const attribute = attributeName(schema, key);
    const own = attribute === key ? '' : ` (\`${attribute}\`)`;
    return [
      `\`${key}\`${own}`,
      valuesOf(field),
      `\`${/** @type {any} */ (field).write(field.default)}\``,
      meaning(key),
    ];
  });
  const heads = ['key (attribute)', 'values', 'default', 'what it is'];
  return [heads, heads.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('');
}

/** @param {string} name - of a figure @returns {(key: string) => string} what a key of its state is */
export function meaningsOf(name) {
  const file = new URL(`figures/${name}/state.js`, WWW);
  const meanings = new Map([...meaningsIn(RUN), ...meaningsIn(file)]);
  // A key with a number says of one run what it says of all without.
  return (key) =>
    meanings.get(key) ?? meanings.get(key.replace(/\d$/, '')) ?? '';
}

/** @param {AnyField} field @returns {string} its valid values */
function valuesOf(field) {
  if (field.kind === 'choice') {
    return field.options.map((option) => `\`${option}\``).join(', ');
  }
  const { min, max, integer } = field;
  if (field.kind === 'numbers') {
    const kind = integer ? 'whole numbers' : 'numbers';
    return `${field.minLength} to ${field.maxLength} ${kind}, each ${min} to ${max}`;
  }
  const range = field.aboveMin
    ? `above ${min}, at most ${max}`
    : `${min} to ${max}`;
  return integer ? `whole numbers, ${range}` : range;
}

/**
 * @param {URL} file - a module with the JSDoc of a state's properties
 * @returns {[key: string, meaning: string][]} their descriptions
 */
function meaningsIn(file) {
  const text = readFileSync(file, 'utf8');
  const properties = text.matchAll(
    /\* @property \{[^\n]*\} (\w+) - ([^@]*?)(?=\n \* @|\n \*\/)/g,
  );
  return [...properties].map(([, key = '', words = '']) => [
    key,
    words.replace(/\s*\n \*\s*/g, ' ').trim(),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const before = readFileSync(DOCUMENT, 'utf8');
  writeFileSync(DOCUMENT, await withTables(before));
}
