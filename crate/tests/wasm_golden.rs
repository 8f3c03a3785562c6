//! The golden runs in a browser's worker: the same bits as natively.
#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "a test has no public items to document")]

mod golden;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

#[wasm_bindgen_test]
fn the_golden_runs_keep_their_bits_in_a_worker() {
    golden::assert_recorded();
}
