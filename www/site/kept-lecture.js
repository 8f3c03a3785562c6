/** What a lecture keeps as long as its tab is open: its scenes, and the one shown. */
import { draftScenes, writeScenes } from './scenes.js';

const PREFIX = 'unstable-gradients lecture ';

/** Where nothing may be kept, it holds until the page is left. @type {Map<string, string>} */
const memory = new Map();

/** @typedef {'scenes' | 'before' | 'place' | 'channel'} Part */

/** @param {Part} part @returns {string} what was kept; '' for nothing */
export function kept(part) {
  try {
    return sessionStorage.getItem(PREFIX + part) ?? '';
  } catch {
    return memory.get(part) ?? '';
  }
}

/** @param {Part} part @param {string} text - '' for nothing @returns {boolean} whether it outlives the page */
export function keep(part, text) {
  memory.set(part, text);
  try {
    if (text === '') sessionStorage.removeItem(PREFIX + part);
    else sessionStorage.setItem(PREFIX + part, text);
    return true;
  } catch {
    return false;
  }
}

/**
 * @param {string} link - to a figure as it stands
 * @returns {number} how many scenes there are with it
 * @throws {Error} if there is no room for it
 */
export function addScene(link) {
  const text = kept('scenes');
  const scenes = text === '' ? [] : draftScenes(text);
  const more = writeScenes([...scenes, { link, title: '', notes: '' }]);
  draftScenes(more);
  if (!keep('scenes', more)) {
    throw new Error(
      'scene: expected room to keep it, but this browser keeps nothing for this page',
    );
  }
  // The lecture opens with its list.
  keep('place', '');
  return scenes.length + 1;
}
