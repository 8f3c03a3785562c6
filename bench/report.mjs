/** What was found, as tables: on the terminal, and in docs/performance.md. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chart } from './chart.mjs';
import { pageGoals, speedGoals } from './goals.mjs';
import { NETWORKS } from './plan.mjs';
import { shareOfPeak, short } from './quantities.mjs';
import { ROOT } from './stage.mjs';

/** @import { Goal } from './goals.mjs' */
/** @import { Findings } from './measure.mjs' */

const DOCUMENT = 'docs/performance.md';
const PICTURE = 'docs/pictures/performance.svg';

/**
 * @param {readonly string[][]} rows - the first one is the head
 * @returns {string} a table in Markdown
 */
function table([head = [], ...rows]) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [line(head), `|${rule.join('|')}|`, ...rows.map(line)].join('\n');
}

/** @param {Findings} findings */
function networksTable({ rows, networks, missing }) {
  const head = ['µs an image, × the first row'];
  const body = rows.map(({ key, words }) => [
    words,
    ...NETWORKS.map(({ key: network }) => {
      const result = networks[network]?.get(key);
      if (result === undefined) return '–';
      const { best, ratio } = result;
      return `${short(best)}, ×${short(ratio, 2)}`;
    }),
  ]);
  const all = [[...head, ...NETWORKS.map(({ words }) => words)], ...body];
  return [table(all), ...missing.map((words) => `\n${words}.`)].join('\n');
}

/** @param {Findings} findings */
function peaksTable(findings) {
  const rows = Object.entries(findings.peaks).map(([key, peak]) => [
    key.replaceAll('-', ', '),
    short(peak),
    ...NETWORKS.map(
      ({ key: network }) =>
        `${short(shareOfPeak(findings, network, key), 2)} %`,
    ),
  ]);
  return table([
    [
      'build',
      'peak, GFLOP/s',
      ...NETWORKS.map(({ words }) => `of it: ${words}`),
    ],
    ...rows,
  ]);
}

/** @param {Findings} findings */
function seriesTables({ series }) {
  return series
    .map(({ words, values, lines }) =>
      table([
        [`µs an image by ${words}`, ...values.map((n) => short(n, 5))],
        ...Object.entries(lines).map(([key, results]) => [
          key.replaceAll('-', ', '),
          ...results.map(({ best }) => short(best)),
        ]),
      ]),
    )
    .join('\n\n');
}

/** @param {Findings} findings */
function vanishedTable({ vanished }) {
  const keys = Object.keys(vanished[0]?.ratios ?? {});
  return table([
    [
      'time, × the same network with the chapter’s weights',
      ...keys.map((key) => key.replaceAll('-', ', ')),
    ],
    ...vanished.map(({ words, ratios }) => [
      words,
      ...keys.map((key) => short(ratios[key] ?? NaN)),
    ]),
  ]);
}

/** @param {Findings} findings */
function agreement({ costs, rows }) {
  let widest = { miss: 0, words: '' };
  for (const each of Object.values(costs)) {
    for (const { key, words, ownWay } of rows) {
      const exact = each['native-f64'] ?? NaN;
      const miss = Math.abs((each[key] ?? exact) / exact - 1);
      // NaN has to show, too.
      if (!ownWay && !(miss <= widest.miss)) widest = { miss, words };
    }
  }
  return `After one epoch from the same weights the mean costs of all but brain.js agree to within ${widest.miss.toExponential(1)} of it (${widest.words}).`;
}

/** @param {readonly Goal[]} goals */
function goalsTable(goals) {
  const rows = goals.map(({ words, wanted, found, met }) => [
    words,
    found,
    wanted,
    judgement(met),
  ]);
  return table([['', 'measured', 'wanted', ''], ...rows]);
}

/** @param {boolean | null} met */
function judgement(met) {
  if (met === null) return 'not measured';
  return met ? 'met' : '**not met**';
}

/**
 * @param {Findings} findings
 * @returns {Record<string, string>} texts by the names of their markers
 */
function textsOf(findings) {
  const { date, machine, versions, quick, page } = findings;
  const about = [
    `Measured on ${date}${quick ? ', in a quick run' : ''}: ${machine};`,
    `${versions.join(', ')}.`,
  ].join('\n');
  const texts = /** @type {Record<string, string>} */ ({});
  if (findings.rows.length > 0) {
    texts['networks'] =
      `${about}\n\n${networksTable(findings)}\n\n${agreement(findings)}`;
    texts['goals'] = goalsTable(speedGoals(findings));
    texts['peak'] = peaksTable(findings);
    texts['series'] = seriesTables(findings);
    texts['vanished'] = vanishedTable(findings);
  }
  if (page !== null) {
    texts['page'] = `${about}\n\n${goalsTable(pageGoals(page))}`;
  }
  return texts;
}

/**
 * @param {string} document
 * @param {string} name - of the markers
 * @param {string} text - to stand between them
 */
function between(document, name, text) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [document.indexOf(open), document.indexOf(close)];
  if (start < 0 || end < start) {
    throw new Error(`${DOCUMENT}: expected the markers ${open} and ${close}`);
  }
  return `${document.slice(0, start + open.length)}\n\n${text}\n\n${document.slice(end)}`;
}

/**
 * @param {Findings} findings
 * @param {{ write: boolean, tools: string }} options
 */
export async function report(findings, { write, tools }) {
  const texts = textsOf(findings);
  const all = Object.values(texts).join('\n\n');
  process.stdout.write(`\n${all}\n`);
  await writeFile(join(tools, 'last-run.md'), `${all}\n`);
  const picture = findings.rows.length > 0 ? chart(findings) : null;
  if (picture !== null) {
    await writeFile(join(tools, 'last-run.svg'), picture);
  }
  if (!write) return;
  let document = await readFile(join(ROOT, DOCUMENT), 'utf8');
  for (const [name, text] of Object.entries(texts)) {
    document = between(document, name, text);
  }
  await writeFile(join(ROOT, DOCUMENT), document);
  if (picture !== null) {
    await mkdir(join(ROOT, 'docs/pictures'), { recursive: true });
    await writeFile(join(ROOT, PICTURE), picture);
  }
}
