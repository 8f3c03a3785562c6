/**
 * Fetches and compiles a part of the core, in the build that the engine runs.
 */
import { CoreError, wordsOf } from './core-error.js';
import { distrust } from './distrust.js';
import { fetchBytes } from './fetch-bytes.js';

/** @typedef {'simd' | 'scalar'} CoreBuild */

/** @typedef {{ module: WebAssembly.Module, build: CoreBuild }} Compiled */

/**
 * The files of each part, written out in full for the bundler.
 *
 * @type {Readonly<Record<string, Readonly<Record<CoreBuild, URL>>>>}
 */
const FILES = {
  chain: {
    simd: new URL('../pkg/chain_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/chain_scalar_bg.wasm', import.meta.url),
  },
  circuits: {
    simd: new URL('../pkg/circuits_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/circuits_scalar_bg.wasm', import.meta.url),
  },
  cures: {
    simd: new URL('../pkg/cures_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/cures_scalar_bg.wasm', import.meta.url),
  },
  'gradient-check': {
    simd: new URL('../pkg/gradient-check_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/gradient-check_scalar_bg.wasm', import.meta.url),
  },
  'identity-rows': {
    simd: new URL('../pkg/identity-rows_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/identity-rows_scalar_bg.wasm', import.meta.url),
  },
  idx: {
    simd: new URL('../pkg/idx_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/idx_scalar_bg.wasm', import.meta.url),
  },
  jacobians: {
    simd: new URL('../pkg/jacobians_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/jacobians_scalar_bg.wasm', import.meta.url),
  },
  'linear-reader': {
    simd: new URL('../pkg/linear-reader_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/linear-reader_scalar_bg.wasm', import.meta.url),
  },
  'random-chains': {
    simd: new URL('../pkg/random-chains_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/random-chains_scalar_bg.wasm', import.meta.url),
  },
  recipe: {
    simd: new URL('../pkg/recipe_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/recipe_scalar_bg.wasm', import.meta.url),
  },
  recurrent: {
    simd: new URL('../pkg/recurrent_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/recurrent_scalar_bg.wasm', import.meta.url),
  },
  training: {
    simd: new URL('../pkg/training_bg.wasm', import.meta.url),
    scalar: new URL('../pkg/training_scalar_bg.wasm', import.meta.url),
  },
};

/**
 * A module of one function that uses fixed-width SIMD. `v128.any_true` got its
 * opcode last, so an engine with only a draft of the proposal refuses it.
 */
const SIMD_PROBE = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00], // "\0asm", version 1
  ...[0x01, 0x04, 0x01, 0x60, 0x00, 0x00], // types: one function, () -> ()
  ...[0x03, 0x02, 0x01, 0x00], // functions: one, of type 0
  ...[0x0a, 0x0e, 0x01, 0x0c, 0x00], // code: one body of 12 bytes, no locals
  ...[0x43, 0x00, 0x00, 0x00, 0x00], // f32.const 0
  ...[0xfd, 0x13], // f32x4.splat
  ...[0xfd, 0x53], // v128.any_true
  0x1a, // drop
  0x0b, // end
);

/** @returns {boolean} whether this engine runs the SIMD build */
export function hasSimd() {
  return (
    typeof WebAssembly === 'object' &&
    typeof WebAssembly.validate === 'function' &&
    WebAssembly.validate(SIMD_PROBE)
  );
}

/**
 * @param {string} part - of the core
 * @param {CoreBuild | undefined} asked - by default what the engine supports
 * @param {WebAssembly.Module | undefined} given - compiled already, so that nothing
 *   is fetched
 * @returns {Promise<Compiled>}
 * @throws {CoreError} `no-webassembly`, or `load-failed` naming the file
 */
export async function compile(part, asked, given) {
  if (typeof WebAssembly !== 'object') {
    throw new CoreError(
      'no-webassembly',
      'WebAssembly: expected a browser that has it switched on, got none',
    );
  }
  const build = asked ?? (hasSimd() ? 'simd' : 'scalar');
  return { module: given ?? (await fetchModule(fileOf(part, build))), build };
}

/**
 * @param {string} part - of the core
 * @param {CoreBuild} build - of the part
 * @param {unknown} cause - why it does not run
 * @returns {CoreError}
 */
export function unusable(part, build, cause) {
  return misfit(fileOf(part, build), cause);
}

/** @param {string} part @param {CoreBuild} build @returns {URL} */
function fileOf(part, build) {
  const files = FILES[part];
  if (!files) throw new RangeError(`part: expected one that is, got ${part}`);
  return files[build];
}

/** @param {URL} url @returns {Promise<WebAssembly.Module>} */
async function fetchModule(url) {
  const bytes = await fetchBytes(url);
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    distrust(url);
    throw misfit(url, cause);
  }
}

/** @param {URL} url @param {unknown} cause @returns {CoreError} */
function misfit(url, cause) {
  return new CoreError(
    'load-failed',
    `${url}: expected a WebAssembly module, got one that does not run (${wordsOf(cause)})`,
    { cause },
  );
}
