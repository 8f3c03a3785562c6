//! The exploding window against an independent computation.

use serde_json::Value;
use unstable_gradients::chain::window::{GREATEST_WIDTH, Neuron, WIDEST_WEIGHT, width};

fn fixture() -> Value {
    let text = include_str!("../../../tests/fixtures/window.json");
    serde_json::from_str(text).expect("the fixture is JSON")
}

fn number(value: &Value) -> f64 {
    // The maximiser is written to twenty digits, as text.
    value
        .as_f64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
        .expect("a number")
}

#[test]
fn every_width_of_the_table_is_reproduced_for_either_sign_of_the_weight() {
    let fixture = fixture();
    let rows = fixture["table"].as_array().expect("a list");
    assert_eq!(rows.len(), 21);
    for row in rows {
        let weight = number(&row["w"]);
        for weight in [weight, -weight] {
            let window = Neuron::new(weight, -0.3).unwrap().window().expect("a window");
            // The table's own r loses digits near |w| = 4.
            let off = (window.width - number(&row["width"])).abs();
            assert!(off <= 1e-12 * window.width.max(1e-2), "{weight}: {off:e}");
            let off = (window.reach - number(&row["z_plus"])).abs();
            assert!(off <= 1e-12 * window.reach.max(1e-2), "{weight}: {off:e}");
            let wide = window.whole.to - window.whole.from;
            assert!((wide - window.width).abs() <= 1e-12, "{weight}: {wide}");
        }
    }
}

#[test]
fn the_widest_window_is_reproduced() {
    let fixture = fixture();
    assert!((WIDEST_WEIGHT - number(&fixture["w_star"])).abs() < 1e-14);
    assert!((GREATEST_WIDTH - number(&fixture["width_star"])).abs() < 1e-15);
    for step in 0..10_000 {
        assert!(width(4.0 + f64::from(step) * 0.01).expect("a window") <= GREATEST_WIDTH);
    }
}
