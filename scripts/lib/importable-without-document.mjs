/**
 * Whoever renders pages on a server may import the figures there, where nothing
 * happens. Lit's build for browsers asks for a document at once; its build for
 * Node brings a document along.
 *
 * @returns {import('vite').Plugin}
 */
export function importableWithoutDocument() {
  const changes = [
    ['extends HTMLElement', 'extends(globalThis.HTMLElement??class{})'],
    ['=document,', '=globalThis.document??{createTreeWalker(){}},'],
  ];
  return {
    name: 'importable-without-document',
    apply: 'build',
    transform: {
      filter: { id: /\/(reactive-element|lit-html)\.js$/ },
      handler(code) {
        const [from = '', to = ''] =
          changes.find(([name = '']) => code.includes(name)) ?? [];
        if (from === '') {
          this.error('found none of what Lit does with a document');
        }
        return { code: code.replace(from, to), map: null };
      },
    },
  };
}
