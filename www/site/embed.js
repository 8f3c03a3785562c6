/**
 * The script of embed.html. What the figure needs is on its way before the
 * address is read with care.
 */
import { figureNames, prepareFigure } from '../figures/loaders.js';
import { COMMON_MODULES, MODULES } from '../lists/modules-of-figures.js';
import { askForModules, askForNeeds } from './ask-ahead.js';

const [, name = ''] = /(?:^#|&)figure=([a-z-]+)/.exec(location.hash) ?? [];
// The address may name anything, also what every object has.
if (figureNames.includes(name)) {
  askForModules([...COMMON_MODULES, ...(MODULES[name] ?? [])]);
  askForNeeds(name);
  prepareFigure(name);
}
await import('./shown-figure.js');
