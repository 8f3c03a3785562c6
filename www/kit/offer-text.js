/** What stands in for a download where the frame may not save files. */

const words = Object.freeze({
  reason:
    'This frame is sandboxed, and its host does not seem to let it save files. ' +
    'The text is selected, to be copied from here.',
  address:
    'This frame is sandboxed, and its host does not seem to let it save files. ' +
    'The file is here as an address, to be copied into a browser’s address line.',
  label: 'Content of the file',
  save: 'Try to save it all the same',
});

/**
 * @param {Element} $pressed - what was to download a file
 * @param {Blob} blob - the file
 * @param {() => void} save - downloads it
 */
export async function offerText($pressed, blob, save) {
  const isText = /text|json|svg/.test(blob.type);
  const text = isText ? await blob.text() : await addressOf(blob);
  const $place =
    $pressed.closest('[data-control="downloads"]') ??
    $pressed.closest('button')?.parentElement;
  if (!$place) return;
  $place.querySelector('.ug-offer')?.remove();
  const $offer = add($place, 'div', { className: 'ug-offer' });
  const $reason = add($offer, 'p', { className: 'ug-problem' });
  $reason.setAttribute('role', 'status');
  const $text = add($offer, 'textarea', {
    className: 'ug-share-text',
    readOnly: true,
    rows: 4,
    spellcheck: false,
    ariaLabel: words.label,
    value: text,
  });
  add($offer, 'button', {
    type: 'button',
    textContent: words.save,
    onclick: save,
  });
  // A status is read out when it changes, not when it comes.
  $reason.textContent = isText ? words.reason : words.address;
  $text.select();
}

/** @param {Blob} blob @returns {Promise<string>} an address that holds all of it */
function addressOf(blob) {
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Element} $place - where it goes last
 * @param {Name} name - of the element
 * @param {Partial<HTMLElementTagNameMap[Name]>} properties - its own
 * @returns {HTMLElementTagNameMap[Name]} the element
 */
function add($place, name, properties) {
  const $made = Object.assign(document.createElement(name), properties);
  $place.append($made);
  return $made;
}
