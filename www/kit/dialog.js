import { render } from 'lit';

/**
 * Shows a small dialog over a figure until it is closed; another takes its place.
 *
 * @param {HTMLElement} $figure - in whose shadow root it is
 * @param {string} label - what it is about
 * @param {(close: () => void) => unknown} content - a template
 */
export function showDialog($figure, label, content) {
  const root = $figure.shadowRoot;
  root?.querySelector('dialog')?.remove();
  const $dialog = $figure.ownerDocument.createElement('dialog');
  $dialog.className = 'ug-dialog';
  $dialog.setAttribute('aria-label', label);
  $dialog.addEventListener('close', () => $dialog.remove());
  // While it is there all keys are its own.
  $dialog.addEventListener('keydown', (event) => event.stopPropagation());
  render(
    content(() => $dialog.close()),
    $dialog,
  );
  root?.append($dialog);
  $dialog.showModal();
}
