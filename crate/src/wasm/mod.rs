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
#[cfg(feature = "identity-rows")]
mod identity_rows;
#[cfg(feature = "idx")]
mod idx;
#[cfg(feature = "jacobians")]
mod jacobians;
#[cfg(feature = "linear-reader")]
mod linear_reader;
#[cfg(feature = "training")]
mod measures;
#[cfg(any(feature = "gradient-check", feature = "identity-rows", feature = "recipe"))]
mod parameters;
#[cfg(feature = "training")]
mod plot;
#[cfg(feature = "random-chains")]
mod random_chains;
#[cfg(feature = "recipe")]
mod recipe;
#[cfg(feature = "recurrent")]
mod recurrent;
#[cfg(any(
    feature = "chain",
    feature = "gradient-check",
    feature = "identity-rows",
    feature = "jacobians",
    feature = "random-chains",
    feature = "recipe",
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
