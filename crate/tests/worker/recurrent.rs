//! Recurrent networks in the browser: the same bits as natively.

use unstable_gradients::recurrent::{Cell, Clipping, Memory, Setup};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test;

#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test)]
#[cfg_attr(not(target_arch = "wasm32"), test)]
fn training_has_the_same_bits_everywhere() {
    let bits = [Cell::Tanh, Cell::Lstm, Cell::Gru].map(|cell| {
        let setup = Setup {
            cell,
            radius: 1.2,
            forget_bias: 1.5,
            update_bias: 1.5,
            length: 12,
            width: 11,
            input: 0.5,
        };
        let mut memory = Memory::new(setup, 4);
        let step = (0..5).map(|_| memory.step(1.0, Clipping::Norm)).last();
        [step.map_or(f64::NAN, |step| step.cost), memory.norms()[1]].map(f64::to_bits)
    });
    assert_eq!(
        bits,
        [
            [0x3fe8_761b_9b23_6df1, 0x3f75_61b9_98a5_c151],
            [0x3fe3_0001_48a6_f8f0, 0x3fc1_5848_6559_830c],
            [0x3fe5_eb57_639a_7851, 0x3fd9_56f7_70af_2721]
        ]
    );
}
