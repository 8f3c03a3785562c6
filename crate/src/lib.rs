//! The network core of *unstable-gradients*, a live edition of chapter 5 of Michael
//! Nielsen's *Neural Networks and Deep Learning*: "Why are deep neural networks hard to
//! train?".
//!
//! The modules, and which may use which:
//!
//! - numbers ([`maths`], [`random`], [`data`], [`network`], [`training`], [`measures`],
//!   [`linear_reader`], [`chain`], [`circuits`], [`jacobians`], [`recipe`], [`recurrent`]) and the
//!   [`declaration`] of their settings know neither pictures nor JavaScript;
//! - [`plot`] strokes long series on any plotters backend;
//! - `wasm` (built for wasm32 only) is the only module that knows of JavaScript.
//!
//! # Determinism
//!
//! The same seed gives the same bits natively and in wasm, with SIMD and without: one named
//! generator, transcendental functions from one portable source, a fixed order of
//! summation, no fused multiply-add.

#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "exact results are what the tests promise")
)]

pub mod chain;
pub mod circuits;
pub mod data;
pub mod declaration;
mod error;
pub mod jacobians;
pub mod linear_reader;
pub mod maths;
pub mod measures;
pub mod network;
pub mod plot;
pub mod random;
pub mod recipe;
pub mod recurrent;
pub mod statistics;
pub mod training;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use error::{Error, let_write_numbers};
