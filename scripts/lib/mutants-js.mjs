/**
 * Stryker's faults in the modules of the shell. Its instrumenter puts all of a module's into a
 * copy of the tree at once, each behind a switch; this runs the tests for one switch after the
 * other: of the files nearest to the module those that reach the fault, until one fails.
 * Stryker's own runners know neither node's test runner nor samples.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { ROOT, copyTree } from './tree-copy.mjs';

const INSTRUMENTER = '@stryker-mutator/instrumenter@9.6.1';
const TOOL = join(ROOT, '.tools/stryker/');
const COPY = join(ROOT, '.tools/mutants-js/');

/** What a test may take: in seconds of the processor, and in milliseconds of the clock. */
const LIMITS = { processor: 60, clock: 300_000 };

/** Of a fault: those that reach its module through the fewest others. */
const MOST_TESTS = 8;

const TESTS = /^(www\/(core|kit|run|site)|tests\/unit)\/.*\.test\.js$/;

/** Modules without a document, whose results are words or numbers. */
const MODULES = [
  ...['core/digits', 'core/own-digits'],
  ...['kit/attributes', 'kit/link', 'kit/number-text', 'kit/numbers'],
  ...['kit/palette', 'kit/schema', 'kit/predict/curve'],
  ...['run/commentary', 'run/commentary-rules', 'run/fingerprint'],
  ...['run/kept-text', 'run/npz', 'run/pace', 'run/run-words', 'run/saved-run'],
  ...['run/transport', 'site/embed-codes', 'site/links', 'site/messages'],
  'site/scenes',
].map((name) => `www/${name}.js`);

/**
 * @typedef {object} Mutant
 * @property {string} id - of its switch
 * @property {string} fileName
 * @property {string} mutatorName
 * @property {string} replacement
 * @property {{ start: { line: number, column: number }, end: { line: number, column: number } }} location
 *   lines and columns from 0
 */

/**
 * @param {readonly string[]} wanted - paths of modules; the list's if there is none
 * @param {number} every - only each so manieth of a module
 * @param {number} from - the first of them, from 0
 */
export async function tryMutants(wanted, every, from) {
  bringInstrumenter();
  const files = copyTree(COPY);
  const modules = wanted.length > 0 ? wanted : MODULES;
  const { contents, mutants } = await instrumented(modules);
  for (const [module, content] of contents) {
    writeFileSync(join(COPY, module), content);
  }
  const tests = files.filter((file) => TESTS.test(file));
  const totals = { tried: 0, killed: 0 };
  for (const module of modules) {
    const near = nearest(module, tests);
    const sample = mutants
      .filter(({ fileName }) => fileName === module)
      .filter((_, index) => index % every === from);
    const missed = sample.filter(({ id }) => {
      const variables = { __STRYKER_ACTIVE_MUTANT__: id };
      return near
        .filter((test) => reachedBy(test).has(id))
        .every((test) => passes(test, variables));
    });
    for (const mutant of missed) say(described(mutant));
    totals.tried += sample.length;
    totals.killed += sample.length - missed.length;
    say(
      `${module}: ${sample.length - missed.length} of ${sample.length} noticed`,
    );
  }
  say(`in all: ${totals.killed} of ${totals.tried} noticed`);
}

/**
 * @param {readonly string[]} modules
 * @returns {Promise<{ contents: [module: string, content: string][], mutants: Mutant[] }>}
 */
async function instrumented(modules) {
  const from = createRequire(join(TOOL, 'package.json'));
  const path = from.resolve('@stryker-mutator/instrumenter');
  // eslint-disable-next-line no-unsanitized/method -- it is found where it was put, no link's word
  const { Instrumenter } = await import(pathToFileURL(path).href);
  const silent = { debug() {}, info() {}, isDebugEnabled: () => false };
  const { files, mutants } = await new Instrumenter(silent).instrument(
    modules.map((name) => ({ name, mutate: true, content: sourceOf(name) })),
    { plugins: null, excludedMutations: [], ignorers: [], noHeader: false },
  );
  return {
    contents: files.map(
      (/** @type {{ name: string, content: string }} */ file) => [
        file.name,
        file.content,
      ],
    ),
    mutants,
  };
}

/** @param {string} module */
const sourceOf = (module) => readFileSync(join(ROOT, module), 'utf8');

/**
 * @param {string} module
 * @param {readonly string[]} tests
 * @returns {string[]} its own test and those that reach it through the fewest modules
 */
function nearest(module, tests) {
  const own = module.replace(/\.js$/, '.test.js');
  return tests
    .map((test) => ({ test, modules: importedBy(test) }))
    .filter(({ modules }) => modules.has(join(COPY, module)))
    .sort(
      (one, other) =>
        Number(other.test === own) - Number(one.test === own) ||
        one.modules.size - other.modules.size,
    )
    .slice(0, MOST_TESTS)
    .map(({ test }) => test);
}

/**
 * @param {string} file
 * @param {Set<string>} [found]
 * @returns {Set<string>} paths of the modules that it imports, and what these import
 */
function importedBy(file, found = new Set()) {
  const path = resolve(COPY, file);
  if (found.has(path) || !existsSync(path)) return found;
  found.add(path);
  const imports = readFileSync(path, 'utf8').matchAll(
    /(?:from|import)\s*\(?\s*'(\.[^']+\.m?js)'/g,
  );
  for (const [, name] of imports) {
    importedBy(join(dirname(path), String(name)), found);
  }
  return found;
}

/** @type {Map<string, ReadonlySet<string>>} by test */
const reached = new Map();

/**
 * Runs a test once without a fault.
 *
 * @param {string} test
 * @returns {ReadonlySet<string>} the faults that it reaches
 */
function reachedBy(test) {
  const known = reached.get(test);
  if (known) return known;
  const list = join(COPY, 'reached.json');
  rmSync(list, { force: true });
  const isFit = passes(test, { REACHED: list }, ['--import', HOOK]);
  // One that needs what the copy has not, such as git, would notice anything.
  if (!isFit) say(`  left out: ${test} fails without any fault`);
  const ids = new Set(isFit ? JSON.parse(readFileSync(list, 'utf8')) : []);
  reached.set(test, ids);
  return ids;
}

const HOOK = `data:text/javascript,${encodeURIComponent(`
  import { writeFileSync } from 'node:fs';
  process.on('exit', () => {
    const { static: early = {}, perTest = {} } = globalThis.__stryker__?.mutantCoverage ?? {};
    writeFileSync(process.env.REACHED, JSON.stringify(
      [early, ...Object.values(perTest)].flatMap(Object.keys)));
  });
`)}`;

/**
 * @param {string} test
 * @param {Record<string, string>} variables
 * @param {readonly string[]} [flags]
 */
function passes(test, variables, flags = []) {
  // A fault may be a loop without an end; the clock alone would also stop what has to wait.
  const { status } = spawnSync(
    'bash',
    [
      '-c',
      `ulimit -t ${LIMITS.processor}; exec "$@"`,
      'test',
      process.execPath,
      ...flags,
      test,
    ],
    {
      cwd: COPY,
      env: { ...process.env, ...variables },
      stdio: 'ignore',
      timeout: LIMITS.clock,
    },
  );
  return status === 0;
}

/** @param {Mutant} mutant */
function described(mutant) {
  const { start, end } = mutant.location;
  const lines = sourceOf(mutant.fileName).split('\n');
  const was =
    start.line === end.line
      ? String(lines[start.line]).slice(start.column, end.column)
      : `${String(lines[start.line]).slice(start.column)} …`;
  const now = mutant.replacement.replace(/\s+/g, ' ').slice(0, 70);
  return `  ${mutant.fileName}:${start.line + 1}: ${was.slice(0, 90)} → ${now} (${mutant.mutatorName})`;
}

function bringInstrumenter() {
  const found = join(TOOL, 'node_modules/@stryker-mutator/instrumenter');
  if (existsSync(found)) return;
  mkdirSync(TOOL, { recursive: true });
  writeFileSync(join(TOOL, 'package.json'), '{ "private": true }\n');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', ['install', ...flags, INSTRUMENTER], {
    cwd: TOOL,
    stdio: 'inherit',
  });
}

/** @param {string} words */
function say(words) {
  process.stdout.write(`${words}\n`);
}
