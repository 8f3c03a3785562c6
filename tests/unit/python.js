/** The Python with NumPy that runs what the figures give to be run. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { pythonScript } from '../../www/kit/python/script.js';

/** Of a virtual environment, or as Debian installs it: the first may lack NumPy. */
const CANDIDATES = [process.env['PYTHON'], 'python3', '/usr/bin/python3'];

/** The command. */
export const PYTHON =
  CANDIDATES.find(
    (command) =>
      command !== undefined &&
      spawnSync(command, ['-c', 'import numpy']).status === 0,
  ) ?? '';

/** Why tests that need it are skipped; false if they are not. */
export const withoutNumpy =
  PYTHON === '' &&
  'there is no python3 with NumPy here: install python3-numpy, or name one in PYTHON';

/**
 * One with PyTorch, which is large and slow to load: only where it is named, as in
 * `TORCH_PYTHON=.tools/bench/venv/bin/python`, of which scripts/bench has made it.
 */
export const TORCH_PYTHON = process.env['TORCH_PYTHON'] ?? '';

/** Why tests that need it are skipped; false if they are not. */
export const withoutTorch =
  TORCH_PYTHON === '' &&
  'no Python with PyTorch is named in TORCH_PYTHON: .tools/bench/venv has one after scripts/bench';

/**
 * Runs a figure's script with NumPy, which has to find the numbers of the page; and
 * again with one of them changed, which it has to notice.
 *
 * @param {import('../../www/kit/python/script.js').Parts | null} parts - of the script
 * @param {string} [spoiled] - the number of the page that is changed, by its name
 * @returns {string} what it says
 */
export function recomputes(parts, spoiled) {
  assert.ok(parts, 'there is something to recompute');
  const script = pythonScript({ title: 'A figure', link: 'A link', ...parts });
  const run = (/** @type {string} */ input) =>
    spawnSync(PYTHON, ['-'], { input, encoding: 'utf8' });
  const { status, stdout, stderr } = run(script);
  assert.equal(status, 0, stdout + stderr);
  assert.match(stdout, /All agrees/);
  if (spoiled !== undefined) {
    const line = new RegExp(`(\n    "${spoiled}": )[^\n]*`);
    assert.match(script, line);
    const { status: wrong, stdout: said } = run(
      script.replace(line, '$112345,'),
    );
    assert.equal(wrong, 1, said);
    assert.match(said, /1 numbers DIFFER/);
  }
  return stdout;
}
