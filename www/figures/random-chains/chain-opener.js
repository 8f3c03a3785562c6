import { gradientChainSchema } from '../gradient-chain/state.js';
import { countText } from './chains-sentence.js';
import { create } from '../../kit/create.js';
import { powerText } from '../../kit/numbers.js';
import { barWords, chainsWords } from './words.js';
import { linkFor } from '../../kit/figure-toolbar.js';

/**
 * Puts one of the chains into the figure of the chain where the document has
 * one; elsewhere it offers a link to it.
 */
export class ChainOpener {
  #$words = create('span', { role: 'status' });
  #$link = create('a', { hidden: true });
  $element = create(
    'p',
    { class: 'chains-opened', 'data-control': 'opened', hidden: true },
    this.#$words,
    ' ',
    this.#$link,
  );

  /**
   * @param {import('../../core/core.js').CoreParts['random-chains']} core - the loaded core
   * @param {import('./state.js').RandomChainsState} state -
   *   how the chains are drawn
   * @param {number} index - of the chain
   * @param {string} about - the ratio, roughly: where the last gradient is 0 as
   *   well, the chain itself has none
   * @returns {object | null} what the figure was given, if there is one
   */
  open(core, state, index, about) {
    const { depth, input, activation } = state;
    const flat = [...core.randomChain(state, index, depth)];
    const log10 = flat.pop() ?? NaN;
    const chain = {
      weights: flat.slice(0, depth),
      biases: flat.slice(depth),
      input,
      target: 1,
      activation,
      cost: /** @type {const} */ ('quadratic'),
    };
    const $chain = /** @type {any} */ (
      document.querySelector(gradientChainSchema.figure)
    );
    const number = countText(index + 1);
    const ratio = Number.isFinite(log10) ? powerText(log10) : about;
    this.$element.hidden = false;
    this.#$link.hidden = false;
    this.#$link.href = linkFor(gradientChainSchema, chain);
    if ($chain) {
      $chain.state = chain;
      this.#$words.textContent = barWords.opened(number, ratio);
      this.#$link.textContent = chainsWords.goThere;
      // The same page: a link to the figure as it is now.
      this.#$link.href = `#${new URL(this.#$link.href).hash.slice(1)}`;
      this.#$link.removeAttribute('target');
    } else {
      this.#$words.textContent = barWords.found(number, ratio);
      this.#$link.textContent = chainsWords.openElsewhere;
      this.#$link.target = '_blank';
      this.#$link.rel = 'noopener';
    }
    return $chain ? chain : null;
  }

  /** Takes away what was said: the chains are others now. */
  forget() {
    this.$element.hidden = true;
    this.#$words.textContent = '';
  }
}
