import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultState, schema, validate } from '../kit/schema.js';
import { RunController } from './run-controller.js';
import { runFields } from './run-state.js';

/** @import { ReactiveController } from 'lit' */
/** @import { RunListener } from './run-controller.js' */
/** @import { RunState } from './run-state.js' */

const runSchema = schema('run', runFields);
const ownerDocument = {};

/** A figure without a document: what the controller needs of one. */
class Figure {
  ownerDocument = ownerDocument;
  localName = 'some-figure';
  isConnected = false;
  updates = 0;
  /** @type {Map<string, string>} */
  attributes;
  /** @type {Map<string, string>} */
  errors = new Map();
  /** @type {ReactiveController[]} */
  controllers = [];
  #state = /** @type {RunState} */ (defaultState(runSchema));
  run;

  /**
   * @param {Record<string, string>} [attributes]
   * @param {RunListener} [listener]
   */
  constructor(attributes = {}, listener = {}) {
    this.attributes = new Map(Object.entries(attributes));
    this.run = new RunController(/** @type {any} */ (this), listener);
  }

  get state() {
    return this.#state;
  }

  /** @param {Partial<RunState>} part */
  set state(part) {
    const next = validate(runSchema, part, this.#state);
    this.#state = /** @type {RunState} */ (next);
    this.run.settle();
  }

  /** @param {ReactiveController} controller */
  addController(controller) {
    // A document is what the other one, for visibility, is about.
    if (controller instanceof RunController) this.controllers.push(controller);
  }

  requestUpdate() {
    this.updates += 1;
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /**
   * @param {string} name
   * @param {string} text
   */
  setAttribute(name, text) {
    this.attributes.set(name, text);
    this.run.settle();
  }

  /**
   * @param {string} words
   * @param {string} source
   */
  showError(words, source) {
    this.errors.set(source, words);
  }

  async connect() {
    this.isConnected = true;
    for (const { hostConnected } of this.controllers) {
      hostConnected?.call(this.run);
    }
    await null;
    return this;
  }

  async disconnect() {
    this.isConnected = false;
    this.run.hostDisconnected();
    await null;
  }
}

describe('a run controller', () => {
  it('joins the run of its name with the state that the figure then has', async () => {
    const one = await new Figure({ run: 'a' }).connect();
    const two = new Figure({ run: 'a' });
    const joining = two.connect();
    two.state = { seed: 7 };
    await joining;
    assert.equal(one.state.seed, 7);
    assert.equal(one.run.session, two.run.session);
    assert.equal(one.run.isShared, true);
    one.state = { epochs: 9 };
    assert.equal(two.state.epochs, 9);
    await one.disconnect();
    assert.equal(two.run.isShared, false);
    await two.disconnect();
  });

  it('has a run of its own without a name', async () => {
    const one = await new Figure().connect();
    const two = await new Figure().connect();
    assert.notEqual(one.run.session, two.run.session);
    assert.equal(one.run.isShared, false);
  });

  it('stays where the figure is merely moved', async () => {
    const figure = await new Figure({ run: 'moved' }).connect();
    const { session } = figure.run;
    figure.isConnected = false;
    figure.run.hostDisconnected();
    await figure.connect();
    assert.equal(figure.run.session, session);
    await figure.disconnect();
    assert.notEqual(figure.run.session, session);
  });

  it('takes the epochs to measure from the attribute, for all that share', async () => {
    const one = await new Figure({ run: 'b' }).connect();
    const two = await new Figure({ run: 'b', measuring: 'every' }).connect();
    assert.equal(one.run.measuring, 'every');
    assert.equal(one.getAttribute('measuring'), 'every');
    one.run.measure(0.25);
    assert.equal(two.getAttribute('measuring'), '0.25');
    assert.equal(two.run.measuring, 0.25);
    two.setAttribute('measuring', 'seldom');
    assert.match(
      two.errors.get('attribute measuring') ?? '',
      /expected one of .*every, got “seldom”/,
    );
    assert.equal(two.run.measuring, 0.25);
    two.setAttribute('measuring', '0.1');
    assert.equal(two.errors.get('attribute measuring'), '');
    assert.equal(one.run.measuring, 0.1);
    await one.disconnect();
    await two.disconnect();
  });

  it('makes the run when it is asked to play, even before it has joined', async () => {
    /** @type {string[]} */
    const heard = [];
    const figure = new Figure(
      { run: 'c' },
      {
        begun: () => heard.push('begun'),
        pointed: (epoch) => heard.push(`pointed ${epoch}`),
      },
    );
    void figure.connect();
    assert.equal(figure.run.phase, 'idle');
    figure.run.toggle();
    assert.equal(figure.run.phase, 'starting');
    assert.equal(figure.run.isPlaying, true);
    assert.deepEqual(heard, ['pointed null', 'begun', 'pointed null']);
    const { updates } = figure;
    figure.run.point(3);
    assert.equal(heard.at(-1), 'pointed 3');
    assert.equal(figure.updates, updates + 1);
    figure.run.toggle();
    assert.equal(figure.run.isPlaying, false);
    await figure.disconnect();
    assert.equal(figure.run.phase, 'idle');
  });
});
