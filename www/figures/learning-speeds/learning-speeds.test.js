import assert from 'node:assert/strict';
import { test } from 'node:test';

import { markup } from '../../../tests/markup.js';
import { RunHistory } from '../../run/run-history.js';
import { runData } from './data.js';
import { rateReadout } from './notes.js';
import { accuracyReadout, costReadout } from './readout.js';

/** A run of two epochs, whose second has a speed of 0 and a subnormal one. */
const history = new RunHistory(2);
history.append([0], Float64Array.from([1 / 3, 2 / 3, 3.25, 0.1, 0.125]));
history.append([1], Float64Array.from([0, 5e-324, 2.5, 0.75, NaN]));

test('cost, rate and accuracies are written out', () => {
  const cost = markup(costReadout(history.row(0)));
  assert.match(cost, /<dd>3\.2500<\/dd>/);
  assert.match(markup(rateReadout(144_249.4)), /<dd>144\s249<\/dd>/);
  const accuracies = markup(accuracyReadout(history.row(1)));
  assert.match(accuracies, /75\.0\s%.*NaN/);
  assert.doesNotMatch(markup(costReadout(null)), /\d/);
  assert.doesNotMatch(markup(rateReadout(0)), /\d/);
});

test('the table shows the speeds by the measure chosen', () => {
  const run = new RunHistory(1);
  const row = Float64Array.from([0.25, 3, 0.1, 0.2]);
  run.append([0], row, Float64Array.from([1.5, 1.75]));
  const figure = {
    addEventListener: () => {},
    training: { session: { history: run, isMoving: false } },
    state: { seed: 1, measure: 'both' },
  };
  const render = runData(
    /** @type {any} */ (figure),
    /** @type {any} */ (null),
  );
  assert.match(markup(render()), /weights and biases together.*<td>1\.75000</);
  figure.state = { seed: 1, measure: 'biases' };
  assert.match(markup(render()), /measured by its biases.*<td>0\.250000</);
});

test('the table has every epoch once the run stands, the first at once', () => {
  const session = { history, isMoving: true };
  const figure = {
    addEventListener: () => {},
    training: { session },
    state: { seed: 1, measure: 'biases' },
  };
  const render = runData(
    /** @type {any} */ (figure),
    /** @type {any} */ (null),
  );
  const first = new RunHistory(2);
  first.append([0], history.columns(0, 0, 5).slice(0, 5));
  session.history = first;
  assert.equal(markup(render()).match(/<tr>/g)?.length, 2);
  first.append([1], history.columns(1, 0, 5));
  assert.equal(markup(render()).match(/scope="row"/g)?.length, 2);
  session.isMoving = false;
  const text = markup(render());
  assert.match(text, /<th scope="row">1<\/th> <td>0<\/td><td>4\.94066×10⁻³²⁴/);
  assert.match(text, /Every epoch\./);
});
