//! The boundary to JavaScript: settings go in through their declaration; results come out as
//! structs whose getters have the names of the readings, and long series as typed arrays.
//!
//! A struct's fields have no setters. `take` of `www/core/plain.js` makes a plain object of one.
//!
//! It is compiled in parts, one package each; the features say which modules are in one.
#![allow(
    unreachable_pub,
    reason = "what wasm-bindgen exports is reached from JavaScript"
)]

#[cfg(feature = "chain")]
mod chain;
#[cfg(feature = "circuits")]
mod circuits;
#[cfg(feature = "digits")]
mod digits;
mod error;
#[cfg(feature = "gradient-check")]
mod gradient_check;
#[cfg(feature = "chain")]
mod identity;
#[cfg(feature = "idx")]
mod idx;
#[cfg(feature = "jacobians")]
mod jacobians;
#[cfg(feature = "training")]
mod measures;
#[cfg(feature = "training")]
mod plot;
#[cfg(feature = "random-chains")]
mod random_chains;
#[cfg(feature = "recurrent")]
mod recurrent;
#[cfg(any(
    feature = "chain",
    feature = "gradient-check",
    feature = "jacobians",
    feature = "random-chains",
    feature = "recurrent",
    feature = "training"
))]
mod spec;
#[cfg(feature = "training")]
mod statistics;
#[cfg(feature = "training")]
mod trainer;
#[cfg(feature = "chain")]
mod window;
