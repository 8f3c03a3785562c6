/** A copy of the tree to put faults into. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Of what is not committed: what tests read. */
const MADE = ['www/pkg', 'www/data', 'www/lists'];

/**
 * @param {string} copy - a folder, made anew
 * @returns {string[]} the paths of what is committed, or would be
 */
export function copyTree(copy) {
  const flags = ['ls-files', '-co', '--exclude-standard'];
  const files = execFileSync('git', flags, { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((file) => existsSync(join(ROOT, file || ' ')));
  rmSync(copy, { recursive: true, force: true });
  for (const file of [...files, ...MADE]) {
    if (!existsSync(join(ROOT, file))) continue;
    cpSync(join(ROOT, file), join(copy, file), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return files;
}
