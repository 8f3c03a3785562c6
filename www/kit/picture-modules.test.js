/** The modules that make files of pictures, where no browser is needed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { crc32 } from './crc32.js';
import { lifeOf, momentsOf } from './film.js';
import { withComment } from './gif-file.js';
import { cut, layOut } from './framed-picture.js';
import { textChunk, withWords } from './png-file.js';
import { describe as describeSource, provenanceOf } from './provenance.js';
import { number, schema } from './schema.js';
import { webm } from './webm.js';

/** Elements of a WebM file that have others in them. */
const FULL = new Set(
  '1a45dfa3 18538067 1549a966 1654ae6b ae e0 55b0 1254c367 7373 67c8 1c53bb6b bb b7 1f43b675'.split(
    ' ',
  ),
);

/**
 * @param {Uint8Array} file
 * @param {number} [from]
 * @param {number} [to]
 * @returns {{ id: string, from: number, at: number, end: number }[]} all its elements, each
 *   of which ends where the next begins
 */
function elementsIn(file, from = 0, to = file.length) {
  if (from === to) return [];
  const bytes = Math.clz32(file[from] ?? 0) - 23;
  const id = Buffer.from(file.slice(from, from + bytes)).toString('hex');
  const at = from + bytes + 8;
  assert.equal(file[at - 8], 1, `${id}: a size of eight bytes`);
  const size = Buffer.from(file.slice(at - 7, at)).readUIntBE(1, 6);
  const end = at + size;
  assert.ok(end <= to, `${id} ends within what it is in`);
  const inside = FULL.has(id) ? elementsIn(file, at, end) : [];
  return [{ id, from, at, end }, ...inside, ...elementsIn(file, end, to)];
}

const FROM = {
  title: 'A figure',
  note: 'Epoch 7.',
  settings: 'Settings: seed 1.',
  fingerprint: 'Fingerprint of the run at epoch 7: 0123abcd.',
  link: 'https://example.org/index.html#figure=one&seed=1',
};

describe('where a picture is from', () => {
  class Stub {
    static figure = { title: 'One' };
    static schema = schema('one', {
      seed: number({ min: 0, max: 9, default: 1 }),
    });
    state = { seed: 3 };
    epochShown = 0;
    check = '';
    countedIn = 'epoch';
  }
  /** @param {Partial<Stub>} changes */
  const of = (changes) =>
    provenanceOf(/** @type {any} */ (Object.assign(new Stub(), changes)));

  it('has the fingerprint of the run, in words and in the link', () => {
    const from = of({ epochShown: 7, check: '7-0123abcd' });
    assert.equal(
      from.fingerprint,
      'Fingerprint of the run at epoch 7: 0123abcd.',
    );
    assert.match(from.link, /#figure=one&seed=3&epoch=7&check=7-0123abcd$/);
    assert.equal(
      describeSource(from),
      'Epoch 7. Settings: seed 3. Fingerprint of the run at epoch 7: 0123abcd.',
    );
  });

  it('says nothing of a run where there is none', () => {
    const from = of({});
    assert.equal(describeSource(from), 'Settings: seed 3.');
    assert.match(from.link, /#figure=one&seed=3$/);
  });
});

describe('the caption of a picture', () => {
  it('cuts a text at its end, and a link rather between two settings', () => {
    assert.deepEqual(cut('', 10, 2), []);
    assert.deepEqual(cut('0123456789', 10, 1), ['0123456789']);
    assert.deepEqual(cut('0123456789a', 10, 1), ['012345678…']);
    assert.deepEqual(cut('a=1234&b=12345', 10, 2), ['a=1234', '&b=12345']);
    // Where the first line would be all but empty it is cut anywhere.
    assert.deepEqual(cut('a&b=123456789', 10, 2), ['a&b=123456', '789']);
    assert.deepEqual(cut('x'.repeat(25), 10, 2), [
      'x'.repeat(10),
      `${'x'.repeat(9)}…`,
    ]);
  });

  it('stands under a picture of its own size', () => {
    const own = { width: 600, height: 300 };
    const { box, place, pixels, lines } = layOut(own, FROM, null);
    assert.deepEqual(lines, ['A figure. Epoch 7.', FROM.link]);
    assert.equal(box.width, 600);
    assert.ok(box.height > 300 + 2 * 9 && box.height < 350);
    assert.deepEqual(place, { x: 0, y: 0 });
    assert.equal(pixels.width, 600);
  });

  it('leaves the picture whole in every other size, in its middle', () => {
    const own = { width: 600, height: 300 };
    for (const size of [
      { width: 1920, height: 1080 },
      { width: 400, height: 4000 },
      { width: 4000, height: 400 },
    ]) {
      const { box, place, pixels } = layOut(own, FROM, size);
      assert.deepEqual(pixels, size);
      const scale = size.width / box.width;
      assert.ok(Math.abs(scale * box.height - size.height) < 1e-6);
      assert.ok(place.x >= -1e-9 && place.y >= 0, JSON.stringify(place));
      assert.ok(Math.abs(2 * place.x + own.width - box.width) < 1e-6);
      assert.ok(place.y + own.height <= box.height + 1e-6);
    }
    // A column is as high as it has to be.
    const column = layOut(own, FROM, { width: 1200, height: null });
    assert.equal(column.pixels.width, 1200);
    assert.ok(column.pixels.height > 600 && column.pixels.height < 700);
  });
});

describe('the texts of a PNG', () => {
  it('are chunks with their length and their checksum', () => {
    const chunk = textChunk('Title', 'σ′');
    const view = new DataView(chunk.buffer);
    const text = new TextEncoder().encode('σ′');
    assert.equal(view.getUint32(0), 'Title'.length + 5 + text.length);
    assert.equal(
      Buffer.from(chunk.subarray(4, -4)).toString(),
      'iTXtTitle\0\0\0\0\0σ′',
    );
    assert.equal(
      view.getUint32(chunk.length - 4),
      crc32(chunk.subarray(4, -4)),
    );
  });

  it('follow the header, and leave out what is not there', async () => {
    const png = Uint8Array.from({ length: 60 }, (_, index) => index);
    const blob = await withWords(new Blob([png]), { ...FROM, link: '' });
    const bytes = Buffer.from(await blob.arrayBuffer());
    assert.deepEqual([...bytes.subarray(0, 33)], [...png.subarray(0, 33)]);
    assert.deepEqual([...bytes.subarray(-27)], [...png.subarray(33)]);
    const text = bytes.toString();
    assert.match(text, /Title\0{5}A figure/);
    assert.match(text, /Description\0{5}Epoch 7\. .*0123abcd\./);
    assert.doesNotMatch(text, /Source/);
  });
});

describe('an animation', () => {
  it('goes from the first moment to the last, each of them once', () => {
    assert.deepEqual(momentsOf(10, 6, true), [0, 2, 4, 6, 8, 10]);
    assert.deepEqual(momentsOf(100, 6, false), [0, 4, 16, 36, 64, 100]);
    assert.deepEqual(momentsOf(2, 30, true), [0, 1, 2]);
    assert.deepEqual(momentsOf(0, 30, false), [0]);
  });

  it('has its words in a comment of blocks before its end', () => {
    const made = withComment(Uint8Array.of(1, 2, 0x3b), 'a'.repeat(300));
    assert.deepEqual([...made.subarray(0, 5)], [1, 2, 0x21, 0xfe, 255]);
    assert.equal(made[5 + 255], 45);
    assert.deepEqual([...made.subarray(-2)], [0, 0x3b]);
  });

  it('is as long as it is to be, as WebM, and can be entered at each cluster', () => {
    const frames = [0, 400, 33_000, 33_400].map((ms, index) => ({
      data: Uint8Array.of(index, 7),
      ms,
      isKey: index === 0,
    }));
    const size = { width: 640, height: 362 };
    const tags = { DESCRIPTION: 'σ, seed 1', URL: '' };
    const words = { title: 'One', tags };
    const ms = 34_000.5;
    const colour = { matrix: 'bt709', transfer: 'unheard-of' };
    const own = { codec: /** @type {const} */ ('vp9'), ...size, colour };
    const file = webm({ ...own, frames, ms, ...words });
    const all = elementsIn(file);
    const bytesOf = (/** @type {string} */ id) =>
      all
        .filter((one) => one.id === id)
        .map(({ at, end }) => file.slice(at, end));
    const numbers = (/** @type {string} */ id) =>
      bytesOf(id).map((bytes) =>
        Number(`0x${Buffer.from(bytes).toString('hex')}`),
      );
    const [length] = bytesOf('4489');
    assert.equal(Buffer.from(length ?? []).readDoubleBE(), ms);
    assert.deepEqual([numbers('b0'), numbers('ba')], [[640], [362]]);
    assert.deepEqual(numbers('55b1'), [1]);
    assert.deepEqual(numbers('55ba'), [], 'a name that is not known');
    assert.deepEqual(
      bytesOf('4487').map((bytes) => Buffer.from(bytes).toString()),
      ['σ, seed 1'],
    );
    // The times of blocks have 16 bits with a sign.
    assert.deepEqual(numbers('e7'), [0, 33_000]);
    assert.deepEqual(
      bytesOf('a3').map((bytes) => [...bytes]),
      [
        [0x81, 0, 0, 0x80, 0, 7],
        [0x81, 400 >> 8, 400 & 255, 0, 1, 7],
        [0x81, 0, 0, 0, 2, 7],
        [0x81, 400 >> 8, 400 & 255, 0, 3, 7],
      ],
    );
    const segment = all.find(({ id }) => id === '18538067');
    const clusters = all.filter(({ id }) => id === '1f43b675');
    assert.deepEqual(
      numbers('f1'),
      clusters.map(({ from }) => from - (segment?.at ?? 0)),
    );
    assert.deepEqual(numbers('b3'), [0, 33_000]);
  });

  it('ends with its figure, and with a press on Stop', async () => {
    /** @type {Set<any>} */
    const controllers = new Set();
    /** @type {any} */
    const host = {
      isConnected: true,
      addController: (/** @type {any} */ one) => controllers.add(one),
      removeController: (/** @type {any} */ one) => controllers.delete(one),
    };
    const stop = new AbortController();
    const stopped = lifeOf(host, stop.signal);
    stop.abort();
    assert.ok(stopped.signal.aborted);
    stopped.release();
    const leave = async (/** @type {boolean} */ isForGood) => {
      host.isConnected = !isForGood;
      for (const one of controllers) one.hostDisconnected();
      await Promise.resolve();
    };
    const { signal, release } = lifeOf(host, new AbortController().signal);
    await leave(false);
    assert.equal(signal.aborted, false, 'it was only moved');
    await leave(true);
    assert.equal(signal.reason.name, 'AbortError');
    release();
    assert.equal(controllers.size, 0);
  });
});
