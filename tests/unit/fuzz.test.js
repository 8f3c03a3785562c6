import test from 'node:test';
import { properties, tried } from '../fuzz/all.js';

for (const [name, property] of properties) {
  test(name, () => tried(property, 300, 1));
}
