import { GradientChainElement } from 'unstable-gradients/gradient-chain';
import 'unstable-gradients/learning-speeds/define';

// Under its own name only where it is registered.
globalThis.isRegistered = Boolean(customElements.get('gradient-chain'));
customElements.define('gradient-chain', GradientChainElement);
