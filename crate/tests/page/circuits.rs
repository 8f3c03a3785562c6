//! Circuits in the browser: right on every row there too, where a `usize` has 32 bits.

use unstable_gradients::circuits::{Circuit, Design, Problem};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_largest_circuits_are_right_on_every_row() {
    for (problem, bits) in [(Problem::Parity, 12), (Problem::Addition, 6)] {
        for design in [Design::TwoLayer, Design::Deep, Design::Neurons] {
            let circuit = Circuit::new(problem, design, bits).expect("in range");
            assert_eq!(circuit.wrong_rows(), 0, "{problem:?} {design:?}");
        }
    }
}
