/**
 * The drawer in which a reader chooses files: what is trained on in the place of the
 * page's own images, and what it is called.
 */
import { html, nothing } from 'lit';
import { openCore } from '../../core/core.js';
import { wordsOf } from '../../core/core-error.js';
import { readOwnDigits } from '../../core/own-digits.js';
import { button } from '../../kit/buttons.js';
import { countText } from '../../kit/numbers.js';
import { INK_BYTES } from '../../run/run-memory.js';

/** @import { OwnDigits, Validation } from '../../core/own-digits.js' */
/** @import { DepthAccuracyElement } from './depth-accuracy.js' */
/** @import { OwnSource } from './cells.js' */
/** @import { DepthAccuracyState as State } from './state.js' */

/** Bytes of a worker without images. */
const WORKER_BYTES = 15e6;

/** Bytes of an image: as it is sent, and in the core. */
const IMAGE_BYTES = 2 * 28 * 28;

/** The keys that follow from the images. */
const KEYS = /** @type {const} */ (['images', 'lambda', 'batch']);

const ownWords = Object.freeze({
  note: 'MNIST’s files, Fashion-MNIST’s, EMNIST’s, or others of 28 × 28 pixels in the same format (IDX), plain or in gzip: the images and their labels, and those of the test set if you like, all at once. They are read in this page and sent nowhere.',
  choose: 'Choose files…',
  drop: 'or drop them here',
  reading: 'Reading…',
  found: (
    /** @type {string} */ images,
    /** @type {number} */ classes,
    /** @type {string} */ labels,
    /** @type {string} */ test,
  ) => `${images} images of ${classes} classes, labels ${labels}${test}.`,
  test: (/** @type {string} */ images) => `; ${images} test images`,
  split: (/** @type {string} */ training, /** @type {string} */ validation) =>
    `${training} can be trained on; each network is validated on ${validation} others.`,
  title: (
    /** @type {string} */ images,
    /** @type {number} */ classes,
    /** @type {string} */ validation,
  ) =>
    `Trained on ${images} images of ${classes} classes, validated on ${validation}.`,
  validation: 'Validate on',
  validations: Object.freeze({
    'held-out': 'held-out training images',
    test: 'the test files',
  }),
  validated: Object.freeze({
    'held-out': 'validated on held-out images',
    test: 'validated on the test files',
  }),
  noTest: 'These files have no test set to validate on.',
  fewer: (/** @type {string} */ images) =>
    `These files have ${images} images to train on: fewer than the settings ask for.`,
  sorted: (
    /** @type {string} */ images,
    /** @type {number} */ shown,
    /** @type {number} */ classes,
  ) =>
    `The first ${images} training images show only ${shown} of the ${classes} classes; a network cannot learn the others.`,
  refused: (/** @type {string} */ words) =>
    `${words}. The table stays as it was.`,
  names: 'Files that were read',
  back: 'Back to MNIST',
  again: 'Train on these files',
});

/** The files of a reader, once some have been read. */
export class OwnFiles {
  #host;
  #changed;
  /** @type {OwnDigits | null} */
  #own = null;
  /** @type {Partial<State> | null} What was set for the page's own images. */
  #before = null;
  #problem = '';
  #isReading = false;
  #isOver = false;

  /**
   * @param {DepthAccuracyElement} host - the figure
   * @param {() => void} changed - told when other files have been read
   */
  constructor(host, changed) {
    this.#host = host;
    this.#changed = changed;
  }

  /** @returns {boolean} whether there are any */
  get isRead() {
    return this.#own !== null;
  }

  /** @returns {Record<(typeof KEYS)[number], import('../../kit/fields.js').NumberField>} of the state */
  get #fields() {
    const { schema } = /** @type {any} */ (this.#host.constructor);
    return schema.fields;
  }

  /** @returns {OwnDigits} */
  get #read() {
    return /** @type {OwnDigits} */ (this.#own);
  }

  /** @param {State} state @returns {string} why these files cannot be trained on as set, if so */
  obstacle({ images, validation }) {
    if (validation === 'test' && !this.#read.hasTest) return ownWords.noTest;
    const most = this.#read.trainingCount(validation);
    return images > most ? ownWords.fewer(countText(most)) : '';
  }

  /** @param {State} state @returns {string} what is amiss with the images, if anything is */
  warning({ images }) {
    const shown = this.#read.classesIn(images);
    const { length } = this.#read.classes;
    if (shown === length) return '';
    return ownWords.sorted(countText(images), shown, length);
  }

  /** @param {State} state @returns {number} images that can be trained on */
  most({ validation }) {
    return this.#read.trainingCount(validation);
  }

  /** @param {State} state @returns {OwnSource} the images, for the runs */
  source({ validation }) {
    const own = this.#read;
    return {
      name: `${own.id} ${validation}`,
      part: (images) => own.part(images, validation),
      memoryOf: ({ images, batch, pixels, precision }) => {
        const validated = own.validationCount(validation);
        const ink = own.ink * (pixels / 28) ** 1.7 * INK_BYTES[precision];
        const lists = images * (batch === images ? 2 : 1) + validated;
        return WORKER_BYTES + (images + validated) * IMAGE_BYTES + lists * ink;
      },
    };
  }

  /** @param {State} state @returns {{ classes: number, constant: number }} see `depthReadings` */
  guess({ validation }) {
    const { classes } = this.#read;
    return {
      classes: classes.length,
      constant: this.#read.commonest(this.#usable(validation)),
    };
  }

  /** @param {State} state @returns {string} what the networks are trained on */
  title({ images, validation }) {
    const validated = this.#read.validationCount(this.#usable(validation));
    const { length } = this.#read.classes;
    return ownWords.title(countText(images), length, countText(validated));
  }

  /** @param {State} state @returns {string} what they are called, for tables */
  name({ validation }) {
    return `${this.#read.names[0]}, ${ownWords.validated[this.#usable(validation)]}`;
  }

  /** @param {State} state @returns {string} what was found in them */
  found({ validation }) {
    const { count, testCount, classes } = this.#read;
    const usable = this.#usable(validation);
    const found = ownWords.found(
      countText(count),
      classes.length,
      labelsText(classes),
      testCount > 0 ? ownWords.test(countText(testCount)) : '',
    );
    const split = ownWords.split(
      countText(this.#read.trainingCount(usable)),
      countText(this.#read.validationCount(usable)),
    );
    return `${found} ${split}`;
  }

  /** @param {Validation} validation @returns {Validation} the same, if there are such files */
  #usable(validation) {
    return this.#read.hasTest ? validation : 'held-out';
  }

  /**
   * Reads files, and has the table trained on them. Where they are refused nothing else
   * changes.
   *
   * @param {Iterable<File>} files - as chosen or dropped
   */
  async choose(files) {
    const chosen = [...files];
    if (chosen.length === 0 || this.#isReading) return;
    const before = this.#own;
    this.#isReading = true;
    this.#problem = '';
    this.#host.requestUpdate();
    try {
      const { core } = await openCore('idx');
      this.#own = await readOwnDigits(chosen, core);
      this.#use();
    } catch (error) {
      this.#own = before;
      this.#problem = ownWords.refused(wordsOf(error));
    }
    this.#isReading = false;
    this.#host.requestUpdate();
  }

  /** Has the table trained on the files that were read. */
  #use() {
    const { state } = this.#host;
    if (state.data === 'mnist') {
      this.#before = Object.fromEntries(KEYS.map((key) => [key, state[key]]));
    }
    const validation = this.#usable(state.validation);
    const images = this.#read.trainingCount(validation);
    // λ/n stays as it is: each update shrinks the weights by ηλ/n.
    const lambda = (state.lambda * images) / state.images;
    this.#host.state = {
      data: 'own',
      validation,
      images,
      lambda: Math.min(this.#fields.lambda.max, Number(lambda.toPrecision(3))),
      batch: Math.min(state.batch, images),
    };
    this.#changed();
  }

  #goBack() {
    const usual = this.#fields;
    const before =
      this.#before ??
      Object.fromEntries(KEYS.map((key) => [key, usual[key].default]));
    this.#host.state = { data: 'mnist', validation: 'held-out', ...before };
  }

  /** @param {boolean} isOver - whether files are held over the place to drop them */
  #hover(isOver) {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    this.#host.requestUpdate();
  }

  /** @returns {unknown} a template: the content of the drawer */
  render() {
    const { state, controls } = this.#host;
    const isOwn = state.data === 'own';
    const own = this.#own;
    const status = this.#isReading
      ? ownWords.reading
      : own
        ? this.found(state)
        : '';
    return html`<p class="ug-hint">${ownWords.note}</p>
      <div
        class="depth-drop ${this.#isOver ? 'is-over' : ''}"
        data-control="choose-files"
        @dragover=${(/** @type {DragEvent} */ event) => {
          event.preventDefault();
          this.#hover(true);
        }}
        @dragleave=${() => this.#hover(false)}
        @drop=${(/** @type {DragEvent} */ event) => {
          event.preventDefault();
          this.#hover(false);
          void this.choose(event.dataTransfer?.files ?? []);
        }}
      >
        ${button({
          control: 'choose',
          label: ownWords.choose,
          onClick: () =>
            this.#host.renderRoot
              .querySelector(/** @type {'input'} */ ('input[type="file"]'))
              ?.click(),
        })}
        <input
          type="file"
          multiple
          hidden
          @change=${(/** @type {Event} */ event) => {
            const $input = /** @type {HTMLInputElement} */ (event.target);
            const files = [...($input.files ?? [])];
            // The same files can be chosen again.
            $input.value = '';
            void this.choose(files);
          }}
        />
        <span>${ownWords.drop}</span>
      </div>
      <p role="alert" class="ug-problem">${this.#problem}</p>
      <p role="status">${status}</p>
      ${
        own?.hasTest && isOwn
          ? html`<div class="ug-fields">
              ${controls.of('validation', {
                label: ownWords.validation,
                optionName: (/** @type {Validation} */ name) =>
                  ownWords.validations[name],
              })}
            </div>`
          : nothing
      }
      ${
        own && !isOwn
          ? button({
              control: 'use-files',
              label: ownWords.again,
              onClick: () => this.#use(),
            })
          : nothing
      }
      ${
        isOwn
          ? button({
              control: 'back-to-mnist',
              label: ownWords.back,
              onClick: () => this.#goBack(),
            })
          : nothing
      }
      ${
        own
          ? html`<ul class="depth-files" aria-label=${ownWords.names}>
              ${own.names.map((name) => html`<li>${name}</li>`)}
            </ul>`
          : nothing
      }`;
  }
}

/** @param {readonly number[]} labels - ascending @returns {string} “1 to 26”, or all of them where some are left out */
function labelsText(labels) {
  const [first = 0] = labels;
  const last = labels.at(-1) ?? first;
  const isWhole = last - first + 1 === labels.length;
  return isWhole ? `${first} to ${last}` : labels.join(', ');
}
