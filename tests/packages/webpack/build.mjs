/** Builds the page with nothing set but the entry: node build.mjs */
import { fileURLToPath } from 'node:url';
import webpack from 'webpack';

const here = fileURLToPath(new URL('.', import.meta.url));

webpack(
  {
    mode: 'production',
    context: here,
    entry: './main.js',
    output: { path: `${here}site`, filename: 'main.js' },
    // The core and the digits are as large as they are.
    performance: { hints: false },
  },
  (error, stats) => {
    if (!error && !stats.hasErrors() && !stats.hasWarnings()) return;
    process.stderr.write(`${error ?? stats.toString()}\n`);
    process.exitCode = 1;
  },
);
