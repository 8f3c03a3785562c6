/**
 * `node guard-glue.mjs FILE...`: has the glue of each part of the core drop an instance
 * after a trap. Whatever an export throws has cut the compiled code off half-way (a trap,
 * a panic, memory that ran out, an import that threw): its borrows and its heap are not
 * to be trusted. The call that failed throws; the next one has a new instance, and what
 * was made by the old one throws too, instead of reaching into the new one's memory.
 *
 * Rust has no words for memory that it is refused, and traps. Where that may be why, the
 * error says so: the instance, which nobody uses any more, asks for as much memory again as
 * it has, at least for 64 MB, and gets none.
 *
 * What wasm-bindgen has for that (`--experimental-reset-state-function`) looks at each
 * call for itself, at twice the bytes, and does not see a trap.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const GUARD = `
let raw, guarded, life = 0, trapped = false;

function guard(exports) {
    raw = exports;
    life += 1;
    trapped = false;
    if (guarded) return guarded;
    guarded = {};
    for (const name in exports) {
        const call = (...given) => {
            if (trapped) __wbg_finalize_init(new WebAssembly.Instance(wasmModule, __wbg_get_imports()), wasmModule);
            try {
                return raw[name](...given);
            } catch (error) {
                trapped = true;
                throw refusal(error) ?? error;
            }
        };
        Object.defineProperty(guarded, name, { get: () => raw[name].call ? call : raw[name] });
    }
    return guarded;
}

function refusal(cause) {
    if (!(cause instanceof WebAssembly.RuntimeError)) return;
    const { byteLength } = raw.memory.buffer;
    try {
        raw.memory.grow(Math.max(byteLength / 65536, 1024));
    } catch {
        return new WebAssembly.RuntimeError(\`the browser gave it no more memory than \${(byteLength / 1e6).toFixed(1)} MB\`, { cause });
    }
}

const isLost = (of) => trapped || of !== life;

function own(object, pointer) {
    const of = life;
    object.__wbg_of = of;
    Object.defineProperty(object, '__wbg_ptr', {
        get() {
            if (isLost(of)) throw new Error('core: expected an object of the instance in use, got one from before a fault');
            return pointer;
        },
        set(other) { pointer = other; },
    });
}
`;

/**
 * @param {string} glue - as wasm-bindgen writes it, for the target web
 * @returns {string} the same, guarded
 * @throws {Error} where wasm-bindgen writes it in another way than is known here
 */
export function guardedGlue(glue) {
  let text = glue;
  /** @param {RegExp} pattern @param {string} by @param {number} expected - matches, at least */
  const replace = (pattern, by, expected) => {
    const found = text.match(pattern)?.length ?? 0;
    if (found < expected) {
      throw new Error(
        `${pattern}: expected ${expected} in the glue, got ${found}`,
      );
    }
    text = text.replace(pattern, by);
    return found;
  };
  const classes = text.match(/^export class /gm)?.length ?? 0;
  replace(
    /^ {4}free\(\) \{\n/gm,
    '$&        if (isLost(this.__wbg_of)) return;\n',
    classes,
  );
  replace(
    /new FinalizationRegistry\(ptr => (wasm\.\w+\(ptr, 1\))\)/g,
    'new FinalizationRegistry(([of, ptr]) => isLost(of) || $1)',
    classes,
  );
  const made = replace(
    /\b(this|obj)\.__wbg_ptr = (ptr|ret|ret\[0\]);/g,
    'own($1, $2);',
    classes,
  );
  replace(
    /\.register\((this|obj), \1\.__wbg_ptr, \1\)/g,
    '.register($1, [life, $1.__wbg_ptr], $1)',
    made,
  );
  replace(/\bwasm = instance\.exports;/g, 'wasm = guard(instance.exports);', 1);
  return text + GUARD;
}

for (const file of process.argv.slice(2)) {
  writeFileSync(file, guardedGlue(readFileSync(file, 'utf8')));
}
