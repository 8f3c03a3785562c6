/**
 * The compiled core: the only module that imports the generated package.
 *
 * Everything the package exports is passed on from here; nothing of it may be
 * called before `loadCore()` has resolved.
 */
import initialise from '../pkg/unstable_gradients.js';
import { CoreError, wordsOf } from './core-error.js';
import { fetchFile } from './fetch-file.js';

export * from '../pkg/unstable_gradients.js';
export { BUILD_ID } from '../pkg/build-id.js';
export { CoreError } from './core-error.js';

/** @typedef {'simd' | 'scalar'} CoreBuild */
/** @typedef {{ module: WebAssembly.Module, build: CoreBuild }} LoadedCore */

const FILES = {
  simd: new URL('../pkg/unstable_gradients_bg.wasm', import.meta.url),
  scalar: new URL('../pkg/unstable_gradients_scalar_bg.wasm', import.meta.url),
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

/** @type {Promise<LoadedCore> | null} */
let loading = null;

/**
 * Compiles and instantiates the core, once per realm: later calls get the
 * first one's answer, unless that one failed.
 *
 * @param {object} [options] - for a realm that is not to choose by itself
 * @param {WebAssembly.Module | undefined} [options.module] - compiled elsewhere; nothing
 *   is fetched
 * @param {CoreBuild | undefined} [options.build] - which build to fetch, or which one
 *   `module` is; without it the engine's SIMD support decides
 * @returns {Promise<LoadedCore>} the module, to share with a worker, and which
 *   build it is
 * @throws {CoreError} `no-webassembly`, or `load-failed` naming the file
 */
export function loadCore(options = {}) {
  loading ??= instantiate(options).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * Whether this engine runs the SIMD build.
 *
 * @returns {boolean} false also where there is no WebAssembly at all
 */
export function hasSimd() {
  return (
    typeof WebAssembly === 'object' &&
    typeof WebAssembly.validate === 'function' &&
    WebAssembly.validate(SIMD_PROBE)
  );
}

/**
 * @param {{ module?: WebAssembly.Module | undefined,
 *   build?: CoreBuild | undefined }} options
 * @returns {Promise<LoadedCore>}
 */
async function instantiate({ module: given, build: asked }) {
  if (typeof WebAssembly !== 'object') {
    throw new CoreError(
      'no-webassembly',
      'WebAssembly: expected a browser that has it switched on, got none',
    );
  }
  const build = asked ?? (hasSimd() ? 'simd' : 'scalar');
  const url = FILES[build];
  const module = given ?? (await compile(url));
  try {
    await initialise({ module_or_path: module });
  } catch (cause) {
    throw unusable(url, cause);
  }
  return { module, build };
}

/**
 * @param {URL} url - the file of a build
 * @returns {Promise<WebAssembly.Module>}
 */
async function compile(url) {
  const response = await fetchFile(url);
  try {
    // Streaming insists on exactly this type; hosts that do not know `.wasm`
    // send another, and the file is as good.
    return response.headers.get('Content-Type') === 'application/wasm'
      ? await WebAssembly.compileStreaming(response)
      : await WebAssembly.compile(await response.arrayBuffer());
  } catch (cause) {
    throw unusable(url, cause);
  }
}

/**
 * @param {URL} url - the file that was fetched
 * @param {unknown} cause - why it does not run
 * @returns {CoreError}
 */
function unusable(url, cause) {
  return new CoreError(
    'load-failed',
    `${url}: expected a WebAssembly module, got one that does not run (${wordsOf(cause)})`,
    { cause },
  );
}
