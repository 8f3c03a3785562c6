/**
 * Prints what failed in a JSON report of Playwright, each with where and why:
 *
 *     node scripts/lib/failed-tests.mjs REPORT
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';

/** @import { JSONReport, JSONReportSuite } from '@playwright/test/reporter' */

/** Of each error, the lines at most: the rest is in the log. */
const LINES = 20;

/** @type {JSONReport} */
const report = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
for (const error of report.errors) print(error.message);
report.suites.forEach(printFailures);

/** @param {JSONReportSuite} suite */
function printFailures({ specs, suites = [] }) {
  for (const { title, file, line, tests } of specs) {
    for (const { projectName, results, status } of tests) {
      if (status !== 'unexpected' && status !== 'flaky') continue;
      print(`[${projectName}] ${file}:${line} ${title}`);
      for (const { message } of results.flatMap(({ errors }) => errors)) {
        print(message, '    ');
      }
    }
  }
  suites.forEach(printFailures);
}

/**
 * @param {string} [text]
 * @param {string} [before] - put before each line
 */
function print(text = '', before = '') {
  const lines = stripVTControlCharacters(text).split('\n').slice(0, LINES);
  process.stdout.write(lines.map((line) => `${before}${line}\n`).join(''));
}
