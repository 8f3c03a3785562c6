//! A picture of lines over epochs, for a canvas in the page.

use js_sys::Array;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::{
    contents::{Bands, Contents, fits, read_marks},
    look::Look,
};
use crate::plot::{Frame, Label, Layout, Note};
use crate::{
    Error,
    wasm::{error::to_js, object::object},
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
export interface PlotLabel {
  text: string;
  x: number;
  y: number;
  anchor: 'start' | 'middle' | 'end';
  kind: 'horizontal-tick' | 'vertical-tick' | 'minor-tick' | 'horizontal-title'
    | 'vertical-title' | 'line';
  /** The index (0-based) of the line it names. */
  line?: number;
}
/** Numbers that the axis has no place for, and that the picture leaves out. */
export interface OldPlotNote {
  line: number;
  kind: 'zero' | 'negative' | 'nan' | 'infinite';
  /** The first epoch left out. */
  epoch: number;
  count: number;
}
export interface PlotLayout {
  frame: { left: number; top: number; right: number; bottom: number;
    epochs: number; low: number; high: number;
    scale: 'logarithmic' | 'linear' };
  labels: PlotLabel[];
  notes: OldPlotNote[];
}
";

/// A picture that grows row by row while a run plays.
#[wasm_bindgen]
pub struct OldRawPlot {
    look: Look,
    contents: Contents,
}

#[wasm_bindgen]
impl OldRawPlot {
    /// A picture without rows.
    ///
    /// # Errors
    ///
    /// `setting`, naming what the settings lack.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "PlotSettings")] settings: &JsValue,
    ) -> Result<Self, JsValue> {
        let look = Look::read(settings).map_err(|e| to_js(&e))?;
        Ok(Self { look, contents: Contents::default() })
    }

    /// Replaces the settings. Rows stay where there are as many lines as before; where
    /// there are not, rows, bands and marks go.
    ///
    /// # Errors
    ///
    /// `setting`, naming what the settings lack; then nothing changes.
    pub fn configure(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "PlotSettings")] settings: &JsValue,
    ) -> Result<(), JsValue> {
        let look = Look::read(settings).map_err(|e| to_js(&e))?;
        if look.styles.len() != self.look.styles.len() {
            self.clear();
            self.contents.bands = Bands::default();
            self.contents.marks.clear();
        }
        self.look = look;
        Ok(())
    }

    /// Appends rows at these epochs, which are later than those before: row-major, one
    /// number a line. Lines join them.
    ///
    /// # Errors
    ///
    /// `shape` when there are not as many numbers as epochs times lines; then nothing
    /// changes.
    pub fn append(&mut self, epochs: &[u32], rows: &[f64]) -> Result<(), JsValue> {
        let expected = epochs.len() * self.look.styles.len();
        fits("rows", expected, rows.len()).map_err(|e| to_js(&e))?;
        self.contents.epochs.extend_from_slice(epochs);
        self.contents.rows.extend_from_slice(rows);
        Ok(())
    }

    /// Forgets the rows and the range of the axis, but not the kept run.
    pub fn clear(&mut self) {
        self.contents.epochs.clear();
        self.contents.rows.clear();
        self.contents.range = None;
    }

    /// Keeps the rows so far as a pale run behind those to come; they stay as they are.
    pub fn pin(&mut self) {
        self.contents.keep(&self.look.styles);
    }

    /// Forgets the kept run, and lets the axis narrow again.
    pub fn unpin(&mut self) {
        self.contents.forget_kept();
        self.contents.range = None;
    }

    /// Puts ranges behind the lines: bounds row-major by epoch, one number a line. No
    /// epochs, no bands.
    ///
    /// # Errors
    ///
    /// `shape` when there are not as many bounds as epochs times lines.
    #[wasm_bindgen(js_name = setBands)]
    pub fn set_bands(
        &mut self,
        epochs: Vec<f64>,
        low: Vec<f64>,
        high: Vec<f64>,
    ) -> Result<(), JsValue> {
        let expected = epochs.len() * self.look.styles.len();
        for (place, got) in [("lower bounds", low.len()), ("upper bounds", high.len())] {
            fits(place, expected, got).map_err(|e| to_js(&e))?;
        }
        self.contents.bands = Bands { epochs, low, high };
        self.contents.range = None;
        Ok(())
    }

    /// Puts single values in: three numbers a mark, its epoch, its line (0-based) and its
    /// value.
    ///
    /// # Errors
    ///
    /// `shape` when a mark is not whole, or when there is no such line.
    #[wasm_bindgen(js_name = setMarks)]
    pub fn set_marks(&mut self, marks: &[f64]) -> Result<(), JsValue> {
        self.contents.marks =
            read_marks(marks, self.look.styles.len()).map_err(|e| to_js(&e))?;
        self.contents.range = None;
        Ok(())
    }

    /// Draws onto the canvas, which is to be `scale` times as wide and high as the settings
    /// say, and returns where everything is. The labels are the page's to write.
    ///
    /// # Errors
    ///
    /// `drawing` when the canvas has no 2D context or refuses.
    #[wasm_bindgen(unchecked_return_type = "PlotLayout")]
    pub fn draw(&mut self, canvas: HtmlCanvasElement) -> Result<JsValue, JsValue> {
        let backend = CanvasBackend::with_canvas_object(canvas).ok_or_else(|| {
            to_js(&Error::Drawing { reason: "the canvas has no 2D context".to_owned() })
        })?;
        let picture = self.contents.picture(&self.look);
        let layout = picture.draw(backend).map_err(|e| to_js(&e))?;
        self.keep_range(&layout);
        Ok(layout_value(&layout))
    }

    /// Says where everything is, without drawing it.
    #[wasm_bindgen(unchecked_return_type = "PlotLayout")]
    pub fn layout(&mut self) -> JsValue {
        let layout = self.contents.picture(&self.look).layout();
        self.keep_range(&layout);
        layout_value(&layout)
    }

    /// What is in the picture, for `plotSvg` to draw it again.
    #[wasm_bindgen(unchecked_return_type = "PlotContents")]
    pub fn contents(&self) -> JsValue {
        self.contents.to_value()
    }
}

impl OldRawPlot {
    /// The axis about a single row is a guess, and not one to hold on to.
    fn keep_range(&mut self, layout: &Layout) {
        let moves = self.contents.epochs.len() > 1;
        self.contents.range = moves.then_some((layout.frame.low, layout.frame.high));
    }
}

fn layout_value(Layout { frame, labels, notes, .. }: &Layout) -> JsValue {
    let Frame { left, top, right, bottom, epochs, low, high, scale } = *frame;
    let frame = object(&[
        ("left", left.into()),
        ("top", top.into()),
        ("right", right.into()),
        ("bottom", bottom.into()),
        ("epochs", epochs.into()),
        ("low", low.into()),
        ("high", high.into()),
        ("scale", scale.name().into()),
    ]);
    let labels: Array = labels.iter().map(label_value).collect();
    let notes: Array = notes.iter().map(note_value).collect();
    object(&[("frame", frame), ("labels", labels.into()), ("notes", notes.into())])
}

fn label_value(Label { text, x, y, anchor, kind, line }: &Label) -> JsValue {
    let line = line.map_or(JsValue::UNDEFINED, JsValue::from);
    object(&[
        ("text", text.into()),
        ("x", (*x).into()),
        ("y", (*y).into()),
        ("anchor", anchor.name().into()),
        ("kind", kind.name().into()),
        ("line", line),
    ])
}

fn note_value(Note { line, kind, epoch, count }: &Note) -> JsValue {
    object(&[
        ("line", (*line).into()),
        ("kind", kind.name().into()),
        ("epoch", (*epoch).into()),
        ("count", (*count).into()),
    ])
}

#[cfg(all(test, feature = "plot-svg"))]
mod tests {
    use js_sys::{JSON, Reflect};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;
    use crate::wasm::plot::svg::plot_svg;

    wasm_bindgen_test_configure!(run_in_browser);

    fn settings(lines: usize) -> JsValue {
        let line = r##"{"name":"layer","colour":"#2a6ea6","dash":[],"width":2}"##;
        let json = format!(
            r##"{{"title":"t","width":300,"height":200,"scale":2,
            "margins":{{"left":40,"right":80,"top":20,"bottom":40}},
            "theme":{{"paper":"#ffffff","ink":"#000000","grid":"#dddddd"}},
            "epochs":10,"horizontalTitle":"epoch","verticalTitle":"speed",
            "verticalScale":"logarithmic","unit":"plain","range":null,
            "lines":[{}]}}"##,
            vec![line; lines].join(",")
        );
        JSON::parse(&json).expect("well-formed settings")
    }

    fn code(error: &JsValue) -> String {
        let code = Reflect::get(error, &"code".into()).expect("an error object");
        code.as_string().expect("a code")
    }

    fn canvas() -> HtmlCanvasElement {
        let document = web_sys::window().and_then(|w| w.document()).expect("a page");
        document.create_element("canvas").expect("an element").unchecked_into()
    }

    #[wasm_bindgen_test]
    fn rows_are_drawn_and_labelled() {
        let mut plot = OldRawPlot::new(&settings(2)).expect("a plot");
        plot.append(&[0, 7], &[0.1, 0.2, 0.01, 0.02]).expect("two rows");
        let layout = plot.draw(canvas()).expect("a drawing");
        let text = String::from(JSON::stringify(&layout).expect("plain data"));
        assert!(text.contains(r#""kind":"vertical-tick""#), "{text}");
        assert!(text.contains(r#""line":1"#), "{text}");
        let file = plot_svg(&settings(2), &plot.contents()).expect("a file");
        assert!(file.contains(">layer</text>"), "{file}");
    }

    #[wasm_bindgen_test]
    fn a_row_that_is_not_whole_is_refused_and_nothing_changes() {
        let mut plot = OldRawPlot::new(&settings(2)).expect("a plot");
        let error = plot.append(&[0, 1], &[0.1, 0.2, 0.3]).expect_err("half a row");
        assert_eq!(code(&error), "shape");
        assert!(plot.contents.rows.is_empty());
        assert_eq!(
            code(&plot.set_marks(&[0.0, 2.0, 0.1]).expect_err("no line 2")),
            "shape"
        );
        let bands = plot.set_bands(vec![0.0], vec![0.1], vec![0.2, 0.3]);
        assert_eq!(code(&bands.expect_err("one bound too few")), "shape");
    }

    #[wasm_bindgen_test]
    fn settings_that_lack_something_are_refused() {
        let error =
            OldRawPlot::new(&JSON::parse("{}").expect("json")).err().expect("no title");
        assert_eq!(code(&error), "setting");
        let bad = settings(1);
        Reflect::set(&bad, &"width".into(), &f64::NAN.into()).expect("an object");
        assert_eq!(code(&OldRawPlot::new(&bad).err().expect("no width")), "setting");
    }

    #[wasm_bindgen_test]
    fn a_canvas_that_is_used_otherwise_is_refused_in_words() {
        let taken = canvas();
        taken.get_context("bitmaprenderer").expect("another context");
        let mut plot = OldRawPlot::new(&settings(1)).expect("a plot");
        let error = plot.draw(taken).expect_err("no 2D context");
        assert_eq!(code(&error), "drawing");
    }

    #[wasm_bindgen_test]
    fn a_kept_run_stays_when_the_next_one_begins() {
        let mut plot = OldRawPlot::new(&settings(1)).expect("a plot");
        plot.append(&[0], &[1e-6]).expect("a row");
        plot.pin();
        plot.clear();
        plot.append(&[0], &[0.1]).expect("a row");
        let low = |plot: &mut OldRawPlot| {
            let layout = plot.layout();
            let frame = Reflect::get(&layout, &"frame".into()).expect("a frame");
            Reflect::get(&frame, &"low".into())
                .ok()
                .and_then(|v| v.as_f64())
                .expect("a number")
        };
        assert!(low(&mut plot) < 2e-6, "the kept run is on the axis");
        plot.unpin();
        assert!(low(&mut plot) > 1e-3, "and the axis narrows when it is forgotten");
    }
}
