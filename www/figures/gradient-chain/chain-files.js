/** A chain as files: its numbers, a script that recomputes them, its product, its drawing. */
import { html } from 'lit';
import { buttonGroup } from '../../kit/buttons.js';
import { CopiedText } from '../../kit/copied-text.js';
import { downloadCsv, pictureButtons, svgIn } from '../../kit/data-drawer.js';
import { download } from '../../kit/download.js';
import { linkTo } from '../../kit/toolbar.js';
import { neuronsTable } from './chain-tables.js';
import { chainTex } from './chain-tex.js';
import { RECOMPUTE } from './recompute.js';
import { gradientChainSchema } from './state.js';
import { fileWords as words } from './drawer-words.js';

/** @import { ChainNumbers } from './chain-numbers.js' */

/**
 * @param {import('../../kit/figure.js').Figure<any, any, any>} figure - the host
 * @returns {(chain: ChainNumbers) => unknown} renders the buttons
 */
export function chainFiles(figure) {
  const copied = new CopiedText(figure);
  return (chain) =>
    html`<div data-control="downloads">
      ${buttonGroup({
        label: words.downloads,
        buttons: [
          {
            control: 'download-csv',
            label: words.csv,
            onClick: () => downloadCsv('gradient-chain', neuronsTable(chain)),
          },
          {
            control: 'download-json',
            label: words.json,
            onClick: () => {
              const text = chainToJson(chain);
              const file = new Blob([text], { type: 'application/json' });
              download('gradient-chain.json', file);
            },
          },
          {
            control: 'copy-python',
            label: words.python,
            onClick: () =>
              void copied.copy(words.pythonText, chainScript(chain)),
          },
          {
            control: 'copy-latex',
            label: words.tex,
            onClick: () => void copied.copy(words.texText, chainTex(chain)),
          },
          ...pictureButtons(figure, [
            {
              label: words.svg,
              files: () =>
                svgIn(
                  'gradient-chain',
                  figure.renderRoot.querySelector(
                    '[data-control=drawing] .plot-canvas',
                  ),
                ),
            },
          ]),
        ],
      })}
      <div class="ug-copied">${copied.render()}</div>
    </div>`;
}

/**
 * @param {ChainNumbers} chain - state and numbers
 * @returns {string} JSON; NaN and infinities are texts
 */
export function chainToJson({ state, readings, running, log10 }) {
  const all = {
    figure: 'gradient-chain',
    link: linkTo(gradientChainSchema, state),
    ...{ state, readings, running, log10 },
  };
  return `${JSON.stringify(all, (_, item) => (isOdd(item) ? `${item}` : item), 2)}\n`;
}

/** @param {ChainNumbers} chain @returns {string} a script that recomputes it in plain Python */
export function chainScript({ state, readings, running }) {
  const page = { ...readings, running };
  // Python reads NaN and infinities where they stand in JSON as they are.
  const text = JSON.stringify(page, (_, item) =>
    isOdd(item) ? `#${item}#` : item,
  );
  return `"""Recomputes a chain of "Unstable gradients" in plain Python.

    ${linkTo(gradientChainSchema, state)}
"""
import json, sys
from math import copysign, exp, inf, log1p, tanh

STATE = json.loads('${JSON.stringify(state)}')
# What the page showed.
PAGE = json.loads('${text.replace(/"#(NaN|-?Infinity)#"/g, '$1')}')
${RECOMPUTE}`;
}

/** @param {unknown} item @returns {boolean} whether JSON has no number for it */
function isOdd(item) {
  return typeof item === 'number' && !Number.isFinite(item);
}
