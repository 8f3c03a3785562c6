import { Drawer } from '../kit/drawer.js';
import { Figure } from '../kit/figure.js';
import { RunController } from './run-controller.js';
import { failureWords, runWords } from './run-words.js';
import { retryButton } from './transport.js';

/** @import { RunState } from './run-state.js' */
/** @import { RunListener } from './run-controller.js' */
/** @typedef {import('../core/core.js').CoreParts['training']} Core */

/**
 * A figure that trains a network: its run, what moves it, its settings, and what
 * is said and offered when it fails.
 *
 * @template {RunState} State
 * @template {object} Readings
 * @augments {Figure<State, Readings, Core>}
 */
export class TrainingFigure extends Figure {
  /** @override */
  static get observedAttributes() {
    return [...super.observedAttributes, 'measuring'];
  }

  /** The run, as the figure's controller. */
  training;
  settingsDrawer = new Drawer(this, {
    control: 'settings',
    label: runWords.settings,
    load: async () => {
      const { runSettings } = await import('./run-settings.js');
      return () => runSettings(this, this.training);
    },
  });
  /** What a failed run offers; '' where none has failed. */
  #offer = '';

  /** @param {Omit<RunListener, 'failed'>} listener - told what happens */
  constructor(listener) {
    super();
    this.training = new RunController(this, {
      ...listener,
      begun: () => {
        this.showError('', 'run');
        this.#offer = '';
        listener.begun?.();
      },
      failed: (failure) => {
        const { sentence, offer } = failureWords(failure, this.state.seed);
        this.showError(sentence, 'run');
        this.#offer = offer;
      },
    });
  }

  /** Trains to the last epoch. */
  play() {
    this.training.play();
  }

  /** Stops where it is. */
  pause() {
    this.training.pause();
  }

  /** Trains one epoch. */
  step() {
    this.training.step();
  }

  /**
   * Goes back to the untrained network: the same seed, the same weights.
   *
   * @override
   */
  reset() {
    this.training.reset();
  }

  /** @override */
  stateChanged() {
    this.training.settle();
  }

  /** @param {() => void} [again] - called before the run is made anew */
  renderRetry(again) {
    return retryButton(this.#offer, () => {
      again?.();
      this.training.again();
    });
  }
}
