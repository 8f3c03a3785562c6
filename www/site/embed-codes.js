/** What an author pastes to show a figure elsewhere, by the kind of place. */
import { attributeName } from '../kit/attributes.js';
import { figureToHash } from '../kit/link.js';
import { changedKeys, defaultState } from '../kit/schema.js';

/**
 * @param {Embedding} embedding - what is to be shown
 * @returns {string} the address of its embed
 */
export function embedAddress({ site, schema, state, view }) {
  return `${site}embed.html#${figureToHash(schema, state, view)}`;
}

/**
 * @param {Embedding} embedding - what is to be shown
 * @returns {Record<Place, string>} the code for each place
 */
export function embedCodes(embedding) {
  const { site, title, width, height } = embedding;
  const address = embedAddress(embedding);
  const src = attributeText(address);
  const rest =
    `title="${attributeText(title)}" width="${width}" height="${height}" ` +
    'style="border:0" allow="fullscreen; clipboard-write"';
  const frame = `<iframe src="${src}" ${rest} loading="lazy"></iframe>`;
  const waiting = `<iframe data-src="${src}" ${rest}></iframe>`;
  const script = (/** @type {string} */ file) =>
    `<script type="module" src="${site}${file}"></script>`;
  return {
    frame,
    waiting: `${script('embed-host.js')}\n${waiting}`,
    element: `${script('www/define.js')}\n${elementCode(embedding)}`,
    reveal: `<section>\n  ${waiting}\n</section>`,
    markdown: `\n${frame}\n`,
    mdx: frame
      .replace('style="border:0"', 'style={{ border: 0 }}')
      .replace('></iframe>', ' />'),
    quarto: `\`\`\`{=html}\n${frame}\n\`\`\``,
    // What Quarto would otherwise fetch for a file with everything inside stays outside.
    quartoSlide: `\`\`\`{=html}\n${waiting.replace('<iframe', '<iframe data-external="1"')}\n\`\`\``,
    hugo: `{{< unstable-gradients src="${address}" title=${JSON.stringify(title)} width="${width}" height="${height}" >}}`,
    myst: `:::{iframe} ${address}\n:width: 100%\n:title: ${title}\n:::`,
    mystSphinx: `\`\`\`{raw} html\n${frame}\n\`\`\``,
    rest: `.. raw:: html\n\n   ${frame}`,
    jupyter:
      'from IPython.display import IFrame\n' +
      `IFrame(${JSON.stringify(address)}, width="${width}", height=${height})`,
  };
}

/** @param {Embedding} embedding @returns {string} the tag, with the attributes that are not the default */
function elementCode({ schema, state, view }) {
  const values = /** @type {Record<string, any>} */ (state);
  const attributes = changedKeys(schema, defaultState(schema), state).map(
    (key) => [
      attributeName(schema, key),
      schema.fields[key]?.write(values[key]) ?? '',
    ],
  );
  if (view.hide?.length) attributes.push(['hide', view.hide.join(' ')]);
  if (view.theme) attributes.push(['theme', view.theme]);
  if (view.pace) attributes.push(['pace', view.pace]);
  if (view.kept) attributes.push(['kept', view.kept]);
  const text = attributes
    .map(([name, value = '']) => ` ${name}="${attributeText(value)}"`)
    .join('');
  return `<${schema.figure}${text}></${schema.figure}>`;
}

/** @param {string} text @returns {string} for between quotation marks in HTML */
function attributeText(text) {
  return text
    .replace(/&/g, '&amp;')
    .replace(/"/g, '&quot;')
    .replace(/</g, '&lt;');
}

/**
 * @typedef {object} Embedding
 * @property {string} site - its address, with a slash at the end
 * @property {import('../kit/schema.js').Schema<any>} schema - of the figure
 * @property {string} title - of the figure
 * @property {any} state - of the figure
 * @property {import('../kit/link.js').View} view - how it is shown
 * @property {string} width - in pixels, or `100%`
 * @property {number} height - in pixels
 */

/** @typedef {'frame' | 'waiting' | 'element' | 'reveal' | 'markdown' | 'mdx' | 'quarto' | 'quartoSlide' | 'hugo' | 'myst' | 'mystSphinx' | 'rest' | 'jupyter'} Place */
