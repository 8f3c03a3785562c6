/** Offers beside a copied link to make a scene of the figure as it stands. */
import { html, nothing } from 'lit';
import { wordsOf } from '../core/core-error.js';
import { button } from '../kit/buttons.js';
import { Toolbar } from '../kit/toolbar.js';
import { hashOfFigure, schemas } from './address.js';
import { pageWords as words } from './page-words.js';

/** @typedef {import('./address.js').Figure} Figure */

/** What was said of each figure. @type {WeakMap<Figure, unknown>} */
const said = new WeakMap();

/** Puts the offer on every figure of the page. */
export function offerScenes() {
  Toolbar.besideLink = ($figure) => [
    button({
      control: 'add-to-lecture',
      label: words.addScene,
      look: 'quiet',
      onClick: () => void add($figure),
    }),
    html`<span role="status">${said.get($figure) ?? nothing}</span>`,
  ];
}

/** @param {Figure} $figure */
async function add($figure) {
  const schema = schemas.get($figure.localName);
  if (!schema) return;
  const { epochShown: epoch } = $figure;
  const open = [...$figure.drawers].filter((one) => one.isOpen);
  const link = hashOfFigure($figure, schema, {
    open: open.map(({ name }) => name),
    ...('openAt' in $figure && epoch > 0 && { epoch }),
  });
  try {
    const { addScene } = await import('./kept-lecture.js');
    const number = addScene(link);
    said.set(
      $figure,
      html`${words.added(number)}
        <a href="lecture.html">${words.openLecture}</a>`,
    );
  } catch (error) {
    said.set($figure, wordsOf(error));
  }
  $figure.requestUpdate();
}
