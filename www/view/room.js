/**
 * @param {HTMLElement} $canvas - the place for a picture
 * @returns {{ width: number, em: number } | null} the room in it; none on a
 *   hidden slide, where a picture is drawn when it appears
 */
export function roomIn($canvas) {
  const width = Math.floor($canvas.clientWidth);
  if (width === 0) return null;
  return { width, em: parseFloat(getComputedStyle($canvas).fontSize) };
}
