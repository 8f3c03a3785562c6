//! Strokes of long lines over any plotters backend: a canvas in the page, SVG in tests.
//!
//! A run has up to ten thousand epochs and thirty layers, and is drawn thirty times a
//! second while it plays. Its rows therefore stay in the core's memory and are stroked from
//! there. Everything else in a plot is up to the page, which says where the axes are
//! ([`Frame`]) and draws grid, labels, bands and marks.

mod dashes;
mod decimation;
mod draw;
mod frame;
mod rows;

pub use draw::{LineStyle, Lines, draw};
pub use frame::{Frame, Misfit, Scale};
pub use rows::{Note, Rows};
