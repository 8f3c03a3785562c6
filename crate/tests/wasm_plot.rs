//! The picture on a real canvas.
#![cfg(target_arch = "wasm32")]

use plotters_canvas::CanvasBackend;
use unstable_gradients::plot::{
    Colour, Column, LabelKind, LineStyle, LinesPicture, Margins, Scale, Series, Theme,
    Unit, VerticalAxis,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlCanvasElement;

wasm_bindgen_test_configure!(run_in_browser);

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

fn picture(speeds: &[f64], scale: f64) -> LinesPicture<'_> {
    LinesPicture {
        title: "a test",
        size: (300.0, 200.0),
        scale,
        margins: Margins { left: 40.0, right: 80.0, top: 20.0, bottom: 40.0 },
        theme: Theme::paper(),
        epochs: 3.0,
        horizontal_title: "epoch",
        vertical: VerticalAxis {
            title: "speed",
            scale: Scale::Logarithmic,
            unit: Unit::Plain,
            fixed: None,
            previous: None,
        },
        bands: vec![],
        series: vec![Series {
            epochs: &[0, 1, 2, 3][..speeds.len()],
            values: Column::of(speeds),
            style: LineStyle {
                colour: Colour { red: 42, green: 110, blue: 166 },
                dash: vec![9.0, 4.0],
                width: 2.0,
                ghost: false,
            },
            name: "hidden layer 1",
            index: 0,
        }],
        marks: vec![],
    }
}

fn painted(speeds: &[f64], scale: f64) -> String {
    let side = |length: f64| (length * scale) as u32;
    let canvas = canvas(side(300.0), side(200.0));
    let backend =
        CanvasBackend::with_canvas_object(canvas.clone()).expect("a 2D context");
    picture(speeds, scale).draw(backend).expect("a drawing");
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
fn labels_keep_their_places_at_every_density() {
    let rows = [0.3, 0.03, 0.003];
    let places = |scale| {
        let backend =
            CanvasBackend::with_canvas_object(canvas(600, 400)).expect("a context");
        picture(&rows, scale).draw(backend).expect("a drawing").labels
    };
    assert_eq!(places(1.0), places(2.0));
    let named = places(1.0).into_iter().find(|label| label.kind == LabelKind::Line);
    assert_eq!(named.map(|label| label.text).as_deref(), Some("hidden layer 1"));
}
