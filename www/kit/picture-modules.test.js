/** The modules that make files of pictures, where no browser is needed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  BufferSource,
  EncodedPacket,
  EncodedPacketSink,
  Input,
  WEBM,
} from 'mediabunny';
import { crc32 } from './crc32.js';
import { lifeOf, momentsOf } from './film.js';
import { withComment } from './gif-file.js';
import { cut, layOut } from './framed-picture.js';
import { textChunk, withWords } from './png-file.js';
import { describe as describeSource, provenanceOf } from './provenance.js';
import { number, schema } from './schema.js';
import { written } from './webm-file.js';

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

  it('is as long as it is to be, as WebM, with each frame at its time', async () => {
    const times = [0, 0.4, 33, 33.4];
    const packets = times.map(
      (time, index) =>
        new EncodedPacket(
          Uint8Array.of(index, ...new Array(15).fill(7)),
          index === 2 || index === 0 ? 'key' : 'delta',
          time,
          index === 3 ? 0.6 : 0.4,
        ),
    );
    const colorSpace = /** @type {const} */ ({
      matrix: 'bt709',
      transfer: 'iec61966-2-1',
      primaries: 'bt709',
      fullRange: false,
    });
    const decoderConfig = {
      codec: 'vp09.00.40.08',
      codedWidth: 640,
      codedHeight: 362,
      colorSpace,
    };
    const metadata = { decoderConfig };
    /** @param {typeof FROM} from */
    const read = async (from) => {
      const file = await written({ codec: 'vp9', packets, metadata }, from);
      const source = new BufferSource(file);
      return new Input({ formats: [WEBM], source });
    };
    const input = await read({ ...FROM, note: 'σ′.' });
    assert.equal(await input.getDurationFromMetadata(), 34);
    const { title, description, raw } = await input.getMetadataTags();
    assert.equal(title, FROM.title);
    assert.equal(description, `σ′. ${FROM.settings} ${FROM.fingerprint}`);
    assert.equal(raw?.['URL'], FROM.link);
    const track = await input.getPrimaryVideoTrack();
    assert.ok(track);
    const size = [await track.getCodedWidth(), await track.getCodedHeight()];
    assert.deepEqual(size, [640, 362]);
    assert.equal(await track.getCodec(), 'vp9');
    assert.deepEqual(await track.getColorSpace(), colorSpace);
    const sink = new EncodedPacketSink(track);
    const found = [];
    for await (const { timestamp, type, data } of sink.packets()) {
      found.push([timestamp, type, data[0]]);
    }
    assert.deepEqual(found, [
      [0, 'key', 0],
      [0.4, 'delta', 1],
      [33, 'key', 2],
      [33.4, 'delta', 3],
    ]);
    const entered = await sink.getKeyPacket(33.2);
    assert.equal(entered?.timestamp, 33);

    const nameless = { ...FROM, note: '', settings: '', fingerprint: '' };
    const bare = await (
      await read({ ...nameless, link: '' })
    ).getMetadataTags();
    assert.deepEqual(Object.keys(bare.raw ?? {}), ['TITLE']);
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
