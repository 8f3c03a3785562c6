//! Strokes on a real canvas.

use plotters_canvas::CanvasBackend;
use unstable_gradients::plot::{Frame, LineStyle, Lines, Rows, Scale, draw};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlCanvasElement;

fn canvas(width: u32, height: u32) -> HtmlCanvasElement {
    let document = web_sys::window()
        .and_then(|window| window.document())
        .expect("a page to draw on");
    let canvas: HtmlCanvasElement =
        document.create_element("canvas").expect("an element").unchecked_into();
    canvas.set_width(width);
    canvas.set_height(height);
    canvas
}

/// The canvas as an image, with one line of these numbers on it.
fn painted(speeds: &[f64], density: f64) -> String {
    let mut rows = Rows::new(1);
    let epochs: Vec<u32> = (0..speeds.len() as u32).collect();
    rows.append(&epochs, speeds).expect("a number an epoch");
    let styles = [LineStyle { colour: 0x2a6ea6, dash: vec![9.0, 4.0], width: 2.0 }];
    let frame = Frame {
        left: 40.0,
        top: 20.0,
        right: 220.0,
        bottom: 160.0,
        epochs: 3.0,
        low: 1e-3,
        high: 1.0,
        scale: Scale::Logarithmic,
    };
    let side = |length: f64| (length * density) as u32;
    let canvas = canvas(side(300.0), side(200.0));
    let backend =
        CanvasBackend::with_canvas_object(canvas.clone()).expect("a 2D context");
    let runs = [Lines { rows: &rows, styles: &styles, is_pale: false }];
    draw(backend, &runs, &frame, density).expect("a drawing");
    canvas.to_data_url().expect("an image")
}

#[wasm_bindgen_test]
fn the_same_rows_paint_the_same_pixels_and_other_rows_other_ones() {
    let once = painted(&[0.3, 0.03, 0.003], 2.0);
    assert_eq!(once, painted(&[0.3, 0.03, 0.003], 2.0));
    assert_ne!(once, painted(&[0.3, 0.04, 0.003], 2.0));
    assert_ne!(once, painted(&[], 2.0));
}

#[wasm_bindgen_test]
fn what_has_no_place_leaves_the_canvas_as_it_is() {
    let untouched = canvas(600, 400).to_data_url().expect("an image");
    assert_eq!(painted(&[], 2.0), untouched);
    assert_eq!(painted(&[0.0, f64::NAN, -1.0, f64::INFINITY], 2.0), untouched);
    assert_ne!(painted(&[0.1], 2.0), untouched, "a number alone is a dot");
}
