/** Saves pictures; loaded when that is first asked for. */
import { download } from './download.js';
import { framed } from './framed-picture.js';
import { DENSITY, painted, pngOf } from './png-file.js';
import { provenanceOf } from './provenance.js';

/** @import { PictureFile } from './data-drawer.js' */
/** @import { PictureSize } from './picture-size.js' */

/** Said where it fails. */
const noPng =
  'The picture could not be made a PNG: it is too large, or the page around this figure forbids that. Take the SVG instead.';

/**
 * @param {import('./figure.js').Figure<any, any, any>} host - says so where a picture
 *   cannot be made
 * @param {readonly PictureFile[]} files - as they stand
 * @param {'svg' | 'png'} kind - of file
 * @param {PictureSize | null} size - null for as they are shown
 */
export async function savePictures(host, files, kind, size) {
  const from = provenanceOf(host);
  for (const { name, svg, canvas } of files) {
    const $file = framed(svg, from, size);
    if (kind === 'svg') {
      const text = new XMLSerializer().serializeToString($file);
      download(`${name}.svg`, new Blob([text], { type: 'image/svg+xml' }));
      continue;
    }
    try {
      const $canvas = await painted($file, size ? 1 : DENSITY).catch(
        (/** @type {unknown} */ error) => {
          const $own = canvas?.();
          if ($own && !size) return $own;
          throw error;
        },
      );
      download(`${name}.png`, await pngOf($canvas, from));
      host.showError('', 'png');
    } catch {
      host.showError(noPng, 'png');
    }
  }
}
