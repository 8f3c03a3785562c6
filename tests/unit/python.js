/** The Python with NumPy that runs what the figures give to be run. */
import { spawnSync } from 'node:child_process';

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
