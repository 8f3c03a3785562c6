//! The boundary to JavaScript: thin newtypes, numbers and typed arrays.
#![allow(
    unreachable_pub,
    reason = "what wasm-bindgen exports is reached from JavaScript"
)]

mod chain;
mod circuits;
mod digits;
mod error;
mod jacobians;
mod measures;
mod plot;
mod random_chains;
mod trainer;
mod window;
