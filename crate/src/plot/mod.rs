//! Strokes of long lines over any plotters backend: a canvas in the page, SVG in tests.
//!
//! A run has up to ten thousand epochs and thirty layers, and is drawn thirty times a
//! second while it plays. Its rows therefore stay in the core's memory and are stroked from
//! there. Everything else in a plot is up to the page, which says where the axes are
//! ([`Frame`]) and draws grid, labels, bands and marks.
//!
//! ```
//! use unstable_gradients::plot::{Frame, Misfit, Rows, Scale};
//!
//! let mut rows = Rows::new(1);
//! rows.append(&[0, 1, 2], &[0.1, 0.01, 0.0])?;
//! // 0 has no place on a logarithmic axis: the plot says so rather than leave a gap.
//! assert_eq!(rows.notes(Scale::Logarithmic)[0].kind, Misfit::Zero);
//! let frame = Frame {
//!     left: 0.0,
//!     top: 0.0,
//!     right: 200.0,
//!     bottom: 100.0,
//!     epochs: 2.0,
//!     low: 0.01,
//!     high: 1.0,
//!     scale: Scale::Logarithmic,
//! };
//! assert_eq!(frame.point((1.0, 0.1)), Some((100.0, 50.0)));
//! # Ok::<(), unstable_gradients::Error>(())
//! ```

mod dashes;
mod decimation;
mod draw;
mod frame;
mod rows;

pub use draw::{LineStyle, Lines, draw};
pub use frame::{Frame, Misfit, Scale};
pub use rows::{Note, Rows};
