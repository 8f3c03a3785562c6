/**
 * The package's types: what `tsc` makes of the comments, and in front of it a
 * declaration for each module that is imported by name.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { attributesOf, otherType, typeOf } from './package-manifest.mjs';
import { ALONE, ROOT, WWW } from './package-modules.mjs';

/** @typedef {import('../package.mjs').About} About */

const IMPORT = /(from\s+|import\()(['"])([^'"]+)\2/g;

/**
 * Lit is bundled. Of its types a user needs none: no public member has them.
 */
const LIT = `export declare const LitElement: any;
export declare const noChange: any;
export declare const nothing: any;
export declare const Directive: any;
export type CSSResultGroup = any;
export type DirectiveResult<Class = any> = Class;
export type ElementPart = any;
export type ReactiveController = any;
export type ReactiveControllerHost = any;
export type TemplateResult<Type = any> = Type;
`;

/** @param {string} folder - of the package @param {readonly About[]} figures */
export function writeTypes(folder, figures) {
  const types = join(folder, 'types');
  mkdirSync(`${types}/pkg`, { recursive: true });
  emit(types);
  for (const name of readdirSync(`${WWW}pkg`)) {
    if (!name.endsWith('.d.ts')) continue;
    const text = readFileSync(`${WWW}pkg/${name}`, 'utf8');
    // Few users' settings know it yet, and `free` does the same.
    const known = text.replaceAll('    [Symbol.dispose](): void;\n', '');
    writeFileSync(`${types}/pkg/${name}`, known);
  }
  cpSync(`${WWW}package/element.d.ts`, `${types}/package/element.d.ts`);
  writeFileSync(`${types}/lit.d.ts`, LIT);

  /** @param {string} path @param {string} text */
  const write = (path, text) => writeFileSync(join(folder, path), text);
  for (const [name, path] of Object.entries(ALONE)) {
    write(`${name}.d.ts`, `export * from './types/${path}';\n`);
  }
  write('core.d.ts', "export * from './types/package/core.js';\n");
  write(
    'index.d.ts',
    figures.map(({ name }) => `export * from './${name}.js';\n`).join(''),
  );
  const all = figures
    .map(({ name }) => `import './${name}/define.js';\n`)
    .join('');
  write('define.d.ts', all);
  write('inline.d.ts', all);
  for (const about of figures) {
    const { name, exported } = about;
    write(`${name}.d.ts`, figureTypes(about));
    write(
      `${name}/define.d.ts`,
      `import { ${exported} } from '../${name}.js';

export { ${exported} };

declare global {
  interface HTMLElementTagNameMap {
    '${name}': ${exported};
  }
}
`,
    );
  }
  write('react.d.ts', reactTypes(figures));
  write('react.js', '// Types only.\nexport {};\n');
  keepWhatIsReached(folder, types);
}

/** @param {string} types - the folder that it goes to */
function emit(types) {
  const project = join(ROOT, '.tools/package-types.json');
  const from = relative(dirname(project), ROOT);
  writeFileSync(
    project,
    JSON.stringify({
      extends: `${from}/tsconfig.page.json`,
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        outDir: relative(dirname(project), types),
        rootDir: `${from}/www`,
      },
      include: [
        `${from}/www/package/*.js`,
        `${from}/www/figures/**/*.js`,
        `${from}/www/*.d.ts`,
        ...Object.values(ALONE).map((path) => `${from}/www/${path}`),
      ],
      exclude: [`${from}/www/**/*.test.js`, `${from}/www/pkg`],
    }),
  );
  try {
    execFileSync(`${ROOT}node_modules/.bin/tsc`, ['--project', project], {
      encoding: 'utf8',
    });
  } catch (error) {
    throw new Error(`tsc: ${Reflect.get(Object(error), 'stdout')}`, {
      cause: error,
    });
  } finally {
    rmSync(project);
  }
}

/** @param {About} about @returns {string} the declarations of its module */
function figureTypes(about) {
  const { name, title, exported, Element } = about;
  const short = exported.replace(/Element$/, '');
  const moves = ['play', 'pause', 'step', 'history', 'pace', 'kept'].filter(
    (member) => member in Element.prototype,
  );
  const attributes = attributesOf(about).map(({ name: attribute, field }) => {
    const type = field ? typeOf(field) : otherType(attribute);
    return `  '${attribute}'?: Attribute<${type}>;\n`;
  });
  const more =
    moves.length > 0
      ? `,\n    Pick<Whole, ${moves.map((member) => `'${member}'`).join(' | ')}>`
      : '';
  return `import type {
  Attribute,
  FigureElement,
  FigureProperties,
} from './types/package/element.js';
import type { ${exported} as Whole } from './types/figures/${name}/${name}.js';

export type ${short}State = Whole['state'];
export type ${short}Readings = NonNullable<Whole['readings']>;

/** ${title}. */
export interface ${exported}
  extends FigureElement<${short}State, ${short}Readings>${more} {}
export declare const ${exported}: {
  new (): ${exported};
  readonly prototype: ${exported};
};

/** What a template may write on the element. */
export interface ${short}Attributes
  extends FigureProperties<${short}State> {
${attributes.filter((line) => !/'(hide|open|theme)'/.test(line)).join('')}}
`;
}

/** @param {readonly About[]} figures @returns {string} what a page of React may write */
function reactTypes(figures) {
  const shorts = figures.map(({ name, exported }) => ({
    name,
    exported,
    short: exported.replace(/Element$/, ''),
  }));
  const imports = shorts.map(
    ({ name, exported, short }) =>
      `import type {\n  ${exported},\n  ${short}Attributes,\n  ${short}Readings,\n  ${short}State,\n} from './${name}.js';\n`,
  );
  const elements = shorts.map(
    ({ name, exported, short }) =>
      `      '${name}': FigureProps<\n        ${exported},\n        ${short}Attributes,\n        ${short}State,\n        ${short}Readings\n      >;\n`,
  );
  return `import type { ClassAttributes, HTMLAttributes } from 'react';
${imports.join('')}
type FigureProps<Element, Attributes, State, Readings> = Omit<
  HTMLAttributes<Element>,
  keyof Attributes
> &
  ClassAttributes<Element> &
  Attributes & {
    onstatechange?: (event: CustomEvent<Readonly<State>>) => void;
    onreadingschange?: (event: CustomEvent<Readonly<Readings>>) => void;
  };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${elements.join('')}    }
  }
}
`;
}

/**
 * Takes away what no declaration of the package leads to, and leads Lit's names
 * to what stands for them.
 *
 * @param {string} folder - of the package
 * @param {string} types - in it
 */
function keepWhatIsReached(folder, types) {
  /** @type {Set<string>} */
  const reached = new Set();
  /** @param {string} path */
  const reach = (path) => {
    if (reached.has(path) || !existsSync(path)) return;
    reached.add(path);
    const text = readFileSync(path, 'utf8');
    const led = text.replace(IMPORT, (whole, before, quote, specifier) => {
      if (!/^lit(-html)?(\/|$)/.test(specifier)) return whole;
      const lit = relative(dirname(path), `${types}/lit.js`);
      return `${before}${quote}${lit.startsWith('.') ? lit : `./${lit}`}${quote}`;
    });
    if (led !== text) writeFileSync(path, led);
    for (const [, , , specifier = ''] of led.matchAll(IMPORT)) {
      if (!specifier.startsWith('.')) continue;
      reach(join(dirname(path), specifier.replace(/\.js$/, '.d.ts')));
    }
    for (const [, specifier = ''] of led.matchAll(/^import '([^']+)';/gm)) {
      reach(join(dirname(path), specifier.replace(/\.js$/, '.d.ts')));
    }
  };
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.d.ts')) reach(join(folder, name));
  }
  for (const name of readdirSync(types, { recursive: true })) {
    const path = join(types, String(name));
    if (path.endsWith('.d.ts') && !reached.has(path)) rmSync(path);
  }
}
