/**
 * Images of a reader's own, in IDX files: MNIST's, Fashion-MNIST's, EMNIST's, plain or in
 * gzip. They are read on the page and go nowhere but to its workers. A module of its own,
 * which comes when a reader asks for it.
 */
import { CoreError, wordsOf } from './core-error.js';

/** @typedef {import('./core.js').CoreParts['idx']} Core */
/** @typedef {'held-out' | 'test'} Validation - what a network is validated on */

const IMAGE_BYTES = 28 * 28;

/** A header and 250,000 images, the most that the core takes of one file. */
const MOST_BYTES = 16 + 250_000 * IMAGE_BYTES;

/** A run takes ten images or more, five sixths of those that there are. */
const LEAST_IMAGES = 12;

/** Of the training images that train, one in so many is held out. */
const HELD_OUT = 6;

/** So many images say how much ink the others have. */
const WEIGHED_IMAGES = 1000;

let lastId = 0;

/** Labelled images from files, checked; an image has 28 × 28 bytes. */
export class OwnDigits {
  /** What sets them apart from others that were read on this page. */
  id = (lastId += 1);
  #training;
  #test;

  /**
   * @param {object} sets - as read
   * @param {Labelled} sets.training - to train on, and to hold out of it
   * @param {Labelled | null} sets.test - of other files, if there were any
   * @param {readonly string[]} sets.names - of the files
   * @param {readonly number[]} sets.classes - the labels that occur, ascending
   */
  constructor({ training, test, names, classes }) {
    this.#training = training;
    this.#test = test;
    this.names = names;
    this.classes = classes;
    this.ink = inkOf(training.images);
  }

  /** @returns {number} images in the training files */
  get count() {
    return this.#training.labels.length;
  }

  /** @returns {number} images in the test files; 0 without any */
  get testCount() {
    return this.#test?.labels.length ?? 0;
  }

  /** @returns {boolean} whether there were test files */
  get hasTest() {
    return this.#test !== null;
  }

  /** @param {Validation} validation @returns {number} images that can be trained on */
  trainingCount(validation) {
    const held = Math.floor(this.count / HELD_OUT);
    return validation === 'test' ? this.count : this.count - held;
  }

  /** @param {Validation} validation @returns {number} images that are validated on */
  validationCount(validation) {
    return validation === 'test'
      ? this.testCount
      : this.count - this.trainingCount(validation);
  }

  /**
   * @param {number} images - the first so many are trained on
   * @returns {number} how many of the classes these show: fewer than there are where a
   *   file is sorted by class
   */
  classesIn(images) {
    return new Set(this.#training.labels.subarray(0, images)).size;
  }

  /**
   * @param {Validation} validation
   * @returns {number} how much of what is validated on is of the class that has most of
   *   it: the accuracy of a guess that is always the same
   */
  commonest(validation) {
    const { labels } = this.#validated(validation);
    const counts = this.classes.map(() => 0);
    for (const label of labels) counts[label] = (counts[label] ?? 0) + 1;
    return Math.max(...counts) / labels.length;
  }

  /**
   * Copies what a run needs, for one worker.
   *
   * @param {number} images - to train on, the first so many
   * @param {Validation} validation
   * @returns {OwnPart}
   */
  part(images, validation) {
    const { images: bytes, labels } = this.#training;
    const validated = this.#validated(validation);
    return {
      classes: this.classes.length,
      images: bytes.slice(0, images * IMAGE_BYTES),
      labels: labels.slice(0, images),
      validationImages: validated.images.slice(),
      validationLabels: validated.labels.slice(),
    };
  }

  /** @param {Validation} validation @returns {Labelled} */
  #validated(validation) {
    if (validation === 'test' && this.#test) return this.#test;
    const { images, labels } = this.#training;
    const start = this.trainingCount('held-out');
    return {
      images: images.subarray(start * IMAGE_BYTES),
      labels: labels.subarray(start),
    };
  }
}

/**
 * Reads a pair of files, images and labels, or two: with the test files. Which is which
 * follows from what they hold, and where there are two pairs from their names or sizes.
 *
 * @param {readonly File[]} files - two or four, in any order
 * @param {Core} core - which checks them
 * @returns {Promise<OwnDigits>}
 * @throws {CoreError} `data`, which names the file, what was expected and what was found
 */
export async function readOwnDigits(files, core) {
  /** @type {Content[]} */
  const contents = [];
  for (const file of files) contents.push(await contentOf(file, core));
  const [images, labels] = [true, false].map((isOfImages) =>
    contents.filter((content) => content.isOfImages === isOfImages),
  );
  const pairs = pairsOf(images ?? [], labels ?? []);
  const [training, test] = pairs.map((pair) => matched(pair));
  if (!training) throw refusal('files', 'two or four of them', 'none');
  const classes = [...core.classesOf(training.labels.bytes)];
  const { name } = training.labels;
  if (classes.length < 2) {
    throw refusal(name, 'labels of at least 2 classes', 'only one label');
  }
  /** @param {Pair} pair @returns {Labelled} with the places of the labels among the classes */
  const labelled = (pair) => ({
    images: pair.images.bytes,
    labels: core.classIndices(
      pair.labels.name,
      pair.labels.bytes,
      Uint8Array.from(classes),
    ),
  });
  return new OwnDigits({
    training: labelled(training),
    test: test ? labelled(test) : null,
    names: [training, test].flatMap((pair) =>
      pair ? [pair.images.name, pair.labels.name] : [],
    ),
    classes,
  });
}

/**
 * @param {readonly Content[]} images
 * @param {readonly Content[]} labels
 * @returns {Pair[]} the training files, and the test files if there are any
 */
function pairsOf(images, labels) {
  const [one, other] = images;
  const [oneLabels, otherLabels] = labels;
  if (!one || !oneLabels || images.length !== labels.length || images[2]) {
    const got = `${namesOf(images, 'images')} and ${namesOf(labels, 'labels')}`;
    throw refusal(
      'files',
      'a file of images and the file of its labels, and the same of a test set or not, chosen together',
      got,
    );
  }
  if (!other || !otherLabels) return [{ images: one, labels: oneLabels }];
  const [training, test] = ordered(one, other);
  const [trainingLabels, testLabels] = ordered(oneLabels, otherLabels);
  return [
    { images: training, labels: trainingLabels },
    { images: test, labels: testLabels },
  ];
}

/**
 * @param {Content} one
 * @param {Content} other - of the same kind
 * @returns {[Content, Content]} the training file, and the test file
 */
function ordered(one, other) {
  const [isTest, isOtherTest] = [one, other].map(({ name }) =>
    /t10k|test/i.test(name),
  );
  if (isTest !== isOtherTest) return isTest ? [other, one] : [one, other];
  if (one.count === other.count) {
    throw refusal(
      `${one.name} and ${other.name}`,
      'one that is called test or t10k',
      'two of the same size and no such name',
    );
  }
  return one.count > other.count ? [one, other] : [other, one];
}

/** @param {Pair} pair @returns {Pair} the same, if the two belong together */
function matched(pair) {
  const { images, labels } = pair;
  if (images.count !== labels.count) {
    throw refusal(
      labels.name,
      `${images.count} labels, one for each of ${images.name}`,
      String(labels.count),
    );
  }
  if (images.count < LEAST_IMAGES) {
    const expected = `at least ${LEAST_IMAGES} images`;
    throw refusal(images.name, expected, String(images.count));
  }
  return pair;
}

/**
 * @param {File} file
 * @param {Core} core
 * @returns {Promise<Content>}
 */
async function contentOf(file, core) {
  const { name, size } = file;
  if (size === 0) throw refusal(name, 'an IDX file', 'an empty file');
  if (size > MOST_BYTES) throw refusal(name, atMost(), megabytes(size));
  const first = await readAll(file.slice(0, 4), name);
  if (startsWith(first, 0x50, 0x4b, 3, 4)) {
    const got = 'a zip archive: unpack it, and choose what is in it';
    throw refusal(name, 'an IDX file, plain or in gzip', got);
  }
  const isPacked = startsWith(first, 0x1f, 0x8b);
  const whole = await (isPacked ? inflated(file) : readAll(file, name));
  const head = whole.subarray(0, 16);
  const header = core.readIdxHeader(name, head, whole.length);
  const [isOfImages, count = 0, start] = header;
  const bytes = whole.subarray(start);
  return { name, isOfImages: isOfImages === 1, count, bytes };
}

/** @param {Blob} file @param {string} name @returns {Promise<Uint8Array>} all of it */
async function readAll(file, name) {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (cause) {
    const got = `an error of the browser (${wordsOf(cause)})`;
    throw refusal(name, 'a file that can be read', got);
  }
}

/** @param {File} file - in gzip @returns {Promise<Uint8Array>} what it holds */
async function inflated(file) {
  const { name } = file;
  const inflating = new DecompressionStream('gzip');
  const reader = file.stream().pipeThrough(inflating).getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { value } = await reader.read().catch((cause) => {
      const got = `one that is damaged or cut short (${wordsOf(cause)})`;
      throw refusal(name, 'a whole gzip file', got);
    });
    if (!value) break;
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel();
      throw refusal(name, `${atMost()}, once decompressed`, 'more');
    }
    pieces.push(value);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

/** @param {Uint8Array} bytes @param {...number} start @returns {boolean} */
function startsWith(bytes, ...start) {
  return start.every((byte, at) => bytes[at] === byte);
}

/** @param {Uint8Array} images @returns {number} pixels with ink of one of them, about */
function inkOf(images) {
  const count = Math.min(images.length / IMAGE_BYTES, WEIGHED_IMAGES);
  const some = images.subarray(0, count * IMAGE_BYTES);
  return some.reduce((sum, byte) => sum + Math.min(byte, 1), 0) / count;
}

/** @param {readonly Content[]} contents @param {string} kind @returns {string} “no images”, “images in a, b” */
function namesOf(contents, kind) {
  if (contents.length === 0) return `no ${kind}`;
  return `${kind} in ${contents.map(({ name }) => name).join(', ')}`;
}

/** @returns {string} the largest file */
function atMost() {
  return `at most ${megabytes(MOST_BYTES)}, 250,000 images`;
}

/** @param {number} bytes @returns {string} “196.0 MB” */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)}\u00a0MB`;
}

/** @param {string} place @param {string} expected @param {string} got @returns {CoreError} */
function refusal(place, expected, got) {
  const words = `${place}: expected ${expected}, got ${got}`;
  return new CoreError('data', words);
}

/** @typedef {{ name: string, isOfImages: boolean, count: number, bytes: Uint8Array }} Content - of a file, behind its header */
/** @typedef {{ images: Content, labels: Content }} Pair */
/** @typedef {{ images: Uint8Array, labels: Uint8Array }} Labelled - bytes, and classes from 0 */
/**
 * Images to train on and to validate on, with their classes from 0.
 *
 * @typedef {object} OwnPart
 * @property {number} classes - how many
 * @property {Uint8Array<ArrayBuffer>} images
 * @property {Uint8Array<ArrayBuffer>} labels
 * @property {Uint8Array<ArrayBuffer>} validationImages
 * @property {Uint8Array<ArrayBuffer>} validationLabels
 */
