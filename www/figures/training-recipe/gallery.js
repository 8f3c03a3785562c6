/** The digits of the page, sifted by what they show and ordered by what they cost. */
import { html, nothing } from 'lit';
import { button } from '../../kit/buttons.js';
import { drawDigits } from '../../kit/draw-digits.js';
import { countText, formatNumber } from '../../kit/numbers.js';
import { setStyles } from '../../kit/set-styles.js';
import { recipeWords as words } from './words.js';

/** @import { RawDigits } from '../../core/recipe.js' */
/** @import { Counts, Finding } from './findings.js' */
/** @import { TrainingRecipeElement } from './training-recipe.js' */
/** @import { RecipeState as State } from './state.js' */

/** Images on a page. */
const ON_A_PAGE = 40;

/** The side of the images, which are shown as they are stored. */
const SIDE = 28;

/** The digits, drawn once and kept. */
export class Gallery {
  #host;
  /** @type {Map<number, Float32Array>} */
  #pixels = new Map();

  /** @param {TrainingRecipeElement} host - the figure */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {RawDigits} digits
   * @param {Counts} counts
   * @param {Finding | null} finding - of the check of the data, once it is over
   * @returns {unknown} a template
   */
  render(digits, counts, finding) {
    const { state } = this.#host;
    const read = finding?.check === 'data' ? finding.byCost : [];
    const images = siftedImages(state, digits, read);
    const pages = Math.max(1, Math.ceil(images.length / ON_A_PAGE));
    const page = Math.min(state.page, pages);
    const shown = images.slice((page - 1) * ON_A_PAGE, page * ON_A_PAGE);
    const costs = new Map(read.map((one) => [one.image, one]));
    return html`<div
        class="recipe-counts"
        role="group"
        aria-label=${words.digit}
      >
        ${this.#countButton('all', counts.images, 0)}
        ${counts.counts.map((count, digit) =>
          this.#countButton(
            /** @type {State['digit']} */ (digit),
            count,
            count / counts.most,
          ),
        )}
      </div>
      <ul class="recipe-digits" tabindex="0" aria-label=${words.names.data}>
        ${shown.map((image) => this.#image(digits, image, costs.get(image)))}
      </ul>
      <div class="recipe-pages" data-control="page">
        ${button({
          control: 'previous',
          label: words.previous,
          isDisabled: page <= 1,
          onClick: () => this.#turn(page - 1, pages),
        })}
        <span>${words.pages(page, pages)}</span>
        ${button({
          control: 'next',
          label: words.next,
          isDisabled: page >= pages,
          onClick: () => this.#turn(page + 1, pages),
        })}
        ${
          state.order === 'cost' && read.length === 0
            ? html`<span class="ug-hint">${words.noCosts}</span>`
            : nothing
        }
      </div>`;
  }

  /** @param {State['digit']} digit @param {number} count @param {number} share - of the most frequent */
  #countButton(digit, count, share) {
    return html`<button
      type="button"
      aria-pressed=${String(this.#host.state.digit === digit)}
      ${setStyles({ '--share': String(share) })}
      @click=${() => this.#host.change({ digit, page: 1 })}
    >
      <b>${digit === 'all' ? words.allDigits : digit}</b>
      <span>${countText(count)}</span>
    </button>`;
  }

  /**
   * @param {RawDigits} digits
   * @param {number} image
   * @param {import('./findings.js').ReadImage | undefined} read - what the network said of it
   */
  #image(digits, image, read) {
    const label = digits.trainingLabel(image);
    const isWrong = read !== undefined && read.said !== label;
    const said = read ? words.said(read.said, formatNumber(read.cost)) : '';
    return html`<li class=${isWrong ? 'is-wrong' : ''}>
      <canvas
        width=${SIDE}
        height=${SIDE}
        role="img"
        aria-label=${`${words.image(image, label)}${said}`}
        title=${`${words.image(image, label)}${said}`}
        ${drawDigits([this.#pixelsOf(digits, image)], SIDE)}
      ></canvas>
      <span aria-hidden="true"
        >${label}${isWrong ? html` → <b>${read.said}</b>` : nothing}</span
      >
    </li>`;
  }

  /** @param {RawDigits} digits @param {number} image @returns {Float32Array} the same object for the same image */
  #pixelsOf(digits, image) {
    const known = this.#pixels.get(image) ?? digits.trainingPixels(image, SIDE);
    this.#pixels.set(image, known);
    return known;
  }

  /** @param {number} page @param {number} pages */
  #turn(page, pages) {
    if (page >= 1 && page <= pages) this.#host.change({ page });
  }
}

/**
 * @param {State} state
 * @param {RawDigits} digits
 * @param {readonly import('./findings.js').ReadImage[]} byCost - the costliest first;
 *   none before the check is over
 * @returns {number[]} the images that are shown, in their order
 */
export function siftedImages({ images, digit, order }, digits, byCost) {
  const all =
    order === 'cost' && byCost.length > 0
      ? byCost.map(({ image }) => image)
      : Array.from({ length: images }, (_, index) => index);
  return digit === 'all'
    ? all
    : all.filter((image) => digits.trainingLabel(image) === digit);
}
