/** The next figure of a page, for a lecture that goes through the page itself. */

/**
 * Lets the next figure of the page, or the one before, fill the screen in place of this.
 *
 * @param {HTMLElement} $figure - that fills it
 * @param {1 | -1} way - on or back
 */
export async function toNextFigure($figure, way) {
  const { ownerDocument: page } = $figure;
  const $all = figuresOf(page);
  const $next = $all[$all.indexOf($figure) + way];
  if (!$next) return;
  // Over the other one it would give the screen back to that.
  await page.exitFullscreen();
  try {
    await $next.requestFullscreen();
  } catch {
    // The browser refuses: the page is shown, where the next one is.
    $next.scrollIntoView();
  }
}

/** @param {Document} page @returns {HTMLElement[]} its figures, in order */
export function figuresOf(page) {
  return [...page.querySelectorAll(':defined')].flatMap(($each) =>
    $each instanceof HTMLElement && 'figure' in $each.constructor
      ? [$each]
      : [],
  );
}
