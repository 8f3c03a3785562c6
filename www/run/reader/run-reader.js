/** The pad of a figure with one run. */
import { DigitReader } from './digit-reader.js';

/**
 * @param {import('../training-figure.js').TrainingFigure<any, any>} figure - the host
 * @param {import('../run-controller.js').RunController} training - its run
 * @returns {() => unknown} what renders the drawer
 */
export function runReader(figure, training) {
  const reader = new DigitReader(figure, {
    read: (bytes) => training.session.read(bytes),
    get stamp() {
      const { history, phase } = training;
      return [history, history?.rows, phase];
    },
    get network() {
      return training.shown;
    },
    get pointed() {
      const { pointed, history } = training;
      return pointed === (history?.epoch ?? pointed) ? null : pointed;
    },
  });
  return () => reader.render();
}
