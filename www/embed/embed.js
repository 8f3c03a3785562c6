/**
 * The script of embed.html. What the figure needs is on its way before the
 * address is read with care.
 */
import { prepareFigure } from '../elements/loaders.js';

const [, name = ''] = /(?:^#|&)figure=([a-z-]+)/.exec(location.hash) ?? [];
prepareFigure(name);
await import('./shown-figure.js');
