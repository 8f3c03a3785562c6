/**
 * Loads the page again, unless its host does not answer: then all that is there would go,
 * and nothing come in its place.
 *
 * @returns {Promise<boolean>} false if the host does not answer
 */
export async function reloadPage() {
  const isThere = await fetch(location.href, {
    method: 'HEAD',
    cache: 'no-store',
    // The answer to a frame without an origin cannot be read, but it comes.
    mode: 'no-cors',
  }).then(
    ({ ok, type }) => ok || type === 'opaque',
    () => false,
  );
  if (isThere) location.reload();
  return isThere;
}
