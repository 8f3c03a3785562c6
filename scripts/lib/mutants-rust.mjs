/**
 * The faults of cargo-mutants in the numbers of the core. It lists them; this puts them into a
 * copy of the tree, compiled without optimisation, and runs the tests of the fault's own module,
 * then those of `crate/tests/native` that have to do with it. Its own runner knows one set of
 * tests for all, which takes minutes for each fault.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ROOT, copyTree } from './tree-copy.mjs';

const TOOL = join(ROOT, '.tools/cargo-mutants/');
const COPY = join(ROOT, '.tools/mutants-rust/');

/** What a compilation or the tests may take: seconds of the processor, kilobytes, milliseconds. */
const LIMITS = { processor: 120, memory: 12_000_000, clock: 900_000 };

/** For a folder or a file of `crate/src`: what the names of its tests in `crate/tests/native` begin with. */
const NATIVE = {
  chain: ['chain', 'random_chains', 'window', 'by_hand'],
  circuits: ['circuits'],
  data: ['entrances', 'digits'],
  jacobians: ['jacobians'],
  linear_reader: ['reading'],
  maths: ['chain', 'backpropagation', 'reproducing'],
  measures: ['random_chains', 'measuring', 'saturation'],
  network: ['backpropagation', 'engine', 'by_hand', 'reproducing'],
  random: ['reproducing', 'random_chains'],
  recurrent: ['recurrent'],
  statistics: ['random_chains'],
  training: ['cures', 'engine', 'endings', 'snapshots', 'entrances', 'golden'],
};

const FILES = [
  ...[
    'chain.rs',
    'chain/attribution.rs',
    'chain/check.rs',
    'chain/ensemble.rs',
  ],
  ...['chain/identity.rs', 'chain/sized.rs', 'chain/window.rs', 'measures.rs'],
  ...['statistics.rs', 'random.rs', 'network/backpropagation.rs'],
  ...['network/cost.rs', 'network/moments.rs', 'network/output.rs'],
  ...['network/drawing.rs', 'training/beginning.rs'],
  ...['network/activation/*.rs', 'network/initialisation/*.rs'],
  ...['training/optimiser.rs', 'training/optimiser/*.rs'],
  ...['training/schedule.rs', 'training/schedule/*.rs'],
  ...['training/normalisation/*.rs', 'training/saved.rs'],
  ...['data/idx.rs', 'data/inflate.rs', 'data/checksum.rs'],
].map((name) => `crate/src/${name}`);

/** As little as keeps the tests quick; the crates that it uses stay optimised. */
const PROFILES = ['dev', 'test']
  .map(
    (name) =>
      `[profile.${name}.package.unstable-gradients]\nopt-level = 1\ndebug = false\n`,
  )
  .join('');

/**
 * @typedef {object} Mutant
 * @property {string} name
 * @property {string} file
 * @property {string} replacement
 * @property {{ start: Place, end: Place }} span - what is replaced
 */
/** @typedef {{ line: number, column: number }} Place - from 1 */

/**
 * @param {readonly string[]} wanted - paths of files; the list's if there is none
 * @param {number} every - only each so manieth of a file
 * @param {number} from - the first of them, from 0
 */
export function tryMutants(wanted, every, from) {
  bringCargoMutants();
  copyTree(COPY);
  mkdirSync(join(COPY, '.cargo'), { recursive: true });
  writeFileSync(join(COPY, '.cargo/config.toml'), PROFILES);
  const mutants = listed(wanted.length > 0 ? wanted : FILES);
  const totals = { tried: 0, killed: 0, refused: 0 };
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    const sample = mutants
      .filter((mutant) => mutant.file === file)
      .filter((_, index) => index % every === from);
    const counts = tryFile(file, sample);
    totals.tried += counts.tried;
    totals.killed += counts.killed;
    totals.refused += counts.refused;
    say(`${file}: ${counts.killed} of ${counts.tried} noticed`);
  }
  say(
    `in all: ${totals.killed} of ${totals.tried} noticed; ${totals.refused} more the compiler refuses`,
  );
}

/**
 * @param {string} file
 * @param {readonly Mutant[]} sample
 */
function tryFile(file, sample) {
  const [, room = ''] = /^crate\/src\/(\w+)/.exec(file) ?? [];
  const filters = NATIVE[/** @type {keyof typeof NATIVE} */ (room)] ?? [];
  const own = ['--lib', `${room}::`];
  const native = ['--test', 'native', '--', ...filters];
  const path = join(COPY, file);
  const source = readFileSync(path, 'utf8');
  for (const tests of [own, native]) {
    if (outcome(tests) === 'passed') continue;
    throw new Error(`${tests.join(' ')} fails without any fault`);
  }
  const counts = { tried: 0, killed: 0, refused: 0 };
  for (const mutant of sample) {
    writeFileSync(path, replaced(source, mutant));
    let result = outcome(own);
    if (result === 'passed') result = outcome(native);
    if (result === 'refused') counts.refused += 1;
    else counts.tried += 1;
    if (result === 'failed') counts.killed += 1;
    if (result === 'passed') say(`  ${mutant.name}`);
  }
  writeFileSync(path, source);
  return counts;
}

/**
 * @param {readonly string[]} files
 * @returns {Mutant[]}
 */
function listed(files) {
  const wanted = files.flatMap((file) => ['--file', file]);
  const flags = ['mutants', '--list', '--json', '--dir', COPY, ...wanted];
  const written = execFileSync(join(TOOL, 'bin/cargo-mutants'), flags, {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(written);
}

/**
 * @param {string} source
 * @param {Mutant} mutant
 * @returns {string} it with the fault
 */
function replaced(source, { replacement, span }) {
  const lines = source.split('\n');
  const at = (/** @type {Place} */ { line, column }) =>
    lines.slice(0, line - 1).reduce((sum, text) => sum + text.length + 1, 0) +
    [...String(lines[line - 1])].slice(0, column - 1).join('').length;
  return (
    source.slice(0, at(span.start)) + replacement + source.slice(at(span.end))
  );
}

/**
 * @param {readonly string[]} tests - for `cargo test`
 * @returns {'passed' | 'failed' | 'refused'} refused by the compiler
 */
function outcome(tests) {
  const limits = `ulimit -t ${LIMITS.processor} -v ${LIMITS.memory}; exec "$@"`;
  // Apart from the tree's own: cargo would take what the copy left there for it.
  const target = join(
    process.env['CARGO_TARGET_DIR'] ?? join(ROOT, 'target'),
    'mutants',
  );
  const command = ['cargo', 'test', '--quiet', '-p', 'unstable-gradients'];
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', limits, 'test', ...command, ...tests],
    {
      cwd: COPY,
      encoding: 'utf8',
      env: { ...process.env, CARGO_TARGET_DIR: target },
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: LIMITS.clock,
    },
  );
  if (status === 0) return 'passed';
  return stderr.includes('could not compile') ? 'refused' : 'failed';
}

function bringCargoMutants() {
  if (existsSync(join(TOOL, 'bin/cargo-mutants'))) return;
  const flags = ['install', 'cargo-mutants', '--locked', '--quiet'];
  execFileSync('cargo', [...flags, '--root', TOOL], { stdio: 'inherit' });
}

/** @param {string} words */
function say(words) {
  process.stdout.write(`${words}\n`);
}
