//! Pictures over any plotters backend: a canvas in the page, SVG in exports and tests.
//!
//! One picture serves every chart of this project that has epochs across and numbers up:
//! the speeds of the layers on a log axis, the cost and the accuracies on linear ones.
//! [`LinesPicture::layout`] says where everything goes, [`LinesPicture::draw`] puts the
//! lines on a backend, and neither writes text: in the browser plotters measures text by
//! adding styled elements to the page, which a strict content security policy forbids.
//! The labels come back as data instead; the page sets them as its own text, and
//! [`lines_svg`] as `<text>`, both by the same layout.

mod colour;
mod dashes;
mod decimation;
mod draw;
mod labels;
mod layout;
mod picture;
mod svg;
mod ticks;

pub use colour::Colour;
pub use labels::{Anchor, Label, LabelKind};
pub use layout::{Frame, Layout, Note, NoteKind};
pub use picture::{
    Band, Column, LineStyle, LinesPicture, Margins, Mark, Series, Theme, VerticalAxis,
};
pub use svg::lines_svg;
pub use ticks::{Scale, Tick, Unit, linear_ticks, logarithmic_ticks};
