/** A drawer that shows what a linear reader recovers of the digit from each layer. */
import { html, nothing } from 'lit';
import { wordsOf } from '../../../core/core-error.js';
import { adoptStyles } from '../../../kit/adopt-styles.js';
import { button } from '../../../kit/buttons.js';
import { pictureData } from '../../../kit/data-drawer.js';
import { RoomController } from '../../../kit/room-controller.js';
import { foundIn, tableOf } from './found.js';
import styles from './layers-read.css?inline';
import { drawLayers } from './picture.js';
import { layersWords as words, verdict } from './words.js';

/** @import { RunHistory } from '../../../run/run-history.js' */
/** @import { LayersFound } from './found.js' */

/** The drawer's content. */
export class LayersRead {
  #figure;
  #room;
  /** @type {LayersFound | null} */
  #found = null;
  /** @type {RunHistory | null} The run in which it was found. */
  #run = null;
  #accuracy = NaN;
  #status = '';
  #isAsking = false;

  /** @param {import('../learning-speeds.js').LearningSpeedsElement} figure - the host */
  constructor(figure) {
    this.#figure = figure;
    this.#room = new RoomController(figure);
    adoptStyles(figure, styles);
  }

  /** @returns {unknown} a template */
  render() {
    const { history } = this.#figure.training;
    // What was found is of that run alone.
    const found = history === this.#run ? this.#found : null;
    const { room } = this.#room;
    return html`<div class="layers-read" data-control="layers-read-shown">
      <p class="ug-hint">${words.explained}</p>
      <div>
        ${button({
          control: 'read-layers',
          label: found ? words.again : words.ask,
          isDisabled: this.#isAsking,
          onClick: () => void this.#ask(),
        })}
      </div>
      <p role="status" id="layers-verdict">
        ${found ? verdict(found).join(' ') : nothing} ${this.#status}
      </p>
      <div class="plot-canvas" data-picture="layers" ${this.#room.ref()}>
        ${found && room ? drawLayers(found, room) : nothing}
      </div>
      ${found ? this.#renderNumbers(found) : nothing}
    </div>`;
  }

  /** @param {LayersFound} found */
  #renderNumbers(found) {
    const { images, validationImages } = found;
    return html`<p class="ug-hint">
        ${words.fitted(images, validationImages)}
        ${Number.isFinite(this.#accuracy) ? words.network(this.#accuracy) : nothing}
      </p>
      ${pictureData({
        host: this.#figure,
        name: 'linear-readers',
        table: tableOf(found),
        pictures: [
          {
            name: 'linear-readers',
            label: words.svg,
            selector: '[data-picture="layers"]',
          },
        ],
      })}`;
  }

  async #ask() {
    if (this.#isAsking) return;
    const { training } = this.#figure;
    this.#isAsking = true;
    this.#say(words.asking);
    try {
      const { hidden } = training.shown;
      const probed = await training.session.probe();
      const { history } = training;
      if (probed) {
        this.#found = foundIn(probed, hidden.length);
        this.#run = history;
        this.#accuracy = history?.row(Infinity).validationAccuracy ?? NaN;
        this.#status = '';
      } else this.#status = history ? words.moved : words.none;
    } catch (error) {
      this.#status = words.failed(wordsOf(error));
    }
    this.#isAsking = false;
    this.#figure.requestUpdate();
  }

  /** @param {string} status */
  #say(status) {
    this.#status = status;
    this.#figure.requestUpdate();
  }
}
