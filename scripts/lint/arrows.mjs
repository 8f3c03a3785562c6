/**
 * An ESLint rule: which folders of `www` may import from which, see
 * docs/architecture.md. Imports of types in comments count as well.
 */
import { posix } from 'node:path';

/** From which other folders a folder may import. */
const ARROWS = /** @type {Readonly<Record<string, readonly string[]>>} */ ({
  core: ['pkg', 'data'],
  kit: ['core'],
  run: ['core', 'kit'],
  figures: ['core', 'kit', 'run'],
  'define.js': ['figures'],
  site: ['core', 'kit', 'run', 'figures', 'define.js'],
  package: ['core', 'kit', 'run', 'figures'],
});

/** Figures that train. */
const USERS_OF_RUN = [
  'neuron-gradients',
  'depth-accuracy',
  'learning-speeds',
  'activation-saturation',
  'gradient-cures',
  'training-recipe',
  'gradient-through-time',
  'identity-neuron',
];

/** The part of `run` that runs in a worker, which has no document. */
const IN_WORKER = /^run\/(worker\/|protocol\.js$)/;

/**
 * @param {string} from - path of a module in www
 * @param {string} to - path of a module that it imports
 * @returns {string | null} why it must not; null if it may
 */
export function faultOf(from, to) {
  const [room = '', figure = ''] = from.split('/');
  const [target = '', other = ''] = to.split('/');
  const allowed = [room, ...(ARROWS[room] ?? [])];
  if (!allowed.includes(target)) {
    return `www/${room} may import from ${allowed.join(', ')} only`;
  }
  if (IN_WORKER.test(from) && target !== 'core' && !IN_WORKER.test(to)) {
    return 'what runs in a worker may import the core and its own side only';
  }
  if (from.startsWith('core/worker/') && to.startsWith('core/client/')) {
    return 'what runs in a worker may not import what starts one';
  }
  if (room !== 'figures' || figure === 'index.js') return null;
  if (target === 'run' && !USERS_OF_RUN.includes(figure)) {
    return `${figure} is not listed as a figure that trains: it may not import run`;
  }
  if (target === 'figures' && ![figure, 'index.js'].includes(other)) {
    return 'no figure may import another';
  }
  return null;
}

const IN_COMMENT = /import\(\s*'([^']+)'|@import\b[^@]*?from\s+'([^']+)'/g;

/** @type {import('eslint').Rule.RuleModule} */
const arrows = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { wrongWay: '{{fault}}: see docs/architecture.md' },
  },
  create(context) {
    const { sourceCode } = context;
    const [, file] = /\/www\/(.*)$/.exec(context.filename) ?? [];
    if (file === undefined) return {};

    /**
     * @param {string} specifier
     * @param {import('eslint').AST.SourceLocation} loc
     */
    const check = (specifier, loc) => {
      if (!specifier.startsWith('.')) return;
      const [path = ''] = specifier.split('?');
      const fault = faultOf(file, posix.join(posix.dirname(file), path));
      if (!fault) return;
      context.report({ loc, messageId: 'wrongWay', data: { fault } });
    };
    /** @param {any} node - an import or export */
    const checkNode = ({ source }) => {
      if (typeof source?.value === 'string') check(source.value, source.loc);
    };
    return {
      ImportDeclaration: checkNode,
      ImportExpression: checkNode,
      ExportNamedDeclaration: checkNode,
      ExportAllDeclaration: checkNode,
      Program() {
        for (const { range, value } of sourceCode.getAllComments()) {
          for (const match of value.matchAll(IN_COMMENT)) {
            const start = (range?.[0] ?? 0) + 2 + match.index;
            check(match[1] ?? match[2] ?? '', {
              start: sourceCode.getLocFromIndex(start),
              end: sourceCode.getLocFromIndex(start + match[0].length),
            });
          }
        }
      },
    };
  },
};

export default { rules: { arrows } };
