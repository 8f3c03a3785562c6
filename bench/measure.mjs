/**
 * The benchmark itself; `scripts/bench` prepares what it needs and runs it.
 *
 *   node bench/measure.mjs [--quick] [--core] [--page] [--browsers] [--write] PART…
 *
 * PART… are the files of digits, from the repository's root.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measurePage } from './page-figures.mjs';
import { ENTRIES, NETWORKS, VANISHED, seriesOf } from './plan.mjs';
import { report } from './report.mjs';
import { peakOf, race } from './rounds.mjs';
import { ROOT, Stage, TOOLS } from './stage.mjs';
import { compareBrowsers } from './two-browsers.mjs';

/** @import { Entry } from './plan.mjs' */
/** @import { Result } from './rounds.mjs' */
/** @import { Worker } from './stage.mjs' */

const { values: options, positionals: parts } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    core: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    browsers: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});

/** @param {string} words */
const say = (words) => void process.stdout.write(`    ${words}\n`);

/** @typedef {Entry & { worker: Worker }} Player */

/**
 * @typedef {object} Findings
 * @property {string} date
 * @property {string} machine - its class, in words
 * @property {string[]} versions
 * @property {boolean} quick
 * @property {{ key: string, words: string, ownWay: boolean }[]} rows
 * @property {string[]} missing - who could not take part, and why
 * @property {Record<string, Map<string, Result>>} networks
 * @property {Record<string, Record<string, number>>} costs - after an epoch
 * @property {Record<string, number>} inks - pixels of an image that are not 0
 * @property {Record<string, number>} peaks - operations a nanosecond
 * @property {{ words: string, values: number[], texts: string[],
 *   lines: Record<string, Result[]> }[]} series
 * @property {{ words: string, ratios: Record<string, number> }[]} vanished
 * @property {Awaited<ReturnType<typeof measurePage>> | null} page
 */

/**
 * @param {Stage} stage
 * @param {string[]} missing
 * @returns {Promise<Player[]>}
 */
async function open(stage, missing) {
  const players = [];
  for (const entry of ENTRIES) {
    if (options.core && entry.peer === true) continue;
    try {
      players.push({ ...entry, worker: await entry.start(stage, parts) });
    } catch (error) {
      const [why] = String(error).split('\n');
      missing.push(`${entry.words} could not take part`);
      say(`skipped: ${entry.words} (${why})`);
    }
  }
  return players;
}

/**
 * @param {readonly Player[]} players
 * @param {Findings} findings
 */
async function raceNetworks(players, findings) {
  const effort = options.quick
    ? { rounds: 5, milliseconds: 15 }
    : { rounds: 25, milliseconds: 30 };
  for (const { key, text, words } of NETWORKS) {
    say(words);
    const racers = players
      .filter(({ except = [] }) => !except.includes(key))
      .map((player) => ({ ...player, text }));
    findings.networks[key] = await race(racers, effort);
    findings.costs[key] = {};
    const native = players.find((player) => player.key === 'native-f32');
    const ink = await native?.worker.ask({
      ...{ command: 'ink', precision: 'f32', number: 0, text },
    });
    findings.inks[key] = ink?.value ?? NaN;
    for (const { key: who, worker, precision } of racers) {
      const request = { precision, number: 1, text };
      const { value } = await worker.ask({ command: 'cost', ...request });
      Object.assign(findings.costs[key] ?? {}, { [who]: value });
    }
  }
}

/**
 * @param {readonly Player[]} players
 * @param {Findings} findings
 */
async function raceSeries(players, findings) {
  const effort = { rounds: options.quick ? 2 : 5, milliseconds: 20 };
  const keys = ['wasm-simd-f32', 'wasm-simd-f64', 'native-f32'];
  const ours = players.filter(({ key }) => keys.includes(key));
  for (const { words, values, text } of seriesOf(trainingImages())) {
    say(`the cost of an image by ${words}`);
    const lines = /** @type {Record<string, Result[]>} */ ({});
    for (const value of values) {
      const racers = ours.map((player) => ({ ...player, text: text(value) }));
      for (const [key, result] of await race(racers, effort)) {
        (lines[key] ??= []).push(result);
      }
    }
    findings.series.push({ words, values, texts: values.map(text), lines });
  }
}

/**
 * @param {readonly Player[]} players
 * @param {Findings} findings
 */
async function raceVanished(players, findings) {
  const effort = { rounds: options.quick ? 2 : 5, milliseconds: 40 };
  const keys = ['wasm-simd-f32', 'wasm-simd-f64', 'native-f32', 'native-f64'];
  for (const { words, healthy, vanished } of VANISHED) {
    say(words);
    const ratios = /** @type {Record<string, number>} */ ({});
    for (const player of players.filter(({ key }) => keys.includes(key))) {
      const racers = [
        { ...player, key: 'healthy', text: healthy },
        { ...player, key: 'vanished', text: vanished },
      ];
      const results = await race(racers, effort);
      ratios[player.key] = results.get('vanished')?.ratio ?? NaN;
    }
    findings.vanished.push({ words, ratios });
  }
}

/** @returns {number} images in the files of digits, by their headers */
function trainingImages() {
  return parts.reduce((sum, part) => {
    const bytes = readFileSync(join(ROOT, part));
    return sum + bytes.readUInt32LE(20);
  }, 0);
}

/** @returns {string} the machine's class, without its name */
function machine() {
  const all = cpus();
  const [{ model = 'unknown' } = {}] = all;
  return `${all.length} cores, ${process.arch}, ${model.replace(/\s+/g, ' ').trim()}`;
}

/** @param {Stage} stage */
function versionsWith(stage) {
  const { stdout } = spawnSync('rustc', ['--version'], { encoding: 'utf8' });
  const rust = stdout?.split(' ').slice(0, 2).join(' ');
  return [`${rust}`, stage.version, `Node ${process.versions.node}`];
}

async function main() {
  const stage = await Stage.open();
  const findings = /** @type {Findings} */ ({
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    versions: versionsWith(stage),
    quick: options.quick,
    rows: [],
    missing: [],
    networks: {},
    costs: {},
    inks: {},
    peaks: {},
    series: [],
    vanished: [],
    page: null,
  });
  try {
    if (!options.page) {
      const players = await open(stage, findings.missing);
      findings.rows = players.map(({ key, words, ownWay = false }) => ({
        ...{ key, words, ownWay },
      }));
      const peers = players.filter(({ peer }) => peer === true);
      findings.versions.push(
        ...new Set(peers.map(({ worker }) => worker.version)),
      );
      for (const { key, worker, precision } of players) {
        if (!/^(wasm|native)/.test(key)) continue;
        findings.peaks[key] = await peakOf(worker, precision);
      }
      await raceNetworks(players, findings);
      for (const { worker, peer } of players) if (peer === true) worker.end();
      await raceSeries(players, findings);
      await raceVanished(players, findings);
      for (const { worker } of players) worker.end();
    }
    if (!options.core && existsSync(join(ROOT, 'dist'))) {
      findings.page = await measurePage(stage, { parts, ...options, say });
    }
  } finally {
    await stage.close();
  }
  await report(findings, { write: options.write, tools: TOOLS });
}

if (options.browsers) {
  process.stdout.write(`\n${await compareBrowsers({ ...options, say })}\n`);
} else await main();
