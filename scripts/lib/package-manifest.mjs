/** The package's custom-elements manifest, from what the figures declare. */
import { readFileSync } from 'node:fs';
import { attributeName } from '../../www/kit/attributes.js';
import { meaningsOf } from '../state-tables.mjs';
import { WWW } from './package-modules.mjs';

/** @typedef {import('../package.mjs').About} About */
/** @typedef {import('../../www/kit/schema.js').AnyField} AnyField */

/** Attributes that are no part of a state. */
const OTHERS =
  /** @type {Readonly<Record<string, [type: string, description: string]>>} */ ({
    hide: ['string', 'names of controls that are not to be shown'],
    open: ['string', 'names of drawers that begin open'],
    theme: ["'light' | 'dark' | 'auto'", 'by default that of the surroundings'],
    pace: ["'slow' | 'normal' | 'fast'", 'how fast it plays'],
    kept: ['string', 'runs to train and keep behind that of the figure'],
    measuring: ['string', 'which epochs are measured'],
    run: ['string', 'figures of one name share one run'],
  });

const MEMBERS = [
  [
    'state',
    'State',
    'the whole state; setting it checks all of it, and keys left out stay as they are',
  ],
  ['readings', 'Readings | undefined', 'the numbers now shown', true],
  ['history', 'History | undefined', 'every row of the run', true],
  [
    'permalink',
    'string',
    'the address of the figure in its state, where the site is known',
    true,
  ],
  ['embedCode', 'string', 'HTML of a frame with the figure, likewise', true],
  ['canUndo', 'boolean', 'whether there is a change to take back', true],
  ['canRedo', 'boolean', 'whether there is one to do again', true],
];

const METHODS = [
  ['play', 'plays to the end'],
  ['pause', 'stops where it is'],
  ['step', 'goes on by one'],
  ['reset', 'goes back to the start'],
  ['undo', 'takes the last change of the state back'],
  ['redo', 'does again what was taken back'],
];

/** @param {AnyField} field @returns {string} the type of its values, as in TypeScript */
export function typeOf(field) {
  if (field.kind === 'numbers') return 'readonly number[]';
  if (field.kind === 'number') return 'number';
  return field.options
    .map((/** @type {unknown} */ option) =>
      typeof option === 'string' ? `'${option}'` : String(option),
    )
    .join(' | ');
}

/** @param {About} about @returns {{ name: string, key?: string, field?: AnyField }[]} its attributes */
export function attributesOf({ Element }) {
  const { schema } = Element;
  const own = schema.keys.map((/** @type {string} */ key) => ({
    name: attributeName(schema, key),
    key,
    field: schema.fields[key],
  }));
  const names = new Set(
    own.map((/** @type {{ name: string }} */ { name }) => name),
  );
  const others = Element.observedAttributes.filter(
    (/** @type {string} */ name) => !names.has(name) && name in OTHERS,
  );
  const shared = others.includes('measuring') ? ['run'] : [];
  return [...own, ...[...others, ...shared].map((name) => ({ name }))];
}

/** @param {string} name - of an attribute that is no part of the state @returns {string} its type */
export const otherType = (name) => OTHERS[name]?.[0] ?? 'string';

/** @returns {{ name: string, description: string }[]} the colours and sizes of tokens.css */
function cssProperties() {
  const text = readFileSync(`${WWW}kit/tokens.css`, 'utf8');
  const names = new Set(text.match(/--ug-[\w-]+(?=:)/g));
  return [...names].map((name) => ({
    name,
    description: `the figure's ${name.slice('--ug-'.length).replaceAll('-', ' ')}`,
  }));
}

/** @param {About} about @returns {object} the declaration of its class */
function declarationOf(about) {
  const { name, title, exported, Element } = about;
  const meanings = meaningsOf(name);
  /** @param {string} member */
  const has = (member) => member in Element.prototype;
  return {
    kind: 'class',
    name: exported,
    tagName: name,
    customElement: true,
    summary: title,
    superclass: { name: 'HTMLElement' },
    attributes: attributesOf(about).map(({ name: attribute, key, field }) =>
      key && field
        ? {
            name: attribute,
            type: { text: typeOf(field) },
            default: /** @type {any} */ (field).write(field.default),
            description: meanings(key),
          }
        : {
            name: attribute,
            type: { text: otherType(attribute) },
            description: OTHERS[attribute]?.[1],
          },
    ),
    members: [
      ...MEMBERS.filter(([member]) => has(String(member))).map(
        ([member, type, description, readonly]) => ({
          kind: 'field',
          name: member,
          type: { text: type },
          description,
          ...(readonly && { readonly }),
        }),
      ),
      ...METHODS.filter(([member = '']) => has(member)).map(
        ([member, description]) => ({
          kind: 'method',
          name: member,
          description,
        }),
      ),
    ],
    events: ['state', 'readings'].map((what) => ({
      name: `${what}change`,
      type: { text: 'CustomEvent' },
      description: `at most once a frame; \`detail\` is the ${what}`,
    })),
    cssProperties: cssProperties(),
  };
}

/** @param {readonly About[]} figures @returns {object} of schema version 2.1.0 */
export function manifest(figures) {
  return {
    schemaVersion: '2.1.0',
    modules: figures.flatMap((about) => {
      const { name, exported } = about;
      const path = `${name}.js`;
      const declaration = { name: exported, module: path };
      return [
        {
          kind: 'javascript-module',
          path,
          declarations: [declarationOf(about)],
          exports: [{ kind: 'js', name: exported, declaration }],
        },
        {
          kind: 'javascript-module',
          path: `${name}/define.js`,
          exports: [{ kind: 'custom-element-definition', name, declaration }],
        },
      ];
    }),
  };
}
