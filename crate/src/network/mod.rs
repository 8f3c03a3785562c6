//! The network: sizes, activations, costs, initialisation, and the chapter's own
//! backpropagation.

mod activation;
mod cost;

pub use activation::{Activation, sigmoid_lanes};
pub use cost::Cost;
