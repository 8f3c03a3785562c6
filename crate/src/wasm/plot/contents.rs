//! What is in a picture: rows, bands, marks, and the run kept behind them.

#[cfg(feature = "training")]
use js_sys::Array;
use js_sys::{Float64Array, Uint32Array};
use wasm_bindgen::prelude::*;

use super::look::Look;
#[cfg(feature = "plot-svg")]
use super::look::read_line;
use crate::Error;
use crate::plot::{Band, Column, LineStyle, LinesPicture, Mark, Series, VerticalAxis};
#[cfg(feature = "plot-svg")]
use crate::wasm::object::Fields;
#[cfg(feature = "training")]
use crate::wasm::object::object;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r"
/** What is in a picture, for `plotSvg` to draw it again. */
export interface PlotContents {
  epochs: Uint32Array;
  /** Row-major, one number a line. */
  rows: Float64Array;
  /** A run kept behind the lines. */
  kept: { epochs: Uint32Array; rows: Float64Array; lines: OldPlotLine[] } | null;
  bandEpochs: Float64Array;
  low: Float64Array;
  high: Float64Array;
  /** Threes: epoch, line, value. */
  marks: Float64Array;
  /** The vertical range that was drawn last. */
  range: Float64Array | null;
}
";

/// A run kept for comparison.
struct Kept {
    epochs: Vec<u32>,
    rows: Vec<f64>,
    styles: Vec<LineStyle>,
}

/// Ranges behind the lines, row-major by epoch.
#[derive(Default)]
pub(super) struct Bands {
    pub(super) epochs: Vec<f64>,
    pub(super) low: Vec<f64>,
    pub(super) high: Vec<f64>,
}

/// All that a picture shows, but how it looks.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) epochs: Vec<u32>,
    pub(super) rows: Vec<f64>,
    kept: Option<Kept>,
    pub(super) bands: Bands,
    pub(super) marks: Vec<(f64, usize, f64)>,
    /// The range of the vertical axis as it was drawn last.
    pub(super) range: Option<(f64, f64)>,
}

impl Contents {
    /// Keeps the rows, in paler versions of `styles`.
    #[cfg(feature = "training")]
    pub(super) fn keep(&mut self, styles: &[LineStyle]) {
        let ghost = |style: &LineStyle| LineStyle { ghost: true, ..style.clone() };
        self.kept = Some(Kept {
            epochs: self.epochs.clone(),
            rows: self.rows.clone(),
            styles: styles.iter().map(ghost).collect(),
        });
    }

    #[cfg(feature = "training")]
    pub(super) fn forget_kept(&mut self) {
        self.kept = None;
    }

    pub(super) fn picture<'a>(&'a self, look: &'a Look) -> LinesPicture<'a> {
        let styles = &look.styles;
        let lines = styles.len();
        let mut series = Vec::new();
        if let Some(kept) = &self.kept {
            series.extend(series_of(&kept.epochs, &kept.rows, &kept.styles, &[]));
        }
        series.extend(series_of(&self.epochs, &self.rows, styles, &look.names));
        let has_bands = lines > 0 && !self.bands.epochs.is_empty();
        LinesPicture {
            title: &look.title,
            size: look.size,
            scale: look.scale,
            margins: look.margins,
            theme: look.theme,
            epochs: look.epochs,
            horizontal_title: &look.horizontal_title,
            vertical: VerticalAxis {
                title: &look.vertical_title,
                scale: look.vertical_scale,
                unit: look.unit,
                fixed: look.range,
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

    /// For [`Contents::read`], in another part of the core.
    #[cfg(feature = "training")]
    pub(super) fn to_value(&self) -> JsValue {
        let marks: Vec<f64> =
            self.marks.iter().flat_map(|m| [m.0, m.1 as f64, m.2]).collect();
        let range = self.range.map(|(low, high)| vec![low, high]);
        let kept = self.kept.as_ref().map(|kept| {
            let lines: Array = kept.styles.iter().map(line_value).collect();
            object(&[
                ("epochs", Uint32Array::from(kept.epochs.as_slice()).into()),
                ("rows", floats(&kept.rows)),
                ("lines", lines.into()),
            ])
        });
        object(&[
            ("epochs", Uint32Array::from(self.epochs.as_slice()).into()),
            ("rows", floats(&self.rows)),
            ("kept", kept.unwrap_or(JsValue::NULL)),
            ("bandEpochs", floats(&self.bands.epochs)),
            ("low", floats(&self.bands.low)),
            ("high", floats(&self.bands.high)),
            ("marks", floats(&marks)),
            ("range", range.map_or(JsValue::NULL, |range| floats(&range))),
        ])
    }

    /// What [`Contents::to_value`] said, of a picture of so many lines.
    ///
    /// # Errors
    ///
    /// `setting` or `shape` when it said something else.
    #[cfg(feature = "plot-svg")]
    pub(super) fn read(value: &JsValue, lines: usize) -> Result<Self, Error> {
        let all = Fields::of(value, "contents")?;
        let list = |key| Float64Array::new(&all.value(key)).to_vec();
        let bands =
            Bands { epochs: list("bandEpochs"), low: list("low"), high: list("high") };
        let bounds = bands.epochs.len() * lines;
        fits("lower bounds", bounds, bands.low.len())?;
        fits("upper bounds", bounds, bands.high.len())?;
        let (epochs, rows) = rows_of(&all, lines)?;
        let kept = all.value("kept");
        let kept = if kept.is_null() {
            None
        } else {
            let kept = Fields::of(&kept, "kept")?;
            let styles = kept.list("lines", read_line)?;
            let styles: Vec<_> = styles
                .into_iter()
                .map(|(_, style)| LineStyle { ghost: true, ..style })
                .collect();
            let (epochs, rows) = rows_of(&kept, styles.len())?;
            Some(Kept { epochs, rows, styles })
        };
        let range = list("range");
        Ok(Self {
            epochs,
            rows,
            kept,
            bands,
            marks: read_marks(&list("marks"), lines)?,
            range: if let [low, high] = *range { Some((low, high)) } else { None },
        })
    }
}

/// Three numbers a mark: its epoch, its line (0-based) and its value.
///
/// # Errors
///
/// `shape` when a mark is not whole, or when there is no such line.
pub(super) fn read_marks(
    marks: &[f64],
    lines: usize,
) -> Result<Vec<(f64, usize, f64)>, Error> {
    fits("marks", marks.len().next_multiple_of(3), marks.len())?;
    let read: Vec<_> =
        marks.chunks_exact(3).map(|m| (m[0], m[1] as usize, m[2])).collect();
    match read.iter().find(|(_, line, _)| *line >= lines) {
        Some(bad) => Err(misfit("line of a mark", lines, bad.1)),
        None => Ok(read),
    }
}

/// # Errors
///
/// `shape` when there are not as many numbers as `expected`.
pub(super) fn fits(place: &str, expected: usize, got: usize) -> Result<(), Error> {
    if got == expected { Ok(()) } else { Err(misfit(place, expected, got)) }
}

fn misfit(place: &str, expected: usize, got: usize) -> Error {
    Error::Shape {
        place: place.to_owned(),
        expected: expected.to_string(),
        got: got.to_string(),
    }
}

fn series_of<'a>(
    epochs: &'a [u32],
    rows: &'a [f64],
    styles: &[LineStyle],
    names: &'a [String],
) -> Vec<Series<'a>> {
    styles
        .iter()
        .enumerate()
        .map(|(index, style)| Series {
            epochs,
            values: Column::strided(rows, styles.len(), index),
            style: style.clone(),
            name: names.get(index).map_or("", String::as_str),
            index,
        })
        .collect()
}

#[cfg(feature = "plot-svg")]
fn rows_of(of: &Fields<'_>, lines: usize) -> Result<(Vec<u32>, Vec<f64>), Error> {
    let epochs = Uint32Array::new(&of.value("epochs")).to_vec();
    let rows = Float64Array::new(&of.value("rows")).to_vec();
    fits("rows", epochs.len() * lines, rows.len())?;
    Ok((epochs, rows))
}

#[cfg(feature = "training")]
fn floats(values: &[f64]) -> JsValue {
    Float64Array::from(values).into()
}

/// A `OldPlotLine` without a name.
#[cfg(feature = "training")]
fn line_value(style: &LineStyle) -> JsValue {
    let dash: Array = style.dash.iter().copied().map(JsValue::from_f64).collect();
    object(&[
        ("name", "".into()),
        ("colour", style.colour.to_hex().into()),
        ("dash", dash.into()),
        ("width", style.width.into()),
    ])
}
