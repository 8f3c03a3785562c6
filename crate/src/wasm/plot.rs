//! A picture of lines over epochs, for a canvas in the page.

use js_sys::Float64Array;
use plotters_canvas::CanvasBackend;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::HtmlCanvasElement;

use super::error::to_js;
use crate::Error;
use crate::plot::{
    Band, Colour, Column, Layout, LineStyle, LinesPicture, Margins, Mark, Scale, Series,
    Theme, Unit, VerticalAxis, lines_svg,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** How a picture looks; lengths in CSS pixels, colours as `#rrggbb`. */
export interface PlotSettings {
  title: string;
  width: number;
  height: number;
  /** Pixels of the canvas to a CSS pixel. */
  scale: number;
  margins: { left: number; right: number; top: number; bottom: number };
  theme: { paper: string; ink: string; grid: string };
  /** The last epoch of the horizontal axis. */
  epochs: number;
  horizontalTitle: string;
  verticalTitle: string;
  verticalScale: 'logarithmic' | 'linear';
  unit: 'plain' | 'percent';
  /** The vertical range, or null to follow the numbers. */
  range: readonly [number, number] | null;
  /** One a column of the rows; an empty name for no label. */
  lines: readonly PlotLine[];
}
export interface PlotLine {
  name: string;
  colour: string;
  /** Lengths of dash and gap in turn; empty for a solid line. */
  dash: readonly number[];
  width: number;
}
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
export interface PlotNote {
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
  notes: PlotNote[];
}
"#;

/// What crosses the boundary when a picture is set up; the TypeScript above says the same.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct PlotSettings {
    title: String,
    width: f64,
    height: f64,
    scale: f64,
    margins: PlotMargins,
    theme: PlotTheme,
    epochs: f64,
    horizontal_title: String,
    vertical_title: String,
    vertical_scale: Scale,
    unit: Unit,
    range: Option<(f64, f64)>,
    lines: Vec<PlotLine>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlotMargins {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlotTheme {
    paper: String,
    ink: String,
    grid: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlotLine {
    name: String,
    colour: String,
    dash: Vec<f64>,
    width: f64,
}

/// Settings whose colours have been read.
struct Look {
    settings: PlotSettings,
    theme: Theme,
    styles: Vec<LineStyle>,
}

impl Look {
    fn read(settings: JsValue) -> Result<Self, Error> {
        let settings: PlotSettings =
            serde_wasm_bindgen::from_value(settings).map_err(|error| Error::Setting {
                key: "plot",
                expected: "settings of a picture".to_owned(),
                got: error.to_string(),
            })?;
        let lengths = [settings.width, settings.height, settings.scale, settings.epochs];
        if let Some(bad) = lengths.into_iter().find(|v| !(v.is_finite() && *v >= 0.0)) {
            return Err(Error::Setting {
                key: "plot",
                expected: "lengths that are numbers, at least 0".to_owned(),
                got: bad.to_string(),
            });
        }
        let theme = Theme {
            paper: Colour::from_hex(&settings.theme.paper)?,
            ink: Colour::from_hex(&settings.theme.ink)?,
            grid: Colour::from_hex(&settings.theme.grid)?,
        };
        let styles = settings.lines.iter().map(style_of).collect::<Result<_, Error>>()?;
        Ok(Self { settings, theme, styles })
    }
}

fn style_of(line: &PlotLine) -> Result<LineStyle, Error> {
    Ok(LineStyle {
        colour: Colour::from_hex(&line.colour)?,
        dash: line.dash.clone(),
        width: line.width,
        ghost: false,
    })
}

/// A run kept for comparison.
struct Kept {
    epochs: Vec<u32>,
    rows: Vec<f64>,
    styles: Vec<LineStyle>,
}

/// Ranges behind the lines, row-major by epoch.
#[derive(Default)]
struct Bands {
    epochs: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
}

/// A picture that grows row by row while a run plays.
#[wasm_bindgen]
pub struct RawPlot {
    look: Look,
    epochs: Vec<u32>,
    rows: Vec<f64>,
    kept: Option<Kept>,
    bands: Bands,
    marks: Vec<(f64, usize, f64)>,
    range: Option<(f64, f64)>,
}

#[wasm_bindgen]
impl RawPlot {
    /// A picture without rows.
    ///
    /// # Errors
    ///
    /// `setting`, naming what the settings lack.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "PlotSettings")] settings: JsValue,
    ) -> Result<Self, JsValue> {
        Ok(Self {
            look: Look::read(settings).map_err(|e| to_js(&e))?,
            epochs: Vec::new(),
            rows: Vec::new(),
            kept: None,
            bands: Bands::default(),
            marks: Vec::new(),
            range: None,
        })
    }

    /// Replaces the settings. Rows stay where there are as many lines as before; where
    /// there are not, rows, bands and marks go.
    ///
    /// # Errors
    ///
    /// `setting`, naming what the settings lack; then nothing changes.
    pub fn configure(
        &mut self,
        #[wasm_bindgen(unchecked_param_type = "PlotSettings")] settings: JsValue,
    ) -> Result<(), JsValue> {
        let look = Look::read(settings).map_err(|e| to_js(&e))?;
        if look.styles.len() != self.look.styles.len() {
            self.clear();
            self.bands = Bands::default();
            self.marks.clear();
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
        if rows.len() != expected {
            return Err(misfit("rows", expected, rows.len()));
        }
        self.epochs.extend_from_slice(epochs);
        self.rows.extend_from_slice(rows);
        Ok(())
    }

    /// Forgets the rows and the range of the axis, but not the kept run.
    pub fn clear(&mut self) {
        self.epochs.clear();
        self.rows.clear();
        self.range = None;
    }

    /// Keeps the rows so far as a pale run behind those to come; they stay as they are.
    pub fn pin(&mut self) {
        let mut styles = self.look.styles.clone();
        for style in &mut styles {
            style.ghost = true;
        }
        let (epochs, rows) = (self.epochs.clone(), self.rows.clone());
        self.kept = Some(Kept { epochs, rows, styles });
    }

    /// Forgets the kept run, and lets the axis narrow again.
    pub fn unpin(&mut self) {
        self.kept = None;
        self.range = None;
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
            if got != expected {
                return Err(misfit(place, expected, got));
            }
        }
        self.bands = Bands { epochs, low, high };
        self.range = None;
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
        let whole = marks.chunks_exact(3);
        if !whole.remainder().is_empty() {
            return Err(misfit("marks", 3 * (marks.len() / 3 + 1), marks.len()));
        }
        let lines = self.look.styles.len();
        let read: Vec<_> = whole.map(|m| (m[0], m[1] as usize, m[2])).collect();
        if let Some(bad) = read.iter().find(|(_, line, _)| *line >= lines) {
            return Err(misfit("line of a mark", lines, bad.1));
        }
        self.marks = read;
        self.range = None;
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
        let layout = self.picture().draw(backend).map_err(|e| to_js(&e))?;
        self.keep_range(&layout);
        to_value(&layout)
    }

    /// Says where everything is, without drawing it.
    ///
    /// # Errors
    ///
    /// Never, for rows that `append` took.
    #[wasm_bindgen(unchecked_return_type = "PlotLayout")]
    pub fn layout(&mut self) -> Result<JsValue, JsValue> {
        let layout = self.picture().layout();
        self.keep_range(&layout);
        to_value(&layout)
    }

    /// The picture with its labels as one SVG file.
    ///
    /// # Errors
    ///
    /// `drawing`, with the backend's words.
    pub fn svg(&self) -> Result<String, JsValue> {
        lines_svg(&self.picture()).map_err(|e| to_js(&e))
    }

    /// The rows so far, row-major.
    pub fn rows(&self) -> Float64Array {
        Float64Array::from(self.rows.as_slice())
    }
}

impl RawPlot {
    fn picture(&self) -> LinesPicture<'_> {
        let Look { settings, theme, styles } = &self.look;
        let lines = styles.len();
        let margins = settings.margins;
        let mut series = Vec::new();
        if let Some(kept) = &self.kept {
            series.extend(series_of(&kept.epochs, &kept.rows, &kept.styles, &[]));
        }
        series.extend(series_of(&self.epochs, &self.rows, styles, &settings.lines));
        let has_bands = lines > 0 && !self.bands.epochs.is_empty();
        LinesPicture {
            title: &settings.title,
            size: (settings.width, settings.height),
            scale: settings.scale,
            margins: Margins {
                left: margins.left,
                right: margins.right,
                top: margins.top,
                bottom: margins.bottom,
            },
            theme: *theme,
            epochs: settings.epochs,
            horizontal_title: &settings.horizontal_title,
            vertical: VerticalAxis {
                title: &settings.vertical_title,
                scale: settings.vertical_scale,
                unit: settings.unit,
                fixed: settings.range,
                previous: self.range,
            },
            bands: (0..if has_bands { lines } else { 0 })
                .map(|line| Band {
                    epochs: &self.bands.epochs,
                    low: Column::strided(&self.bands.low, lines, line),
                    high: Column::strided(&self.bands.high, lines, line),
                    colour: styles[line].colour,
                })
                .collect(),
            series,
            marks: self
                .marks
                .iter()
                .map(|&(epoch, line, value)| Mark {
                    epoch,
                    value,
                    colour: styles[line].colour,
                })
                .collect(),
        }
    }

    /// The axis about a single row is a guess, and not one to hold on to.
    fn keep_range(&mut self, layout: &Layout) {
        let moves = self.epochs.len() > 1;
        self.range = moves.then_some((layout.frame.low, layout.frame.high));
    }
}

fn series_of<'a>(
    epochs: &'a [u32],
    rows: &'a [f64],
    styles: &[LineStyle],
    lines: &'a [PlotLine],
) -> Vec<Series<'a>> {
    styles
        .iter()
        .enumerate()
        .map(|(index, style)| Series {
            epochs,
            values: Column::strided(rows, styles.len(), index),
            style: style.clone(),
            name: lines.get(index).map_or("", |line| &line.name),
            index,
        })
        .collect()
}

fn misfit(place: &str, expected: usize, got: usize) -> JsValue {
    to_js(&Error::Shape {
        place: place.to_owned(),
        expected: expected.to_string(),
        got: got.to_string(),
    })
}

fn to_value(layout: &Layout) -> Result<JsValue, JsValue> {
    layout.serialize(&serde_wasm_bindgen::Serializer::new()).map_err(JsValue::from)
}

#[cfg(test)]
mod tests {
    use js_sys::{JSON, Reflect};
    use wasm_bindgen::JsCast;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    use super::*;

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
        let mut plot = RawPlot::new(settings(2)).expect("a plot");
        plot.append(&[0, 7], &[0.1, 0.2, 0.01, 0.02]).expect("two rows");
        let layout = plot.draw(canvas()).expect("a drawing");
        let text = String::from(JSON::stringify(&layout).expect("plain data"));
        assert!(text.contains(r#""kind":"vertical-tick""#), "{text}");
        assert!(text.contains(r#""line":1"#), "{text}");
        assert!(plot.svg().expect("a file").contains(">layer</text>"));
    }

    #[wasm_bindgen_test]
    fn a_row_that_is_not_whole_is_refused_and_nothing_changes() {
        let mut plot = RawPlot::new(settings(2)).expect("a plot");
        let error = plot.append(&[0, 1], &[0.1, 0.2, 0.3]).expect_err("half a row");
        assert_eq!(code(&error), "shape");
        assert_eq!(plot.rows().length(), 0);
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
            RawPlot::new(JSON::parse("{}").expect("json")).err().expect("no title");
        assert_eq!(code(&error), "setting");
        let bad = settings(1);
        Reflect::set(&bad, &"width".into(), &f64::NAN.into()).expect("an object");
        assert_eq!(code(&RawPlot::new(bad).err().expect("no width")), "setting");
    }

    #[wasm_bindgen_test]
    fn a_canvas_that_is_used_otherwise_is_refused_in_words() {
        let taken = canvas();
        taken.get_context("bitmaprenderer").expect("another context");
        let mut plot = RawPlot::new(settings(1)).expect("a plot");
        let error = plot.draw(taken).expect_err("no 2D context");
        assert_eq!(code(&error), "drawing");
    }

    #[wasm_bindgen_test]
    fn a_kept_run_stays_when_the_next_one_begins() {
        let mut plot = RawPlot::new(settings(1)).expect("a plot");
        plot.append(&[0], &[1e-6]).expect("a row");
        plot.pin();
        plot.clear();
        plot.append(&[0], &[0.1]).expect("a row");
        let low = |plot: &mut RawPlot| {
            let layout = plot.layout().expect("a layout");
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
