//! The tests that run natively, in one program, so that the core is linked into one and not into
//! one for each file.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, reason = "a test has no public items to document")]

#[path = "../golden/mod.rs"]
mod golden;
#[path = "../worker/recurrent.rs"]
mod recurrent;

mod backpropagation_oracle;
mod beginnings;
mod by_hand;
mod chain_edge;
mod chain_oracle;
mod circuits_oracle;
mod classes;
mod cures_oracle;
mod declaration;
mod digits;
mod endings;
mod engine_oracle;
mod entrances;
mod five_epochs;
mod golden_runs;
mod jacobians_oracle;
mod measuring;
mod mnist_oracle;
mod plot;
mod random_chains_oracle;
mod reading;
mod recurrent_oracle;
mod reproducing;
mod saturation_oracle;
mod site_runs;
mod snapshots;
mod window_oracle;
