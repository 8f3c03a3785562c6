//! Singular values in the browser: the same bits as natively (`jacobians_oracle.rs` asserts
//! the same constants).

use ndarray::Array1;
use unstable_gradients::{
    jacobians::{Architecture, Jacobians},
    network::{Activation, Initialisation},
};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_singular_values_have_the_bits_that_they_have_natively() {
    let architecture = Architecture {
        depth: 12,
        width: 37,
        activation: Activation::Tanh,
        initialisation: Initialisation::Chapter,
    };
    let x = Array1::from_shape_fn(784, |i| ((i * 37) % 256) as f64 / 256.0);
    let y = Array1::from_shape_fn(10, |digit| f64::from(u8::from(digit == 3)));
    let found = Jacobians::measure(&architecture.network(1), x.view(), y.view())
        .expect("numbers");
    let bits =
        [found.products[0].largest(), found.layers[5].smallest(), found.product_norms[0]];
    assert_eq!(
        bits.map(f64::to_bits),
        [0x3fa5_76a7_558a_04d2, 0x3f4d_221f_c7b8_710d, 0x3f71_edfa_7823_3dfa]
    );
}
