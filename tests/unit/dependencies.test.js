import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import test from 'node:test';
import {
  cargoProblems,
  fuzzProblems,
  isAllowed,
  npmProblems,
} from '../../scripts/lib/dependencies.mjs';
import { notices } from '../../scripts/lib/package-notices.mjs';

const ROOT = new URL('../../', import.meta.url);

/** @param {string} name */
const read = (name) => readFileSync(new URL(name, ROOT), 'utf8');

test('an SPDX expression is allowed if one may choose what is', () => {
  const allowed = new Set(['MIT', 'ISC']);
  for (const expression of [
    'MIT',
    'GPL-3.0 OR MIT',
    'Apache-2.0/MIT',
    '(MIT OR GPL-3.0) AND ISC',
  ]) {
    assert.ok(isAllowed(expression, allowed), expression);
  }
  for (const expression of [
    '',
    'GPL-3.0',
    'MIT AND GPL-3.0',
    '(MIT OR ISC) AND GPL-3.0',
    'MIT WITH an-exception',
    '(MIT',
    'SEE LICENSE IN LICENSE',
  ]) {
    assert.ok(!isAllowed(expression, allowed), expression);
  }
});

test('nothing is wrong with the lock of npm, and each fault in it is found', () => {
  const lock = JSON.parse(read('package-lock.json'));
  assert.deepEqual(npmProblems(lock), []);
  /** @type {[object, RegExp][]} */
  const faults = [
    [{ license: 'GPL-3.0' }, /licence GPL-3.0/],
    [{ license: 'CC-BY-4.0' }, /licence CC-BY-4.0/],
    [{ license: undefined }, /licence undefined/],
    [{ integrity: undefined }, /hash/],
    [{ integrity: 'sha1-abc' }, /hash/],
    [{ resolved: 'git+ssh://git@example.org/lit.git' }, /registry/],
    [{ version: 'file:../lit' }, /registry/],
    [{ hasInstallScript: true }, /script/],
  ];
  const lit = lock.packages['node_modules/lit'];
  for (const [fault, words] of faults) {
    const packages = { 'node_modules/lit': { ...lit, ...fault } };
    assert.match(npmProblems({ packages }).join('\n'), words);
  }
  const twice = { ...lit, version: '2.0.0' };
  const packages = { 'node_modules/lit': lit, 'a/node_modules/lit': twice };
  assert.match(npmProblems({ packages }).join('\n'), /lit: visitors are sent/);
});

test('the notices say where the source of what is under the MPL is', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const { version } = packages['node_modules/mediabunny'];
  const source = `https://registry.npmjs.org/mediabunny/-/mediabunny-${version}.tgz`;
  const text = notices('package');
  assert.match(text, /^- mediabunny .*: MPL-2\.0; its source/m);
  assert.ok(text.includes(`<${source}>`));
  assert.match(text, /Mozilla Public License Version 2\.0/);
});

test('nothing is wrong with the lock of cargo, and each fault in it is found', () => {
  const lock = read('Cargo.lock');
  assert.deepEqual(cargoProblems(lock, []), []);
  /** @type {[string | RegExp, string, RegExp][]} */
  const faults = [
    [
      /^source = .*$/m,
      'source = "git+https://example.org/a"',
      /comes from git/,
    ],
    [/^checksum = .*$/m, '', /no checksum/],
    ['name = "libm"', 'name = "ndarray"', /ndarray: is there in versions/],
    ['name = "syn"', 'name = "syn-2"', /syn: .*not needed/],
  ];
  for (const [from, to, words] of faults) {
    assert.match(cargoProblems(lock.replace(from, to), []).join('\n'), words);
  }
  const crate = { name: 'a', version: '1.0.0', source: 'registry+x' };
  const of = (/** @type {string | null} */ license) =>
    cargoProblems(lock, [{ ...crate, license }]);
  assert.deepEqual(of('MIT OR GPL-3.0'), []);
  assert.match(of('GPL-3.0').join('\n'), /licence GPL-3.0/);
  assert.match(of(null).join('\n'), /licence null/);
});

test('what fuzzes has the versions of the core, and each fault in its lock is found', () => {
  const [lock, core] = [read('fuzz/Cargo.lock'), read('Cargo.lock')];
  assert.deepEqual(fuzzProblems(lock, core, []), []);
  /** @type {[string | RegExp, string, RegExp][]} */
  const faults = [
    [/^source = .*$/m, 'source = "git+https://example.org/a"', /comes from/],
    [/^checksum = .*$/m, '', /no checksum/],
    ['name = "libm"', 'name = "ndarray"', /ndarray: .* Cargo\.lock 0\.17/],
    ['name = "arbitrary"', 'name = "libfuzzer-sys"', /libfuzzer-sys: is there/],
  ];
  for (const [from, to, words] of faults) {
    const problems = fuzzProblems(lock.replace(from, to), core, []);
    assert.match(problems.join('\n'), words);
  }
  const engine = { name: 'a', version: '1.0.0', source: 'registry+x' };
  const of = (/** @type {string} */ license) =>
    fuzzProblems(lock, core, [{ ...engine, license }]);
  assert.deepEqual(of('(MIT OR Apache-2.0) AND NCSA'), []);
  assert.match(of('GPL-3.0').join('\n'), /licence GPL-3.0/);
  const shipped = cargoProblems(core, [{ ...engine, license: 'NCSA' }]);
  assert.match(shipped.join('\n'), /licence NCSA/);
});

test('every action of a workflow is pinned by its commit', () => {
  for (const name of readdirSync(new URL('.github/workflows/', ROOT))) {
    const used = read(`.github/workflows/${name}`).match(/uses: .*/g) ?? [];
    assert.ok(used.length > 0, name);
    for (const line of used) {
      assert.match(line, /^uses: [\w./-]+@[\da-f]{40} # v[\d.]+$/, name);
    }
  }
});

test('the site says whose work it brings, with their licences', () => {
  const lock = JSON.parse(read('package-lock.json'));
  const text = notices('site');
  for (const [path, { dev }] of Object.entries(lock.packages)) {
    const [, name = ''] = /^node_modules\/(.*)$/.exec(path) ?? [];
    if (name === '' || dev || name.startsWith('@types/')) continue;
    assert.ok(text.includes(`\n- ${name} `), name);
  }
  for (const name of ['workbox-precaching', 'ndarray', 'wasm-bindgen']) {
    assert.ok(text.includes(`\n- ${name} `), name);
  }
  assert.match(text, /Permission is hereby granted, free of charge/);
  assert.doesNotMatch(notices('package'), /workbox/);
  assert.doesNotMatch(text, /\/(home|root)\//);
});
