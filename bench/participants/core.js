/** The engine alone, compiled to wasm: what an epoch of training costs. */

/** @import { Participant } from './participant.js' */

/**
 * @param {{ glue: string, wasm: string, parts: string[], words: string }} options
 * @returns {Promise<Participant>}
 */
export async function open({ glue, wasm, parts, words }) {
  const core = await import(glue);
  await core.default({ module_or_path: wasm });
  const digits = new core.BenchDigits();
  for (const part of parts) {
    const bytes = await (await fetch(part)).arrayBuffer();
    digits.appendPart(new Uint8Array(bytes));
  }
  const courses = /** @type {Map<string, any>} */ (new Map());
  let last = /** @type {any} */ (null);
  return {
    version: words,
    prepare(text, precision) {
      const key = `${precision} ${text}`;
      courses.get(key)?.free();
      courses.delete(key);
      // Two are compared at a time; more would only take memory.
      for (const [oldest, course] of [...courses].slice(0, -1)) {
        course.free();
        courses.delete(oldest);
      }
      const course = new core.BenchCourse(digits, text, precision === 'f32');
      courses.set(key, course);
    },
    train(epochs, text, precision) {
      last = courses.get(`${precision} ${text}`);
      last.train(epochs);
    },
    cost: () => last.cost(),
    peak: (rounds, single) => core.multiplyAndAdd(rounds, single),
  };
}
