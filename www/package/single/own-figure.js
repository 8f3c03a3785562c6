/** A single file shows its figure where the address names none. */
import { figures } from '../../figures/index.js';

const [own] = figures;
if (own && !location.href.includes('figure')) {
  location.replace(`#figure=${own.name}`);
}
