//! Every setting that the core reads, declared once: its key, its range, its default, and
//! what a control for it needs.
//!
//! The checks of the core use these declarations; `www/core/declaration.js`, which is written
//! from [`groups`], gives the same ones to the figures, so that attributes, links and
//! controls follow from them. The settings of each figure are in [`settings`].

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
