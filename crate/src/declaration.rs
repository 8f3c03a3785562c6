//! Every setting that the core reads, declared once: its key, its range, its default, and
//! what a control for it needs.
//!
//! The checks of the core use these declarations; `www/core/declaration.js`, which is written
//! from [`groups`], gives the same ones to the figures, so that attributes, links and
//! controls follow from them. The settings of each figure are in [`settings`].

mod choice;
mod field;
pub mod settings;

pub use choice::{Choice, OneOf};
pub(crate) use field::listed;
pub use field::{Control, Field, Literal, Number, Numbers, Slider};
pub use settings::groups;
