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
//!
//! # An example
//!
//! The chapter's plot, in small: a network with three hidden layers trains, and the first of them
//! learns most slowly. The digits here are made up, so that the example needs no file;
//! [`data::idx::read_chapter`] reads those of MNIST.
//!
//! ```
//! use unstable_gradients::{
//!     data::{CLASSES, Digits, IMAGE_BYTES, Set},
//!     training::{Settings, Trainer},
//! };
//!
//! // Of each digit four images, with a bar at the height of the digit.
//! let labels: Vec<u8> = (0..40).map(|n| n % CLASSES as u8).collect();
//! let mut images = vec![0; labels.len() * IMAGE_BYTES];
//! for (image, label) in images.chunks_exact_mut(IMAGE_BYTES).zip(&labels) {
//!     image[usize::from(*label) * 70..][..70].fill(200);
//! }
//! let set = Set::new(images, labels)?;
//! let digits = Digits::new(set.clone(), set, Set::default());
//!
//! let settings = Settings {
//!     images: 40,
//!     batch: 40,
//!     epochs: 20,
//!     ..Settings::chapter(&[30, 30, 30])
//! };
//! let mut trainer = Trainer::new(settings, &digits)?;
//! while !trainer.is_done() {
//!     trainer.advance(1000);
//! }
//! // A speed for each hidden layer, the cost and two accuracies, before the first epoch and
//! // after each.
//! let rows = trainer.take_rows();
//! assert_eq!(rows.len(), 21 * trainer.row_length());
//! let [first, second, third] = rows[..3] else { unreachable!() };
//! assert!(first < second && second < third);
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

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

/// The example of the README, which runs as all others do.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

pub use error::{Error, let_write_numbers};
