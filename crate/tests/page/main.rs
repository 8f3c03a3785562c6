//! The tests that run in a page, in one program.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a test has no public items to document")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

mod chain;
mod circuits;
mod plot;
