//! The chain in the browser: the same bits as natively (`chain_oracle.rs` asserts the same
//! constants, and `random_chains_oracle.rs`).

use unstable_gradients::chain::Preset;
use unstable_gradients::chain::ensemble::{Ensemble, Settings};
use unstable_gradients::network::Activation;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn a_drawn_chain_has_the_same_bits_as_natively() {
    let readings = Preset::Normal.chain(32, 1).readings();
    assert_eq!(readings.product.to_bits(), 0x38ca_5b2a_1034_d6d4);
    assert_eq!(readings.log10_dc_db[0].to_bits(), 0xc041_336a_8489_76d2);
    assert_eq!(readings.cost.to_bits(), 0x3f8a_6f76_aed4_4477);
}

#[wasm_bindgen_test]
fn subnormal_slopes_are_not_flushed_to_zero() {
    assert!(Activation::Sigmoid.value_and_derivative(740.0).1.is_subnormal());
}

#[wasm_bindgen_test]
fn the_exploding_chain_is_exact() {
    let readings = Preset::Exploding.chain(4, 1).readings();
    assert_eq!(readings.dc_db, [1953.125, 78.125, 3.125, 0.125]);
}

#[wasm_bindgen_test]
fn random_chains_have_the_same_bits_as_natively() {
    let mut ensemble = Ensemble::new(Settings {
        chains: 64,
        weight_spread: 1.0,
        bias_spread: 1.0,
        input: 1.0,
        activation: Activation::Sigmoid,
        seed: 1,
    })
    .unwrap();
    while !ensemble.is_done() {
        ensemble.advance(8);
    }
    assert_eq!(ensemble.log10_ratios(32)[63].to_bits(), 0xc041_d1cf_a20e_1953);
}
