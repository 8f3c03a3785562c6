/**
 * Builds the targets and runs them. `cargo fuzz` would do the same with a nightly Rust; its
 * instruments are switched on here by flags that every Rust has.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../fuzz/', import.meta.url));
const FLAGS = [
  ...['--cfg', 'fuzzing', '-Cpasses=sancov-module'],
  ...['level=4', 'inline-8bit-counters', 'pc-table', 'trace-compares'].map(
    (option) => `-Cllvm-args=-sanitizer-coverage-${option}`,
  ),
];

/** Of an input, in bytes; for one, in seconds; for a target, in megabytes. */
const LIMITS = ['-max_len=8192', '-timeout=20', '-rss_limit_mb=1024'];

/**
 * @param {number} seconds - for each target
 * @param {readonly string[]} wanted - their names; all of them if there is none
 * @returns {number} 1 if there was a finding, which is in `fuzz/artifacts`, otherwise 0
 */
export function fuzzCore(seconds, wanted) {
  const host = /^host: (.*)$/m.exec(run('rustc', ['-vV']).stdout)?.[1] ?? '';
  const env = { ...process.env, CARGO_ENCODED_RUSTFLAGS: FLAGS.join('\x1f') };
  // With a target given, what runs while it is built has no instruments.
  const build = ['build', '--release', '--target', host];
  const target = ['--target-dir', `${FOLDER}../target/fuzz`];
  const at = ['--manifest-path', `${FOLDER}Cargo.toml`];
  if (run('cargo', [...build, ...target, ...at], { env }).status !== 0) {
    return 1;
  }
  const names = readdirSync(`${FOLDER}fuzz_targets`).map((file) =>
    basename(file, '.rs'),
  );
  for (const name of names) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const [corpus, artifacts] = ['corpus', 'artifacts'].map(
      (folder) => `${FOLDER}${folder}/${name}/`,
    );
    for (const folder of [corpus, artifacts]) {
      mkdirSync(String(folder), { recursive: true });
    }
    const { status, stderr } = run(
      `${FOLDER}../target/fuzz/${host}/release/${name}`,
      [
        String(corpus),
        `-artifact_prefix=${artifacts}`,
        `-max_total_time=${seconds}`,
        ...LIMITS,
      ],
      { env: { ...process.env, SEEDS: corpus }, stdio: 'pipe' },
    );
    const [, tries = '?', , took = '?'] =
      /Done (\d+) (runs|units) in (\d+) second/.exec(stderr) ?? [];
    if (status !== 0) {
      process.stderr.write(`${stderr.slice(-4000)}\n${name}: a finding\n`);
      return 1;
    }
    process.stdout.write(`${tries} inputs in ${took} s: ${name}\n`);
  }
  return 0;
}

/** @param {string} program @param {readonly string[]} words @param {import('node:child_process').SpawnSyncOptions} [options] */
function run(program, words, options = {}) {
  const { status, stdout, stderr } = spawnSync(program, words, {
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
    ...options,
  });
  return { status, stdout: String(stdout), stderr: String(stderr) };
}
