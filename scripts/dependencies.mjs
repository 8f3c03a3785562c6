/**
 * Checks licences, sources and versions of all dependencies by what is locked,
 * without the network: node scripts/dependencies.mjs
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cargoProblems, npmProblems } from './lib/dependencies.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** @param {string} name */
const read = (name) => readFileSync(`${ROOT}${name}`, 'utf8');

const { packages } = JSON.parse(
  execFileSync(
    'cargo',
    ['metadata', '--offline', '--locked', '--format-version=1'],
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 },
  ),
);
const lock = JSON.parse(read('package-lock.json'));
const problems = [
  ...npmProblems(lock),
  ...cargoProblems(read('Cargo.lock'), packages),
];
process.stdout.write(
  problems.length > 0
    ? `${problems.join('\n')}\n`
    : `${Object.keys(lock.packages).length - 1} packages of npm and ${packages.length} crates: nothing to say against them\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
