/**
 * Lets Node import a style sheet as the build does, as a text. A test that
 * needs it imports this module first, and then the element by `await import`.
 */
import { register } from 'node:module';

const HOOK = `
import { readFile } from 'node:fs/promises';
export async function load(url, context, next) {
  if (!url.endsWith('.css?inline')) return next(url, context);
  const text = await readFile(new URL(url), 'utf8');
  const source = 'export default ' + JSON.stringify(text);
  return { format: 'module', source, shortCircuit: true };
}`;

register(`data:text/javascript,${encodeURIComponent(HOOK)}`, import.meta.url);
