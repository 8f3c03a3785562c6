//! Lines, stroked.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, DrawingBackend, IntoDrawingArea, PathElement,
};
use plotters::style::{Color, RGBAColor, ShapeStyle};

use super::dashes::dashes;
use super::decimation::{Point, stretches};
use super::{Frame, Rows};
use crate::Error;

/// The opacity of a run shown only for comparison, and its share of a line's width. The
/// page's SVG files use the same two numbers.
const PALE_OPACITY: f64 = 0.45;
const PALE_WIDTH: f64 = 0.75;

/// How a line looks.
#[derive(Debug, Clone, PartialEq)]
pub struct LineStyle {
    /// The line's colour, 0xrrggbb.
    pub colour: u32,
    /// Lengths of dash and gap in CSS pixels, or nothing for a solid line.
    pub dash: Vec<f64>,
    /// The line's width in CSS pixels.
    pub width: f64,
}

/// The lines of a run.
#[derive(Debug, Clone, Copy)]
pub struct Lines<'a> {
    /// Their numbers.
    pub rows: &'a Rows,
    /// How each looks.
    pub styles: &'a [LineStyle],
    /// Whether they are shown only for comparison: paler and thinner.
    pub is_pale: bool,
}

/// Strokes the lines of these runs, the last run on top, over what the backend already
/// shows. A value without a place on the axis breaks its line.
///
/// The frame is in CSS pixels; each is `density` pixels of the backend wide.
///
/// # Errors
///
/// [`Error::Drawing`], with the backend's own words.
pub fn draw<DB: DrawingBackend>(
    backend: DB,
    runs: &[Lines<'_>],
    frame: &Frame,
    density: f64,
) -> Result<(), Error> {
    let surface = Surface { area: backend.into_drawing_area(), density };
    for run in runs {
        for (line, style) in run.styles.iter().enumerate().take(run.rows.lines()) {
            surface.draw_line(run, line, style, frame)?;
        }
    }
    surface.area.present().map_err(refused)
}

/// An area in the backend's pixels, and how many of them a CSS pixel is wide.
struct Surface<DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    density: f64,
}

impl<DB: DrawingBackend> Surface<DB> {
    fn draw_line(
        &self,
        run: &Lines<'_>,
        line: usize,
        style: &LineStyle,
        frame: &Frame,
    ) -> Result<(), Error> {
        let (alpha, width) = if run.is_pale {
            (PALE_OPACITY, PALE_WIDTH * style.width)
        } else {
            (1.0, style.width)
        };
        let [_, red, green, blue] = style.colour.to_be_bytes();
        let colour = RGBAColor(red, green, blue, alpha);
        for points in stretches(run.rows, line, frame) {
            if let [alone] = points.as_slice() {
                self.dot(*alone, colour, width)?;
                continue;
            }
            for dash in dashes(&points, &style.dash) {
                self.stroke(&dash, colour, width)?;
            }
        }
        Ok(())
    }

    fn stroke(&self, line: &[Point], colour: RGBAColor, width: f64) -> Result<(), Error> {
        let style = ShapeStyle {
            color: colour,
            filled: false,
            stroke_width: ((width * self.density).round() as u32).max(1),
        };
        let points: Vec<_> = line.iter().map(|point| self.pixel(*point)).collect();
        self.area.draw(&PathElement::new(points, style)).map_err(refused)
    }

    fn dot(&self, centre: Point, colour: RGBAColor, radius: f64) -> Result<(), Error> {
        let radius = ((radius * self.density).round() as i32).max(1);
        let dot = Circle::new(self.pixel(centre), radius, colour.filled());
        self.area.draw(&dot).map_err(refused)
    }

    fn pixel(&self, (x, y): Point) -> (i32, i32) {
        let pixel = |length: f64| (length * self.density).round() as i32;
        (pixel(x), pixel(y))
    }
}

/// The backend's error in its own words; by value, as `map_err` passes it.
fn refused<E: std::error::Error>(error: E) -> Error {
    Error::Drawing { reason: error.to_string() }
}
