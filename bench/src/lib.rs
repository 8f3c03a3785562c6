//! What `scripts/bench` and `scripts/instructions` run of the core: whole epochs of
//! training by the engine alone, without the measuring that the trainer adds.
//!
//! The same code is timed natively (by the program of this package, and by criterion) and,
//! compiled to wasm, in a browser's worker.

mod case;
mod course;
mod peak;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use case::{Case, Precision, Start};
pub use course::{AnyCourse, Course, counted_epoch};
pub use peak::multiply_and_add;
