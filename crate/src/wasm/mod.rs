//! The boundary to JavaScript: thin newtypes, numbers and typed arrays.

mod chain;
mod error;
mod plot;
