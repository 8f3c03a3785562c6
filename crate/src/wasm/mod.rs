//! The boundary to JavaScript: thin newtypes, numbers and typed arrays.

mod error;
