import Reveal from './node_modules/reveal.js/dist/reveal.mjs';
import './unstable-gradients/www/define.js';

const deck = new Reveal({ hash: true });
await deck.initialize();
