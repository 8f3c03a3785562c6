import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipped, idxFile, idxSet } from '../../tests/fixtures/idx-files.js';
import { tinyImage } from '../../tests/fixtures/digits-tiny.js';
import { SPEC, Workers, openInNode } from '../../tests/unit/realm.js';
import { readOwnDigits } from './own-digits.js';

const { core } = await openInNode('idx');

/** @param {Record<string, Uint8Array>} contents - by name */
function filesOf(contents) {
  return Object.entries(contents).map(
    ([name, bytes]) => new File([/** @type {any} */ (bytes)], name),
  );
}

/** @param {Record<string, Uint8Array>} contents - by name */
function read(contents) {
  return readOwnDigits(filesOf(contents), core);
}

const letters = idxSet(120);
const test = idxSet(52);

describe('files of a reader’s own', () => {
  it('are the same plain and in gzip, in any order', async () => {
    const plain = await read({ a: letters.images, b: letters.labels });
    const packed = await read({
      'b.gz': gzipped(letters.labels),
      'a.gz': gzipped(letters.images),
    });
    for (const own of [plain, packed]) {
      assert.equal(own.count, 120);
      assert.deepEqual(
        own.classes,
        Array.from({ length: 26 }, (_, at) => at + 1),
      );
    }
    assert.deepEqual(plain.part(100, 'held-out'), packed.part(100, 'held-out'));
    assert.deepEqual(packed.names, ['a.gz', 'b.gz']);
    assert.notEqual(plain.id, packed.id, 'what was read again is other digits');
    assert.deepEqual([plain.hasTest, plain.testCount], [false, 0]);
  });

  it('are divided as the chapter divides MNIST: the last sixth validates', async () => {
    const own = await read({ a: letters.images, b: letters.labels });
    assert.equal(own.trainingCount('held-out'), 100);
    assert.equal(own.validationCount('held-out'), 20);
    const part = own.part(30, 'held-out');
    assert.equal(part.classes, 26);
    assert.deepEqual([...part.labels.subarray(0, 4)], [0, 7, 14, 21]);
    assert.equal(part.images.length, 30 * 784);
    assert.equal(part.validationLabels[0], (7 * 100) % 26);
    assert.deepEqual(
      part.validationImages,
      letters.images.slice(16 + 100 * 784),
    );
    // Twenty of 26 classes, each once.
    assert.equal(own.commonest('held-out'), 1 / 20);
    // Enough for 60,000 images to be 50,000 and 10,000.
    const all = idxSet(60, 10, 0);
    const mnist = await read({ a: all.images, b: all.labels });
    assert.equal(mnist.trainingCount('held-out'), 50);
  });

  it('have as much ink as an image of them has pixels that are not blank', async () => {
    const own = await read({ a: letters.images, b: letters.labels });
    assert.equal(own.ink, Math.floor(784 / 26));
  });

  it('are copied for each run: a worker takes what it is given', async () => {
    const own = await read({ a: letters.images, b: letters.labels });
    const { images, validationLabels } = own.part(30, 'held-out');
    images.fill(7);
    validationLabels.fill(7);
    const again = own.part(30, 'held-out');
    assert.deepEqual(again.images, letters.images.slice(16, 16 + 30 * 784));
    assert.equal(again.validationLabels[0], (7 * 100) % 26);
  });

  it('are enough where there are twelve', async () => {
    const { images, labels } = idxSet(12);
    const own = await read({ a: images, b: labels });
    assert.equal(own.trainingCount('held-out'), 10);
  });

  it('with a test set are told apart by their names, or by their sizes', async () => {
    const small = idxSet(40);
    const named = await read({
      't10k-images': letters.images,
      'train-labels': small.labels,
      'train-images': small.images,
      't10k-labels': letters.labels,
    });
    assert.deepEqual([named.count, named.testCount], [40, 120]);
    const sized = await read({
      a: test.images,
      b: test.labels,
      c: letters.images,
      d: letters.labels,
    });
    assert.deepEqual([sized.count, sized.testCount], [120, 52]);
    assert.equal(sized.trainingCount('test'), 120);
    assert.equal(sized.part(120, 'test').validationLabels.length, 52);
    assert.ok(Math.abs(sized.commonest('test') - 1 / 26) < 1e-12);
    assert.equal(sized.classesIn(26), 26);
    assert.equal(sized.classesIn(5), 5);
    assert.ok(sized.hasTest);
    assert.equal(sized.validationCount('test'), 52);
    assert.equal(sized.validationCount('held-out'), 20);
    const held = sized.part(100, 'held-out').validationImages;
    assert.deepEqual(held, letters.images.slice(16 + 100 * 784));
  });
});

describe('files that cannot be used', () => {
  const { images, labels } = letters;
  /** @type {readonly [string, Record<string, Uint8Array>, string][]} */
  const cases = [
    [
      'empty',
      { a: new Uint8Array(0), labels },
      'a: expected an IDX file, got an empty file',
    ],
    [
      'no IDX',
      { a: new TextEncoder().encode('<!doctype html>'), labels },
      'a, magic: expected 00000803 of images or 00000801 of labels, got 3c21646f',
    ],
    [
      'a zip archive',
      { a: Uint8Array.of(0x50, 0x4b, 3, 4, 0), labels },
      'a: expected an IDX file, plain or in gzip, got a zip archive: unpack it, and choose what is in it',
    ],
    [
      'cut short',
      { a: images.slice(0, -1), labels },
      'a, content: expected 94080 bytes for 120 of them, got 94079 bytes',
    ],
    [
      'longer than they say',
      { images, b: Uint8Array.of(...labels, 7) },
      'b, content: expected 120 bytes for 120 of them, got 121 bytes',
    ],
    [
      'of another size',
      { a: idxFile([2, 32, 32], new Uint8Array(2048)), labels },
      'a, rows: expected 28, got 32',
    ],
    [
      'labels in the place of images',
      { a: labels, b: labels },
      'files: expected a file of images and the file of its labels, and the same of a test set or not, chosen together, got no images and labels in a, b',
    ],
    [
      'alone',
      { a: images },
      'files: expected a file of images and the file of its labels, and the same of a test set or not, chosen together, got images in a and no labels',
    ],
    [
      'of three pairs',
      { a: images, b: images, c: images, d: labels, e: labels, f: labels },
      'files: expected a file of images and the file of its labels, and the same of a test set or not, chosen together, got images in a, b, c and labels in d, e, f',
    ],
    [
      'with a file of labels too many',
      { a: images, b: labels, c: labels },
      'files: expected a file of images and the file of its labels, and the same of a test set or not, chosen together, got images in a and labels in b, c',
    ],
    [
      'of counts that differ',
      { images, b: test.labels },
      'b: expected 120 labels, one for each of images, got 52',
    ],
    [
      'too few',
      { a: idxSet(11).images, b: idxSet(11).labels },
      'a: expected at least 12 images, got 11',
    ],
    [
      'of one class',
      { images, b: idxFile([120], new Uint8Array(120)) },
      'b: expected labels of at least 2 classes, got only one label',
    ],
    [
      'of other classes in the test set',
      {
        images,
        labels,
        'test-a': test.images,
        'test-b': idxFile([52], new Uint8Array(52)),
      },
      'test-b, label 0: expected one of the 26 training labels, got 0',
    ],
    [
      'two pairs that nothing tells apart',
      { a: images, b: labels, c: images, d: labels },
      'a and c: expected one that is called test or t10k, got two of the same size and no such name',
    ],
    [
      'of absurd counts',
      { images, b: idxFile([4_000_000_000], new Uint8Array(1)) },
      'b, count: expected at most 250000, got 4000000000',
    ],
  ];
  for (const [what, contents, message] of cases) {
    it(`are refused in words: ${what}`, async () => {
      await assert.rejects(read(contents), {
        name: 'CoreError',
        code: 'data',
        message,
      });
    });
  }

  it('are refused in words: damaged gzip', async () => {
    const packed = gzipped(images);
    const flipped = packed.slice();
    flipped[packed.length - 6] = 1 ^ (packed[packed.length - 6] ?? 0);
    for (const damaged of [packed.slice(0, -20), flipped]) {
      await assert.rejects(read({ 'a.gz': damaged, labels }), {
        message:
          /^a\.gz: expected a whole gzip file, got one that is damaged or cut short/u,
      });
    }
  });

  it('are refused in words: gone since they were chosen', async () => {
    const gone = new File([/** @type {any} */ (images)], 'a');
    gone.arrayBuffer = () => Promise.reject(new Error('not found'));
    gone.slice = () => gone;
    await assert.rejects(readOwnDigits([gone], core), {
      message:
        'a: expected a file that can be read, got an error of the browser (not found)',
    });
  });

  it('are refused in words: too large, before they are read', async () => {
    const large = /** @type {any} */ ({ name: 'a', size: 1e9 });
    await assert.rejects(readOwnDigits([large], core), {
      message:
        'a: expected at most 196.0\u00a0MB, 250,000 images, got 1000.0\u00a0MB',
    });
  });
});

describe('a run on files of a reader’s own', () => {
  it('is that on the same images of the site, bit for bit, and fetches none', async () => {
    const tiny = Array.from({ length: 25 }, (_, n) => tinyImage(n));
    const pixels = new Uint8Array(Buffer.concat(tiny.map((one) => one.pixels)));
    const own = await read({
      a: idxFile([25, 28, 28], pixels),
      b: idxFile(
        [25],
        Uint8Array.from(tiny, ({ label }) => label),
      ),
    });
    const validation = own.part(20, 'held-out');
    // The site holds out the last five of 25.
    validation.validationImages = pixels.slice(20 * 784);
    validation.validationLabels = Uint8Array.from(
      tiny.slice(20),
      ({ label }) => label,
    );
    const rows = [];
    for (const options of [
      {},
      {
        own: () => validation,
        digits: async () => assert.fail('no file of the site is needed'),
      },
    ]) {
      const workers = new Workers();
      const { session } = workers.session(options);
      session.configure(SPEC);
      session.play();
      for (let round = 0; round < 60; round += 1) await workers.work();
      assert.equal(session.phase, 'done');
      rows.push(session.history?.columns(0, 0, 5));
    }
    assert.ok((rows[0]?.length ?? 0) > 5);
    assert.deepEqual(rows[0], rows[1]);
  });
});
