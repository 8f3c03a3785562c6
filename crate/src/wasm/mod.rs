//! The boundary to JavaScript: thin newtypes, numbers and typed arrays.

mod chain;
mod digits;
mod error;
mod plot;
