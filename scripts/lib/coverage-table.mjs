/**
 * Adds up what `node --test` found covered, by rooms: node scripts/lib/coverage-table.mjs FILE
 * of lcov. Tests themselves, and what is made, do not count.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';

const [, , file = ''] = process.argv;

/** @type {Map<string, number[]>} lines covered, lines, branches covered, branches */
const rooms = new Map();
for (const record of readFileSync(file, 'utf8').split('end_of_record')) {
  const [, path = ''] = /^SF:(.*)$/m.exec(record) ?? [];
  const [, room = ''] = /^(?:.*\/)?www\/(\w+)\//.exec(path) ?? [];
  if (room === '' || room === 'pkg' || path.includes('.test.')) continue;
  for (const name of [room, 'all']) {
    const sums = rooms.get(name) ?? [0, 0, 0, 0];
    for (const [index, key] of ['LH', 'LF', 'BRH', 'BRF'].entries()) {
      const [, count = 0] =
        new RegExp(`^${key}:(\\d+)$`, 'm').exec(record) ?? [];
      sums[index] = Number(sums[index]) + Number(count);
    }
    rooms.set(name, sums);
  }
}

/** @param {number} part @param {number} whole */
const share = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;

for (const [room, [hit = 0, lines = 0, taken = 0, branches = 0]] of rooms) {
  process.stdout.write(
    `${room.padEnd(8)} ${share(hit, lines)} of ${lines} lines, ${share(taken, branches)} of ${branches} branches\n`,
  );
}
