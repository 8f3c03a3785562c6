import { html, nothing, render } from 'lit';
import { readingWords } from './reading-words.js';
import { THEMES, chooseTheme, keptTheme, showTheme } from './theme.js';

/** A section is the present one once its heading has come up to here. */
const READING_LINE = 0.4;

/**
 * Fills the bar that stays at hand: the contents with the present section marked,
 * the sections before and after it, and the colours.
 *
 * @param {HTMLElement} $bar - empty
 * @param {readonly HTMLAnchorElement[]} links - the contents, in the page's order
 */
export function showBar($bar, links) {
  const places = links.flatMap(($link) => {
    const $heading = document.getElementById($link.hash.slice(1));
    return $heading
      ? { $heading, hash: $link.hash, name: $link.textContent.trim() }
      : [];
  });
  const theme = keptTheme();
  showTheme(theme);
  /** @type {number | undefined} */
  let shown;

  const close = () => $bar.querySelector('details')?.removeAttribute('open');

  /** @param {number} at - of a place @param {'previous' | 'next'} way */
  const step = (at, way) => {
    const place = places[at];
    const words = place
      ? `${readingWords[way]}: ${place.name}`
      : `${readingWords[way]}: ${readingWords.start}`;
    const hash = place?.hash ?? (at < 0 ? '#top' : nothing);
    return html`<a
      class="step ${way}"
      href=${hash}
      rel=${way === 'next' ? 'next' : 'prev'}
      title=${hash === nothing ? nothing : words}
      ><span class="spoken"
        >${hash === nothing ? readingWords[way] : words}</span
      ></a
    >`;
  };

  const show = () => {
    const line = READING_LINE * innerHeight;
    const isAtEnd =
      innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const present = isAtEnd
      ? places.length - 1
      : places.findLastIndex(
          ({ $heading }) => $heading.getBoundingClientRect().top <= line,
        );
    if (present === shown) return;
    shown = present;
    const items = places.map(
      ({ hash, name }, at) =>
        html`<li>
          <a href=${hash} aria-current=${at === present ? 'location' : nothing}
            >${name}</a
          >
        </li>`,
    );
    render(
      html`<details class="bar-contents">
          <summary>
            ${readingWords.contents}<span class="bar-present"
              >${places[present]?.name ?? ''}</span
            >
          </summary>
          <ol @click=${close}>
            ${items}
          </ol>
        </details>
        ${step(present < 0 ? places.length : present - 1, 'previous')}
        ${step(present + 1, 'next')}
        <select
          aria-label=${readingWords.colours}
          @change=${(
            /** @type {Event & { target: HTMLSelectElement }} */ { target },
          ) =>
            chooseTheme(
              /** @type {import('./theme.js').Theme} */ (target.value),
            )}
        >
          ${THEMES.map(
            (each) =>
              html`<option value=${each} ?selected=${each === theme}>
                ${readingWords.themes[each]}
              </option>`,
          )}
        </select>`,
      $bar,
    );
  };

  let isDue = false;
  const ask = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      show();
    });
  };
  addEventListener('scroll', ask, { passive: true });
  new ResizeObserver(ask).observe(document.body);
  $bar.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !$bar.querySelector('details[open]')) return;
    close();
    $bar.querySelector('summary')?.focus();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !$bar.contains(target)) close();
  });
  show();
}
