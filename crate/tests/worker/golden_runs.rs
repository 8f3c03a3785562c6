//! The golden runs in a browser's worker: the same bits as natively.

use crate::golden;

use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_golden_runs_keep_their_bits_in_a_worker() {
    golden::assert_recorded();
}
