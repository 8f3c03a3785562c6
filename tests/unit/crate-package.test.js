/** The crate as others read it: what a package of it has, and an example for each module. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

const CRATE = fileURLToPath(new URL('../../crate/', import.meta.url));

test('every module of the crate begins with an example', () => {
  const root = readFileSync(`${CRATE}src/lib.rs`, 'utf8');
  const modules = [...root.matchAll(/^pub mod (\w+);/gm)].map(
    ([, name]) => name,
  );
  assert.ok(modules.length > 10);
  for (const name of ['lib', ...modules]) {
    const file = [`${name}.rs`, `${name}/mod.rs`]
      .map((path) => `${CRATE}src/${path}`)
      .find(existsSync);
    assert.ok(file, name);
    // Doctests run it.
    assert.match(readFileSync(file, 'utf8'), /^\/\/! ```$/m, name);
  }
});

test('a package of the crate has its sources, its licences and its README', (t) => {
  let listed;
  try {
    listed = execFileSync('cargo', ['package', '--list', '--allow-dirty'], {
      cwd: CRATE,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    if (/** @type {any} */ (error).code !== 'ENOENT') throw error;
    t.skip('no cargo here');
    return;
  }
  const others = listed
    .split('\n')
    .filter((path) => path && !/^src\/.*\.rs$/.test(path));
  assert.deepEqual(
    others.filter((path) => path !== '.cargo_vcs_info.json').sort(),
    [
      'Cargo.lock',
      'Cargo.toml',
      'Cargo.toml.orig',
      'LICENSE-APACHE',
      'LICENSE-MIT',
      'README.md',
    ],
  );
});
