//! How a picture looks: its settings, read from JavaScript.

use wasm_bindgen::prelude::*;

use crate::error::number_text;
use crate::plot::{Colour, LineStyle, Margins, Scale, Theme, Unit};
use crate::{Error, wasm::object::Fields};

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
  lines: readonly OldPlotLine[];
}
export interface OldPlotLine {
  name: string;
  colour: string;
  /** Lengths of dash and gap in turn; empty for a solid line. */
  dash: readonly number[];
  width: number;
}
"#;

/// The settings of a picture; the TypeScript above says what they are.
pub(super) struct Look {
    pub(super) title: String,
    pub(super) size: (f64, f64),
    pub(super) scale: f64,
    pub(super) margins: Margins,
    pub(super) theme: Theme,
    pub(super) epochs: f64,
    pub(super) horizontal_title: String,
    pub(super) vertical_title: String,
    pub(super) vertical_scale: Scale,
    pub(super) unit: Unit,
    pub(super) range: Option<(f64, f64)>,
    /// A name and a style for each line.
    pub(super) names: Vec<String>,
    pub(super) styles: Vec<LineStyle>,
}

impl Look {
    pub(super) fn read(settings: &JsValue) -> Result<Self, Error> {
        let plot = Fields::of(settings, "plot")?;
        let margins = plot.value("margins");
        let margins = Fields::of(&margins, "margins")?;
        let theme = plot.value("theme");
        let theme = Fields::of(&theme, "theme")?;
        let lines = plot.list("lines", read_line)?;
        let (names, styles) = lines.into_iter().unzip();
        Ok(Self {
            title: plot.text("title")?,
            size: (length(&plot, "width")?, length(&plot, "height")?),
            scale: length(&plot, "scale")?,
            margins: Margins {
                left: margins.number("left")?,
                right: margins.number("right")?,
                top: margins.number("top")?,
                bottom: margins.number("bottom")?,
            },
            theme: Theme {
                paper: Colour::from_hex(&theme.text("paper")?)?,
                ink: Colour::from_hex(&theme.text("ink")?)?,
                grid: Colour::from_hex(&theme.text("grid")?)?,
            },
            epochs: length(&plot, "epochs")?,
            horizontal_title: plot.text("horizontalTitle")?,
            vertical_title: plot.text("verticalTitle")?,
            vertical_scale: Scale::from_name(&plot.text("verticalScale")?)?,
            unit: Unit::from_name(&plot.text("unit")?)?,
            range: if plot.value("range").is_null() {
                None
            } else {
                range(&plot.numbers("range")?)?
            },
            names,
            styles,
        })
    }
}

pub(super) fn read_line(value: &JsValue) -> Result<(String, LineStyle), Error> {
    let line = Fields::of(value, "lines")?;
    let style = LineStyle {
        colour: Colour::from_hex(&line.text("colour")?)?,
        dash: line.numbers("dash")?,
        width: line.number("width")?,
        ghost: false,
    };
    Ok((line.text("name")?, style))
}

fn length(plot: &Fields<'_>, key: &'static str) -> Result<f64, Error> {
    let length = plot.number(key)?;
    if length.is_finite() && length >= 0.0 {
        return Ok(length);
    }
    let expected = "a number, at least 0".to_owned();
    Err(Error::Setting { key, expected, got: number_text(length) })
}

fn range(numbers: &[f64]) -> Result<Option<(f64, f64)>, Error> {
    if let [low, high] = numbers {
        return Ok(Some((*low, *high)));
    }
    Err(Error::Setting {
        key: "range",
        expected: "2 numbers or null".to_owned(),
        got: numbers.len().to_string(),
    })
}
