//! Pictures of lines over epochs: on a canvas in the page, and as a file.

#[cfg(feature = "training")]
mod canvas;
mod contents;
mod look;
#[cfg(feature = "plot-svg")]
mod svg;
