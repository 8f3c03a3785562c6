import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';

/**
 * @param {unknown} template - of Lit
 * @returns {string} what it renders to, without Lit's marks, every blank one space
 */
export function markup(template) {
  return collectResultSync(render(html`${template}`))
    .replace(/<!--.*?-->|<\?>/g, '')
    .replace(/\s+/g, ' ');
}
