/**
 * The code of every panel of every figure. The page fetches it once its figures
 * are there and it has nothing else to do, so that what a reader opens is there
 * at once, also when the network has gone. An embed does not.
 */
import '../elements/deep-circuits/data-panel.js';
import '../elements/deep-circuits/one-gate-panel.js';
import '../elements/gradient-chain/tables.js';
import '../elements/layer-jacobians/data-panel.js';
import '../elements/learning-speeds/comparison/panel.js';
import '../elements/learning-speeds/data-panel.js';
import '../elements/learning-speeds/digit-strip.js';
import '../elements/learning-speeds/gradient-check.js';
import '../elements/learning-speeds/settings-panel.js';
import '../elements/neuron-gradients/neuron-data.js';
import '../elements/neuron-gradients/neuron-plot.js';
import '../elements/picture-data.js';
import '../view/window-derivation.js';
