import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PYTHON, withoutNumpy } from '../../tests/unit/python.js';
import { npzFile } from './npz.js';

/** Prints type, shape and bytes of every array in a file. */
const SHOW = `
import json, sys, zipfile, numpy as np
assert zipfile.ZipFile(sys.argv[1]).testzip() is None
with np.load(sys.argv[1]) as data:
    print(json.dumps({name: [data[name].dtype.str, data[name].shape,
                             data[name].tobytes().hex()] for name in data.files}))
    print(data["text"].item())
`;

describe('an .npz file', { skip: withoutNumpy }, () => {
  it('is read by NumPy to the same bits', async () => {
    const arrays = {
      bytes: { data: Uint8Array.of(0, 1, 254, 255) },
      wholes: { data: Uint32Array.of(0, 2 ** 32 - 1) },
      single: {
        data: Float32Array.of(0.1, -0, NaN, Infinity, 1e-45, 3),
        shape: [2, 3],
      },
      double: {
        data: Float64Array.of(0.1, -0, 5e-324, -Infinity),
        shape: [2, 1, 2],
      },
      none: { data: new Float64Array(0), shape: [0, 3] },
      // A long name of a shape moves the header to the next multiple of 64.
      many: {
        data: new Uint8Array(64),
        shape: Array.from({ length: 30 }, (_, n) => (n < 6 ? 2 : 1)),
      },
      text: 'λ = 5, {"seed": 1}, 𝛿',
    };
    const folder = mkdtempSync(join(tmpdir(), 'npz-'));
    try {
      const file = join(folder, 'all.npz');
      writeFileSync(file, new Uint8Array(await npzFile(arrays).arrayBuffer()));
      const said = execFileSync(PYTHON, ['-c', SHOW, file], {
        encoding: 'utf8',
      });
      const [read = '', text] = said.split('\n');
      const found = JSON.parse(read);
      assert.deepEqual(Object.keys(found), Object.keys(arrays));
      assert.equal(text, arrays.text);
      const types = ['|u1', '<u4', '<f4', '<f8', '<f8', '|u1'];
      for (const [name, array] of Object.entries(arrays)) {
        if (typeof array === 'string') continue;
        const { buffer, byteOffset, byteLength } = array.data;
        const bytes = Buffer.from(buffer, byteOffset, byteLength).toString(
          'hex',
        );
        const shape = 'shape' in array ? array.shape : [array.data.length];
        assert.deepEqual(found[name], [types.shift(), shape, bytes], name);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
