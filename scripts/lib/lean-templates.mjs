/**
 * Takes the indentation out of Lit's templates. A line break stays where one
 * was: in HTML and SVG that is as much space as any more of it, and no line of
 * the source moves.
 */

/** @import { Plugin } from 'vite' */

const TAGS = ['html', 'svg'];

/**
 * @param {any} node - of a syntax tree
 * @param {{ start: number, end: number }[]} found - gets the texts of templates
 */
function collect(node, found) {
  if (node === null || typeof node !== 'object') return;
  if (
    node.type === 'TaggedTemplateExpression' &&
    TAGS.includes(node.tag.name)
  ) {
    found.push(...node.quasi.quasis);
  }
  for (const child of Object.values(node)) collect(child, found);
}

/** @returns {Plugin} */
export function leanTemplates() {
  return {
    name: 'lean-templates',
    apply: 'build',
    transform: {
      filter: { id: /\/www\/.*\.js$/, code: /\b(html|svg)`/ },
      handler(code) {
        /** @type {{ start: number, end: number }[]} */
        const texts = [];
        collect(this.parse(code), texts);
        texts.sort((a, b) => b.start - a.start);
        const lean = texts.reduce(
          (all, { start, end }) =>
            all.slice(0, start) +
            all
              .slice(start, end)
              .replace(/\n\s+/g, (space) => space.replace(/[^\n]/g, '')) +
            all.slice(end),
          code,
        );
        return { code: lean, map: null };
      },
    },
  };
}
