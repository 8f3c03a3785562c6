/**
 * The scenes of a lecture, as a file and as a link. A file is JSON:
 * `{"format": "unstable-gradients lecture", "version": 1, "scenes": [{"link": "figure=…",
 * "title": "…", "notes": "…", "until": 300}]}`. A link has the same, deflated (RFC 1950), in base64url:
 * `lecture.html#scenes=1.…`. Both are checked whole before any of it is used.
 */
import { show } from '../kit/state-words.js';
import { problemWords } from './link-words.js';
import { figuresNamed, parseHash } from './links.js';
import { sceneWords as words } from './scene-words.js';

const FORMAT = 'unstable-gradients lecture';
const VERSION = 1;
const PREFIX = `scenes=${VERSION}.`;

/** How much there may be: of scenes, and of characters in their parts and in all. */
export const MOST = Object.freeze({
  scenes: 100,
  link: 10_000,
  title: 200,
  notes: 5000,
  text: 2_000_000,
});

const KEYS = ['link', 'title', 'notes', 'until'];

/** What is wrong with the scenes. */
export class ScenesError extends TypeError {
  /** @override */
  name = 'ScenesError';
}

/**
 * @param {string} text - of a file
 * @returns {Scene[]} the scenes, whose links are not checked yet
 * @throws {ScenesError} that says which part of the file is bad
 */
export function draftScenes(text) {
  if (text.length > MOST.text) {
    throw refused('', words.text(MOST.text), words.characters(text.length));
  }
  const file = read(text);
  if (!isPlain(file) || file['format'] !== FORMAT) {
    const got = isPlain(file) ? show(file['format']) : show(file);
    throw refused('format', show(FORMAT), got);
  }
  const { version, scenes } = file;
  if (version !== VERSION) {
    throw refused('version', String(VERSION), show(version));
  }
  const other = Object.keys(file).find(
    (key) => !['format', 'version', 'scenes'].includes(key),
  );
  if (other !== undefined) {
    throw refused('', 'format, version, scenes', show(other));
  }
  if (
    !Array.isArray(scenes) ||
    scenes.length === 0 ||
    scenes.length > MOST.scenes
  ) {
    throw refused('scenes', words.list(MOST.scenes), show(scenes));
  }
  return scenes.map((scene, index) => draftScene(scene, index));
}

/**
 * @param {readonly Scene[]} scenes
 * @returns {string[]} the figures that their links name, known or not, each once
 */
export function figuresOf(scenes) {
  return [...new Set(scenes.flatMap(({ link }) => figuresNamed(link)))];
}

/**
 * @param {readonly Scene[]} scenes - drafts
 * @param {import('./links.js').Schemas} schemas - of the figures in them, at least
 * @returns {ShownScene[]} what each of them shows
 * @throws {ScenesError} that says which scene is bad and why
 */
export function checkScenes(scenes, schemas) {
  return scenes.map((scene, index) => {
    const { figures, names, problems } = parseHash(scene.link, schemas);
    const [problem] = problems;
    if (problem) {
      const where = words.where(index, 'link');
      throw new ScenesError(
        `${where}: ${show(problem.part)} – ${problemWords(problem)}`,
      );
    }
    const [figure = ''] = names;
    const linked = figures.get(figure);
    if (!linked || names.length > 1) {
      const got = names.length === 0 ? words.noFigure : names.join(', ');
      throw refused(words.where(index, 'link'), words.oneFigure, got);
    }
    checkUntil(scene, index, { figure, linked, schemas });
    return { ...scene, figure, linked };
  });
}

/**
 * @param {string} text - of a file
 * @param {import('./links.js').Schemas} schemas - of the figures in it, at least
 * @returns {ShownScene[]} its scenes
 * @throws {ScenesError} that says what is bad
 */
export function parseScenes(text, schemas) {
  return checkScenes(draftScenes(text), schemas);
}

/** @param {readonly Scene[]} scenes - valid ones @returns {string} the text of their file */
export function writeScenes(scenes) {
  const kept = scenes.map((scene) =>
    Object.fromEntries(
      KEYS.map((key) => [key, Reflect.get(scene, key)]).filter(
        ([, value]) => value !== undefined && value !== '',
      ),
    ),
  );
  const file = { format: FORMAT, version: VERSION, scenes: kept };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * @param {readonly Scene[]} scenes - valid ones
 * @returns {Promise<string>} the part of a link behind `#`
 */
export async function scenesToHash(scenes) {
  const text = JSON.stringify(JSON.parse(writeScenes(scenes)));
  const bytes = await through(
    new CompressionStream('deflate'),
    new TextEncoder().encode(text),
    Infinity,
  );
  let letters = '';
  for (const byte of bytes) letters += String.fromCharCode(byte);
  const code = btoa(letters);
  return (
    PREFIX + code.replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  );
}

/** @param {string} link - without `#` @returns {boolean} whether it is one to scenes */
export function hasScenes(link) {
  return link.startsWith('scenes=');
}

/**
 * @param {string} link - to scenes, without `#`
 * @returns {Promise<string>} the text of their file, not checked
 * @throws {ScenesError} if it is not whole, or too long
 */
export async function hashToText(link) {
  if (!link.startsWith(PREFIX)) {
    throw refused(words.inLink, show(`${PREFIX}…`), show(link));
  }
  const code = link.slice(PREFIX.length).replace(/-/g, '+').replace(/_/g, '/');
  try {
    const bytes = Uint8Array.from(atob(code), (letter) => letter.charCodeAt(0));
    const text = await through(
      new DecompressionStream('deflate'),
      bytes,
      MOST.text,
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch (error) {
    if (error instanceof ScenesError) throw error;
    throw new ScenesError(words.cutLink);
  }
}

/**
 * @param {CompressionStream | DecompressionStream} stream
 * @param {Uint8Array<ArrayBuffer>} bytes - to go through it
 * @param {number} most - that may come out: a short text can unfold to a very long one
 * @returns {Promise<Uint8Array<ArrayBuffer>>} what comes out
 */
async function through(stream, bytes, most) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const parts = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw refused('', words.text(most), words.more);
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** @param {string} text - of a file @returns {unknown} what it says */
function read(text) {
  try {
    return JSON.parse(text);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new ScenesError(words.noJson(message));
  }
}

/**
 * @param {unknown} scene - of a file
 * @param {number} index - its place, from 0
 * @returns {Scene} it
 */
function draftScene(scene, index) {
  if (!isPlain(scene)) {
    throw refused(words.where(index), words.object, show(scene));
  }
  const other = Object.keys(scene).find((key) => !KEYS.includes(key));
  if (other !== undefined) {
    throw refused(words.where(index), KEYS.join(', '), show(other));
  }
  const { link, title = '', notes = '', until } = scene;
  for (const [key, value] of Object.entries({ link, title, notes })) {
    const most = MOST[/** @type {'link' | 'title' | 'notes'} */ (key)];
    if (typeof value === 'string' && value.length <= most) continue;
    const got =
      typeof value === 'string' ? words.characters(value.length) : show(value);
    throw refused(words.where(index, key), words.text(most), got);
  }
  if (until !== undefined && !Number.isSafeInteger(until)) {
    throw refused(words.where(index, 'until'), words.epoch, show(until));
  }
  return /** @type {Scene} */ ({
    link,
    title,
    notes,
    ...(until !== undefined && { until }),
  });
}

/**
 * @param {Scene} scene
 * @param {number} index - its place, from 0
 * @param {object} of - its link
 * @param {string} of.figure - its name
 * @param {import('./links.js').LinkedFigure} of.linked - what it is to show
 * @param {import('./links.js').Schemas} of.schemas
 */
function checkUntil({ until }, index, { figure, linked, schemas }) {
  if (until === undefined) return;
  const { epochs } = linked.state;
  const first = (linked.epoch ?? 0) + 1;
  const canPlay =
    epochs !== undefined && (schemas.opensAtEpoch?.(figure) ?? true);
  if (canPlay && until >= first && until <= epochs) return;
  const expected = canPlay
    ? words.epochs(first, epochs)
    : words.noEpochs(figure);
  throw refused(words.where(index, 'until'), expected, show(until));
}

/** @param {string} where @param {string} expected @param {string} got @returns {ScenesError} */
function refused(where, expected, got) {
  return new ScenesError(words.refused(where, expected, got));
}

/** @param {unknown} value @returns {value is Record<string, unknown>} whether it is an object of JSON and no list */
function isPlain(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * @typedef {object} Scene
 * @property {string} link - to one figure, the part behind `#`: its state, pace, epoch,
 *   hidden controls
 * @property {string} title - '' for that of the figure
 * @property {string} notes - for the lecturer alone
 * @property {number} [until] - the epoch until which it plays by itself
 */

/** @typedef {Scene & { figure: string, linked: import('./links.js').LinkedFigure }} ShownScene */
