/**
 * The code of every panel of every figure. The page fetches it once its figures
 * are there and it has nothing else to do, so that what a reader opens is there
 * at once, also when the network has gone. An embed does not.
 */
import '../figures/deep-circuits/circuit-data.js';
import '../figures/deep-circuits/one-gate.js';
import '../figures/gradient-chain/chain-tables.js';
import '../figures/layer-jacobians/table.js';
import '../figures/learning-speeds/comparison/panel.js';
import '../figures/learning-speeds/data-panel.js';
import '../figures/learning-speeds/digit-strip.js';
import '../figures/learning-speeds/gradient-check.js';
import '../figures/learning-speeds/settings-panel.js';
import '../figures/neuron-gradients/neuron-data.js';
import '../figures/neuron-gradients/neuron-plot.js';
import '../kit/picture-data.js';
import '../figures/exploding-window/window-derivation.js';
