/**
 * Writes the licences of what others wrote into a built site:
 * node scripts/notices.mjs DIST
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notices } from './lib/package-notices.mjs';

const [, , dist] = process.argv;
if (!dist) throw new Error('usage: node scripts/notices.mjs DIST');
writeFileSync(join(dist, 'THIRD-PARTY-NOTICES.md'), notices('site'));
