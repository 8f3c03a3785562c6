//! The lines of a plot, kept row by row and stroked onto a canvas in the page.

use plotters_canvas::CanvasBackend;
use serde::Deserialize;
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::{error::to_js, spec};
use crate::Error;
use crate::strokes::{Frame, LineStyle, Lines, Note, Rows, Scale, draw};

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
  /** Pixels of the canvas to a CSS pixel. */
  scale: number;
  /** The last epoch of the horizontal axis, which starts at 0. */
  epochs: number;
  low: number;
  high: number;
  /** Whether the vertical axis is logarithmic; else it is linear. */
  logarithmic: boolean;
}
";

#[derive(Deserialize)]
struct RawLine {
    colour: u32,
    dash: Vec<f64>,
    width: f64,
}

#[derive(Deserialize)]
struct RawFrame {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
    scale: f64,
    epochs: f64,
    low: f64,
    high: f64,
    logarithmic: bool,
}

/// Numbers of a line that a plot leaves out, because its axis has no place for them.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct PlotNote {
    /// The index (0-based) of the line.
    pub line: usize,
    /// `zero`, `negative`, `nan` or `infinite`.
    pub kind: String,
    /// The first epoch left out for that reason.
    pub epoch: u32,
    /// How many of the epochs measured are.
    pub count: usize,
}

/// Where the lines end.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct PlotEnds {
    /// The last epoch.
    pub epoch: u32,
    /// The number of each line there.
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

    /// Changes how the lines look. The rows go where there are more or fewer lines than
    /// before.
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
    /// number a line. Lines join them.
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

    /// Keeps the rows so far as pale lines behind those to come; they stay as they are.
    pub fn pin(&mut self) {
        self.pinned = Some((self.rows.clone(), self.styles.clone()));
    }

    /// Forgets the pinned run.
    pub fn unpin(&mut self) {
        self.pinned = None;
    }

    /// The least and the greatest number that has a place on such an axis, those of the
    /// pinned run among them; undefined where there is none.
    #[must_use]
    pub fn extent(&self, logarithmic: bool) -> Option<Vec<f64>> {
        let scale = scale_of(logarithmic);
        let pinned = self.pinned.as_ref().and_then(|(rows, _)| rows.extent(scale));
        let both = self.rows.extent(scale).into_iter().chain(pinned);
        both.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)))
            .map(|(low, high)| vec![low, high])
    }

    /// What such an axis has no place for, line by line; not of the pinned run.
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
    /// turn, in CSS pixels, two NaN behind each stretch; none of a line that is not there.
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
    let raw: Vec<RawLine> =
        spec::read(lines, "a list of PlotLine").map_err(|error| to_js(&error))?;
    let style = |RawLine { colour, dash, width }| LineStyle { colour, dash, width };
    Ok(raw.into_iter().map(style).collect())
}

/// The frame, and pixels of the canvas to a CSS pixel.
fn read_frame(frame: JsValue) -> Result<(Frame, f64), JsValue> {
    let raw: RawFrame =
        spec::read(frame, "a PlotFrame").map_err(|error| to_js(&error))?;
    let RawFrame { left, top, right, bottom, scale, epochs, low, high, logarithmic } =
        raw;
    let axis = scale_of(logarithmic);
    let frame = Frame { left, top, right, bottom, epochs, low, high, scale: axis };
    Ok((frame, scale))
}
