//! The one error type of the crate.

use std::{fmt, sync::OnceLock};

/// What can be wrong with the caller's input: what, where, what was expected, what came.
///
/// `code` is stable and kebab-case: JavaScript switches on it, people read the message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A setting is out of its range; code `setting`.
    Setting {
        /// The setting's key, as in the element's state.
        key: &'static str,
        /// What would have been accepted.
        expected: String,
        /// What came.
        got: String,
    },
    /// A data file is not what it should be; code `data`.
    Data {
        /// Which file, or which part of it.
        place: String,
        /// What would have been accepted.
        expected: String,
        /// What came.
        got: String,
    },
    /// Two operands do not fit each other; code `shape`.
    Shape {
        /// Which operand.
        place: String,
        /// The length or shape that fits.
        expected: String,
        /// What came.
        got: String,
    },
    /// The drawing surface refused; code `drawing`.
    Drawing {
        /// What the backend said.
        reason: String,
    },
}

impl Error {
    /// The stable, kebab-case name of the kind of error.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Setting { .. } => "setting",
            Self::Data { .. } => "data",
            Self::Shape { .. } => "shape",
            Self::Drawing { .. } => "drawing",
        }
    }
}

static WRITE_NUMBER: OnceLock<fn(f64) -> String> = OnceLock::new();

/// Sets the function that writes the numbers in messages, once for the whole program.
///
/// A browser has one already: Rust's own would be a fifth of the code that comes with the
/// chain of single neurons.
pub fn let_write_numbers(write: fn(f64) -> String) {
    // The first function that is set stays.
    let _ = WRITE_NUMBER.set(write);
}

/// A number as messages write it.
pub(crate) fn number_text(x: f64) -> String {
    match WRITE_NUMBER.get() {
        Some(write) => write(x),
        // Written out, the ends of the range of floats would have hundreds of digits.
        #[cfg(not(target_arch = "wasm32"))]
        None if x.abs() >= 1e16 => format!("{x:e}"),
        #[cfg(not(target_arch = "wasm32"))]
        None => x.to_string(),
        #[cfg(target_arch = "wasm32")]
        None => "a number".to_owned(),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Setting { key, expected, got } => {
                write!(f, "{key}: expected {expected}, got {got}")
            }
            Self::Data { place, expected, got }
            | Self::Shape { place, expected, got } => {
                write!(f, "{place}: expected {expected}, got {got}")
            }
            Self::Drawing { reason } => write!(f, "drawing failed: {reason}"),
        }
    }
}

impl std::error::Error for Error {}
