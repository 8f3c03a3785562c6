/** How scripts/test adds up steps that run side by side. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const LIB = fileURLToPath(new URL('../../scripts/lib/', import.meta.url));

const RUN = `
set -euo pipefail
source "$LIB/say.sh"
source "$LIB/steps.sh"
begin_steps
twice() { echo "$1 begins"; sleep 0.3; echo "$1 ends"; }
wrong() { echo the reason; false; echo after; }
skipped() { return "$CANNOT_RUN"; }
one() { step first count_one twice first; step wrong count_one wrong; }
two() { step second count_one twice second; step skipped count_one skipped; }
three() { step none count_cargo true; false; step never count_one true; }
nothing() { return 0; }
together one two nothing
together three nothing
step alone count_one twice alone
report_steps || echo "ends with an error"
`;

test('steps side by side are counted as steps in a row, and say what they say in one piece', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steps-'));
  try {
    const { stdout, stderr } = spawnSync('bash', ['-c', RUN], {
      cwd: folder,
      env: { ...process.env, LIB },
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    for (const name of ['first', 'second', 'alone']) {
      assert.match(
        stdout,
        new RegExp(`==> ${name}\n${name} begins\n${name} ends\n`),
      );
    }
    assert.doesNotMatch(stdout, /after|never/);
    const rows = stdout.matchAll(/^(\S.*?) +(\d) +(\d) +(\d) +\d+ s$/gm);
    assert.deepEqual(
      Array.from(rows, ([, ...row]) => row.join(' ')),
      [
        'first 1 0 0',
        'wrong 0 1 0',
        'second 1 0 0',
        'skipped 0 0 1',
        'none 0 1 0',
        'three ended before its time 0 1 0',
        'alone 1 0 0',
      ],
    );
    // After the table as well: it may be all that is kept of a long run.
    assert.match(
      stdout,
      / s\n\nfailed: wrong\nthe reason\n\nfailed: none\n\n3 passed/,
    );
    assert.match(
      stdout,
      /\n3 passed, 3 failed, 1 skipped\nends with an error\n$/,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
