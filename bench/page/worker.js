/**
 * The worker of one participant. Classic, because the libraries are scripts;
 * the participants are modules.
 */

/** Some libraries look for a window, and find the worker. */
Object.assign(self, { window: self });

/** @type {import('../participants/participant.js').Participant | null} */
let participant = null;

/**
 * Work that is the same every time, to see how fast the machine is now.
 *
 * @param {number} rounds
 * @returns {number} something that depends on all of it
 */
function reference(rounds) {
  let [a, b, c, d] = [0.5, 0.4, 0.3, 0.2];
  for (let round = 0; round < rounds; round += 1) {
    a = a * 0.999 + 0.001;
    b = b * 0.999 + 0.001;
    c = c * 0.999 + 0.001;
    d = d * 0.999 + 0.001;
  }
  return a + b + c + d;
}

/**
 * @param {any} message - an Opening or a Request of page.js
 * @returns {Promise<unknown>} the value of the answer
 */
async function answer(message) {
  if ('participant' in message) {
    const { importScripts: load } = /** @type {any} */ (self);
    for (const library of message.libraries) load(library);
    const { open } = await import(message.participant);
    participant = await open(message.options);
    return participant?.version;
  }
  if (participant === null) throw new Error('no participant yet');
  const { command, precision, number, text } = message;
  switch (command) {
    case 'reference':
      return reference(number);
    case 'peak':
      return participant.peak?.(number, precision === 'f32');
    case 'prepare':
      return participant.prepare(text, precision);
    case 'train':
      return participant.train(number, text, precision);
    case 'cost':
      await participant.train(number, text, precision);
      return participant.cost();
    default:
      throw new Error(`no such request: ${command}`);
  }
}

self.addEventListener('message', async ({ data }) => {
  const started = performance.now();
  try {
    const value = await answer(data);
    postMessage({ value, milliseconds: performance.now() - started });
  } catch (error) {
    postMessage({ error: error instanceof Error ? error.stack : `${error}` });
  }
});
