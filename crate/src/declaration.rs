//! Every setting that the core reads, declared once: its key, its range, its default, and
//! what a control for it needs.
//!
//! The checks of the core use these declarations; `www/core/declaration.js`, which is written
//! from [`groups`], gives the same ones to the figures, so that attributes, links and
//! controls follow from them. The settings of each figure are in [`settings`].
//!
//! ```
//! use unstable_gradients::declaration::settings::run;
//!
//! assert_eq!(run::RATE.default, 0.1);
//! assert!(run::RATE.check(0.5).is_ok());
//! // A refusal names the key, what it may be and what it was.
//! let error = run::RATE.check(-1.0).unwrap_err();
//! assert!(error.to_string().contains("rate"));
//! ```

mod choice;
mod field;
pub mod settings;
mod source;

pub use choice::{Choice, OneOf, Switch};
pub(crate) use field::listed;
pub use field::{Control, Field, Literal, Narrowed, Number, Numbers, Slider};
pub use settings::groups;
#[cfg(test)]
pub(crate) use source::tests as sources;
pub use source::{Source, check_keys};
