/** A script for Python that recomputes what a figure shows, loaded when it is asked for. */

const COMPARE = String.raw`

def pairs(page, own, name=""):
    """Every number of the page with its name, and our own beside it."""
    if isinstance(page, (dict, list)):
        keys = page if isinstance(page, dict) else range(len(page))
        if len(page) != len(own):
            yield name + ", how many", len(page), len(own)
            return
        for key in keys:
            label = "%s[%d]" % (name, key) if isinstance(page, list) else name + "." * bool(name) + key
            yield from pairs(page[key], own[key], label)
    else:
        yield name, page, own


def agrees(page, own):
    if page is None or own is None:
        return page is own
    if isinstance(page, str):
        return page == own
    if page == own or (page != page and own != own):
        return True
    # No number at all of 1e-300 has more than a few of its digits.
    return abs(page - own) <= TOLERANCE * max(abs(page), FLOOR) + 1e-300


differing = 0
print("%-24s %-24s %s" % ("", "page", "recomputed"))
for name, page, own in pairs(PAGE, OWN):
    fits = agrees(page, own)
    differing += not fits
    here = own if own is None or isinstance(own, str) else float(own)
    print("%-24s %-24r %r%s" % (name, page, here, "" if fits else "  <- differs"))
print("All agrees within %.0e." % TOLERANCE if differing == 0 else "%d numbers DIFFER." % differing)
sys.exit(differing > 0)
`;

/**
 * @param {Parts & { title: string, link: string }} parts - of the script, the figure's
 *   title, and the link to it as it stands
 * @returns {string} Python, which ends with status 1 where a number differs
 */
export function pythonScript(parts) {
  const { title, link, note = '', settings, page, tolerance, floor } = parts;
  // A script without a tolerance of all numbers compares them in its body.
  const isCompared = tolerance !== undefined;
  const assignments = Object.entries(settings).map(
    ([name, value]) => `${name} = ${inLines(value)}\n`,
  );
  return `"""Recomputes "${title}" of "Unstable gradients" with NumPy.

    ${link}
${note && `\n${note}\n`}"""
import math, sys
import numpy as np

np.seterr(all="ignore")

${assignments.join('')}
# What the figure shows.
PAGE = ${inLines(page)}

${isCompared ? `${bounds(tolerance, floor)}\n\n` : ''}
${parts.body.trim()}
${isCompared ? COMPARE : ''}`;
}

/** @param {number} tolerance @param {number} [floor] @returns {string} Python that says what is tolerated */
function bounds(tolerance, floor = 0) {
  return `# Numbers may differ by so much, relative to the page's or to FLOOR if that is larger:
# the functions of this Python round otherwise.
TOLERANCE, FLOOR = ${literal(tolerance)}, ${literal(floor)}`;
}

/** @param {unknown} value @returns {string} Python for it; of an object each key has a line */
function inLines(value) {
  const isPlain = value !== null && typeof value === 'object';
  if (!isPlain || Array.isArray(value) || ArrayBuffer.isView(value)) {
    return literal(value);
  }
  const lines = Object.entries(value).map(
    ([name, item]) => `    ${JSON.stringify(name)}: ${literal(item)},\n`,
  );
  return `{\n${lines.join('')}}`;
}

/** @param {unknown} value - a number, a text, null, or a list of such @returns {string} Python for it */
function literal(value) {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return String(value);
    return `float("${value}")`;
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    const items = /** @type {ArrayLike<unknown>} */ (value);
    const texts = Array.from(items, literal);
    // Each row of a table has a line.
    const isTable = texts.length > 1 && texts.every((text) => text[0] === '{');
    return isTable
      ? `[\n    ${texts.join(',\n    ')},\n]`
      : `[${texts.join(', ')}]`;
  }
  const entries = Object.entries(value).map(
    ([name, item]) => `${JSON.stringify(name)}: ${literal(item)}`,
  );
  return `{${entries.join(', ')}}`;
}

/**
 * What a figure has to say of its script.
 *
 * @typedef {object} Parts
 * @property {Record<string, unknown>} settings - by their names in the script
 * @property {Record<string, unknown>} page - what the figure shows
 * @property {number} [tolerance] - relative to the page's number; without one the body
 *   compares by itself, and ends the script
 * @property {number} [floor] - or to this one, of numbers that are smaller
 * @property {string} [note] - what is left out, in lines
 * @property {string} body - makes `OWN`, with the keys of `PAGE`, out of the settings
 */
