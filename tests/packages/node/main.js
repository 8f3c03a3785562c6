/** Trains the run whose settings are the first argument, and writes its history. */
import { chain, openRun, StateError } from 'unstable-gradients/core';
import 'unstable-gradients/define';
import { LearningSpeedsElement } from 'unstable-gradients';

const [, , settings = '{}'] = process.argv;
const run = await openRun(JSON.parse(settings));
const { epochs, speeds, cost, trainingAccuracy, validationAccuracy } =
  run.train().history;
const rows = [0, epochs.length - 1].map((row) => {
  const layers = run.settings.hidden.length;
  return [
    ...speeds.subarray(row * layers, (row + 1) * layers),
    cost[row],
    trainingAccuracy[row],
    validationAccuracy[row],
  ];
});
run.free();

const more = await openRun({ images: 1200, batch: 100, epochs: 1, pixels: 7 });
more.advance(1);

let refused;
try {
  await openRun({ rate: 0 });
} catch (error) {
  refused = [error instanceof StateError, error.key];
}
const { product } = await chain();
process.stdout.write(
  JSON.stringify({
    rows,
    epoch: more.train().epoch,
    refused,
    product,
    element: typeof LearningSpeedsElement,
  }),
);
