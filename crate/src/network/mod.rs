//! The network: sizes, activations, costs, initialisation, and the chapter's own backpropagation.
