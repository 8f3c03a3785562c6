/**
 * Checks licences, sources and versions of all dependencies by what is locked,
 * without the network: node scripts/dependencies.mjs
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  cargoProblems,
  fuzzProblems,
  npmProblems,
} from './lib/dependencies.mjs';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** @param {string} name */
const read = (name) => readFileSync(`${ROOT}${name}`, 'utf8');

/**
 * @param {string} manifest
 * @returns {import('./lib/dependencies.mjs').Crate[]} the crates that are locked for it
 */
function cratesOf(manifest) {
  const flags = ['--offline', '--locked', '--format-version=1'];
  const written = execFileSync(
    'cargo',
    ['metadata', ...flags, '--manifest-path', manifest],
    // What it says of crates that were not fetched is said below.
    { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, stdio: 'pipe' },
  );
  return JSON.parse(written).packages;
}

/** @returns {ReturnType<typeof cratesOf>} none where they were never fetched, since only `scripts/fuzz` does */
function cratesOfFuzz() {
  try {
    return cratesOf('fuzz/Cargo.toml');
  } catch {
    process.stdout.write(
      'the crates of fuzz/ were not fetched here: only their lock is checked\n',
    );
    return [];
  }
}

const packages = cratesOf('Cargo.toml');
const lock = JSON.parse(read('package-lock.json'));
const coreLock = read('Cargo.lock');
const problems = [
  ...npmProblems(lock),
  ...cargoProblems(coreLock, packages),
  ...fuzzProblems(read('fuzz/Cargo.lock'), coreLock, cratesOfFuzz()),
];
process.stdout.write(
  problems.length > 0
    ? `${problems.join('\n')}\n`
    : `${Object.keys(lock.packages).length - 1} packages of npm and ${packages.length} crates: nothing to say against them\n`,
);
process.exitCode = problems.length > 0 ? 1 : 0;
