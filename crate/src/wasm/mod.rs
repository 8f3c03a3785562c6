//! The boundary to JavaScript: settings through their declaration, results as structs with getters, long
//! series as typed arrays.
//!
//! It is compiled in parts, one package each; the features say which modules are in one.
#![allow(
    unreachable_pub,
    reason = "what wasm-bindgen exports is reached from JavaScript"
)]

mod answer;
#[cfg(feature = "chain")]
mod chain;
#[cfg(feature = "circuits")]
mod circuits;
#[cfg(feature = "digits")]
mod digits;
mod error;
#[cfg(feature = "jacobians")]
mod jacobians;
#[cfg(feature = "training")]
mod measures;
#[cfg(any(feature = "training", feature = "plot-svg"))]
mod object;
#[cfg(any(feature = "training", feature = "plot-svg"))]
mod plot;
#[cfg(feature = "random-chains")]
mod random_chains;
#[cfg(any(
    feature = "chain",
    feature = "jacobians",
    feature = "random-chains",
    feature = "training"
))]
mod spec;
#[cfg(feature = "training")]
mod trainer;
#[cfg(feature = "chain")]
mod window;
