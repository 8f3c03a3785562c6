//! The lines of a plot, kept row by row and stroked onto a canvas in the page.

use js_sys::Array;
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, prelude::*};
use web_sys::HtmlCanvasElement;

use super::{error::to_js, spec::Spec};
use crate::Error;
use crate::declaration::Source;
use crate::plot::{Frame, LineStyle, Lines, Note, Rows, Scale, draw};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = "
/** How a line looks. */
export interface PlotLine {
  /** 0xrrggbb. */
  colour: number;
  /** Lengths of dash and gap in turn, in CSS pixels; empty for a solid line. */
  dash: readonly number[];
  /** In CSS pixels. */
  width: number;
}
/** The rectangle between the axes, in CSS pixels, and the numbers at its edges. */
export interface PlotFrame {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Pixels of the canvas per CSS pixel. */
  scale: number;
  /** The last epoch of the horizontal axis, which starts at 0. */
  epochs: number;
  low: number;
  high: number;
  /** Whether the vertical axis is logarithmic; else it is linear. */
  logarithmic: boolean;
}
";

/// Numbers of a line that a plot leaves out, because its axis has no place for them.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct PlotNote {
    /// The index (0-based) of the line.
    #[wasm_bindgen(readonly)]
    pub line: usize,
    /// `zero`, `negative`, `nan` or `infinite`.
    #[wasm_bindgen(readonly)]
    pub kind: String,
    /// The first epoch left out for that reason.
    #[wasm_bindgen(readonly)]
    pub epoch: u32,
    /// How many of the measured epochs are left out for it.
    #[wasm_bindgen(readonly)]
    pub count: usize,
}

/// Where the lines end.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct PlotEnds {
    /// The last epoch.
    #[wasm_bindgen(readonly)]
    pub epoch: u32,
    /// The number of each line there.
    #[wasm_bindgen(readonly)]
    pub values: Vec<f64>,
}

/// Lines that grow row by row while a run plays.
#[wasm_bindgen]
pub struct RawPlot {
    styles: Vec<LineStyle>,
    rows: Rows,
    pinned: Option<(Rows, Vec<LineStyle>)>,
}

#[wasm_bindgen]
impl RawPlot {
    /// Lines without rows.
    ///
    /// # Errors
    ///
    /// `setting`, naming what a line lacks.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "readonly PlotLine[]")] lines: JsValue,
    ) -> Result<Self, JsValue> {
        let styles = read_lines(lines)?;
        Ok(Self { rows: Rows::new(styles.len()), styles, pinned: None })
    }

    /// Changes how the lines look. If there are more or fewer of them than before, the rows
    /// are forgotten.
    ///
    /// # Errors
    ///
    /// `setting`, naming what a line lacks; then nothing changes.
    pub fn configure(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "readonly PlotLine[]")] lines: JsValue,
    ) -> Result<(), JsValue> {
        self.styles = read_lines(lines)?;
        if self.styles.len() != self.rows.lines() {
            self.clear();
        }
        Ok(())
    }

    /// Appends rows at these epochs, which are later than those before: row-major, one
    /// number per line.
    ///
    /// # Errors
    ///
    /// `shape` when there are not as many numbers as epochs times lines; then nothing
    /// changes.
    pub fn append(&mut self, epochs: &[u32], rows: &[f64]) -> Result<(), JsValue> {
        self.rows.append(epochs, rows).map_err(|error| to_js(&error))
    }

    /// Forgets the rows, but not the pinned run.
    pub fn clear(&mut self) {
        self.rows = Rows::new(self.styles.len());
    }

    /// Keeps a copy of the rows so far, to be drawn pale behind those to come.
    pub fn pin(&mut self) {
        self.pinned = Some((self.rows.clone(), self.styles.clone()));
    }

    /// Forgets the pinned run.
    pub fn unpin(&mut self) {
        self.pinned = None;
    }

    /// The least and the greatest number with a place on such an axis, the pinned run's
    /// included; undefined where there is none.
    #[must_use]
    pub fn extent(&self, logarithmic: bool) -> Option<Vec<f64>> {
        let scale = scale_of(logarithmic);
        let pinned = self.pinned.as_ref().and_then(|(rows, _)| rows.extent(scale));
        let extents = self.rows.extent(scale).into_iter().chain(pinned);
        extents
            .reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
            .map(|(low, high)| vec![low, high])
    }

    /// What such an axis has no place for, line by line, the pinned run left out.
    #[must_use]
    pub fn notes(&self, logarithmic: bool) -> Vec<PlotNote> {
        let notes = self.rows.notes(scale_of(logarithmic)).into_iter();
        notes
            .map(|Note { line, kind, epoch, count }| PlotNote {
                line,
                kind: <&str>::from(kind).to_owned(),
                epoch,
                count,
            })
            .collect()
    }

    /// Where the lines end; undefined without rows.
    #[must_use]
    pub fn ends(&self) -> Option<PlotEnds> {
        let (epoch, values) = self.rows.last()?;
        Some(PlotEnds { epoch, values: values.to_vec() })
    }

    /// Strokes the lines onto the canvas, over what is there.
    ///
    /// # Errors
    ///
    /// `setting` when the frame lacks something; `drawing` when the canvas has no 2D context
    /// or refuses.
    pub fn draw(
        &self,
        canvas: HtmlCanvasElement,
        #[wasm_bindgen(unchecked_param_type = "PlotFrame")] frame: JsValue,
    ) -> Result<(), JsValue> {
        let (frame, density) = read_frame(frame)?;
        let backend = CanvasBackend::with_canvas_object(canvas).ok_or_else(|| {
            to_js(&Error::Drawing { reason: "the canvas has no 2D context".to_owned() })
        })?;
        let mut runs = Vec::new();
        if let Some((rows, styles)) = &self.pinned {
            runs.push(Lines { rows, styles, is_pale: true });
        }
        runs.push(Lines { rows: &self.rows, styles: &self.styles, is_pale: false });
        draw(backend, &runs, &frame, density).map_err(|error| to_js(&error))
    }

    /// The points that make a line (0-based) of the run, or of the pinned one: x and y in
    /// turn, in CSS pixels, two NaN after each unbroken stretch; empty for a line that does not
    /// exist.
    ///
    /// # Errors
    ///
    /// `setting` when the frame lacks something.
    pub fn points(
        &self,
        line: usize,
        pinned: bool,
        #[wasm_bindgen(unchecked_param_type = "PlotFrame")] frame: JsValue,
    ) -> Result<Vec<f64>, JsValue> {
        let (frame, _) = read_frame(frame)?;
        let rows = if pinned {
            self.pinned.as_ref().map(|(rows, _)| rows)
        } else {
            Some(&self.rows)
        };
        let rows = rows.filter(|rows| line < rows.lines());
        Ok(rows.map_or_else(Vec::new, |rows| rows.points(line, &frame)))
    }
}

fn scale_of(logarithmic: bool) -> Scale {
    if logarithmic { Scale::Logarithmic } else { Scale::Linear }
}

fn read_lines(lines: JsValue) -> Result<Vec<LineStyle>, JsValue> {
    let read = |line: JsValue| {
        let line = Spec(line);
        let [colour, width] = numbers(&line, ["colour", "width"])?;
        let dash = line.numbers("dash");
        let dash = dash.ok_or_else(|| refused(&line, "dash", "a list of numbers"))?;
        Ok(LineStyle { colour: colour as u32, dash, width })
    };
    let lines: Result<Array, _> = lines.dyn_into();
    let lines =
        lines.map_err(|other| refused(&Spec(other), "lines", "a list of PlotLine"));
    lines
        .and_then(|lines| lines.iter().map(read).collect())
        .map_err(|error: Error| to_js(&error))
}

/// The frame, and pixels of the canvas per CSS pixel.
fn read_frame(frame: JsValue) -> Result<(Frame, f64), JsValue> {
    const KEYS: [&str; 8] =
        ["left", "top", "right", "bottom", "epochs", "low", "high", "scale"];
    let frame = Spec(frame);
    let [left, top, right, bottom, epochs, low, high, density] =
        numbers(&frame, KEYS).map_err(|error| to_js(&error))?;
    let scale = scale_of(frame.flag("logarithmic"));
    let frame = Frame { left, top, right, bottom, epochs, low, high, scale };
    Ok((frame, density))
}

/// The numbers at these keys.
fn numbers<const COUNT: usize>(
    of: &Spec,
    keys: [&'static str; COUNT],
) -> Result<[f64; COUNT], Error> {
    let mut read = [0.0; COUNT];
    for (number, key) in read.iter_mut().zip(keys) {
        *number = of.number(key).ok_or_else(|| refused(of, key, "a number"))?;
    }
    Ok(read)
}

fn refused(of: &Spec, key: &'static str, expected: &str) -> Error {
    Error::Setting { key, expected: expected.to_owned(), got: of.kind(key) }
}

#[cfg(test)]
mod tests {
    use js_sys::{JSON, Reflect};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

    wasm_bindgen_test_configure!(run_in_browser);

    const FRAME: &str = r#"{"left":40,"top":20,"right":220,"bottom":160,"scale":2,
        "epochs":10,"low":0.001,"high":1,"logarithmic":true}"#;

    fn json(text: &str) -> JsValue {
        JSON::parse(text).expect("well-formed")
    }

    fn plot(lines: usize) -> RawPlot {
        let line = r#"{"colour":2780838,"dash":[9,4],"width":2}"#;
        let lines = vec![line; lines].join(",");
        RawPlot::new(json(&format!("[{lines}]"))).expect("lines")
    }

    fn code(error: &JsValue) -> String {
        let code = Reflect::get(error, &"code".into()).expect("an error object");
        code.as_string().expect("a code")
    }

    fn canvas() -> HtmlCanvasElement {
        let document = web_sys::window().and_then(|w| w.document()).expect("a page");
        document.create_element("canvas").expect("an element").unchecked_into()
    }

    fn painted(plot: &RawPlot) -> String {
        let canvas = canvas();
        plot.draw(canvas.clone(), json(FRAME)).expect("a drawing");
        canvas.to_data_url().expect("an image")
    }

    #[wasm_bindgen_test]
    fn rows_and_the_pinned_run_are_drawn() {
        let mut plot = plot(2);
        let empty = painted(&plot);
        plot.append(&[0, 7], &[0.1, 0.2, 0.01, 0.02]).expect("two rows");
        let drawn = painted(&plot);
        assert_ne!(drawn, empty);
        plot.pin();
        plot.clear();
        let pale = painted(&plot);
        assert!(pale != drawn && pale != empty, "pale lines are other lines");
        plot.unpin();
        assert_eq!(painted(&plot), empty);
    }

    #[wasm_bindgen_test]
    fn a_pinned_run_stays_when_there_are_other_lines() {
        let mut plot = plot(1);
        plot.append(&[0], &[1e-6]).expect("a row");
        plot.pin();
        plot.configure(json("[]")).expect("no lines");
        assert!(plot.ends().is_none());
        assert_eq!(plot.extent(true), Some(vec![1e-6, 1e-6]));
        plot.unpin();
        assert_eq!(plot.extent(true), None);
    }

    #[wasm_bindgen_test]
    fn a_canvas_that_is_used_otherwise_is_refused_in_words() {
        let taken = canvas();
        taken.get_context("bitmaprenderer").expect("another context");
        let error = plot(1).draw(taken, json(FRAME)).expect_err("no 2D context");
        assert_eq!(code(&error), "drawing");
        let error = plot(1).draw(canvas(), json("{}")).expect_err("no frame");
        assert_eq!(code(&error), "setting");
    }
}
