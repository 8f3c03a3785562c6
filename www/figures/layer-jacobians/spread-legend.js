import { html, mathml } from 'lit';

/** @returns {unknown} what is to be seen in the picture of the spread */
export function spreadLegend() {
  return html`<p class="ug-hint">
    “Averaged”: δˡ is averaged over the images, then its length is taken; the
    chapter’s speed. “Single”: the length of each image’s own δˡ, then their
    root mean square. A gradient vanishes if less than a tenth of it arrives at
    hidden layer 1, and explodes if more than ten times. Lines are medians,
    bands hold the middle nine tenths of the seeds. “Mean field” is
    <math>${meanFieldFactor()}</math>, what single images’ gradients would do in
    very wide layers.
  </p>`;
}

/** @returns {unknown} √(n σ_w² E[φ′(z)²]) */
function meanFieldFactor() {
  const two = mathml`<mn>2</mn>`;
  const slope = mathml`<msup><mi>φ</mi><mo>′</mo></msup>`;
  const squared = mathml`<msup><mrow>${slope}<mo stretchy="false">(</mo><mi>z</mi><mo stretchy="false">)</mo></mrow>${two}</msup>`;
  return mathml`<msqrt>
    <mi>n</mi><mspace width="0.17em"></mspace>
    <msubsup><mi>σ</mi><mi>w</mi>${two}</msubsup><mspace width="0.17em"></mspace>
    <mi mathvariant="normal">E</mi><mo stretchy="false">[</mo>${squared}<mo stretchy="false">]</mo>
  </msqrt>`;
}
