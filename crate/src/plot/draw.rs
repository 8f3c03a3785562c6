//! Strokes and fills: the part of a picture that is not text.

use plotters::coord::Shift;
use plotters::prelude::{
    Circle, DrawingArea, DrawingBackend, IntoDrawingArea, PathElement, Polygon,
};
use plotters::style::{Color, RGBAColor, ShapeStyle};

use super::dashes::dashes;
use super::decimation::{Point, stretches};
use super::{Band, Frame, Layout, LinesPicture, Mark, Series};
use crate::Error;

const BAND_OPACITY: f64 = 0.16;
const GHOST_OPACITY: f64 = 0.45;
/// Two columns a CSS pixel are as many as a screen of twice the density can show.
const COLUMNS_PER_PIXEL: f64 = 2.0;

/// An area whose coordinates are the backend's pixels, and the way there from CSS pixels.
struct Surface<DB: DrawingBackend> {
    area: DrawingArea<DB, Shift>,
    scale: f64,
}

impl LinesPicture<'_> {
    /// Draws everything but the text, and returns where all of it is.
    ///
    /// # Errors
    ///
    /// `drawing`, with the backend's own words.
    pub fn draw<DB: DrawingBackend>(&self, backend: DB) -> Result<Layout, Error> {
        let layout = self.layout();
        let surface = Surface { area: backend.into_drawing_area(), scale: self.scale };
        surface.area.fill(&self.theme.paper.with_alpha(1.0)).map_err(refused)?;
        self.draw_grid(&surface, &layout)?;
        for band in &self.bands {
            surface.draw_band(band, &layout.frame)?;
        }
        for series in &self.series {
            surface.draw_series(series, &layout.frame)?;
        }
        for mark in &self.marks {
            surface.draw_mark(mark, &layout.frame, self.theme.paper.with_alpha(1.0))?;
        }
        surface.area.present().map_err(refused)?;
        Ok(layout)
    }

    fn draw_grid<DB: DrawingBackend>(
        &self,
        surface: &Surface<DB>,
        layout: &Layout,
    ) -> Result<(), Error> {
        let frame = &layout.frame;
        let grid = self.theme.grid.with_alpha(1.0);
        for tick in &layout.vertical_ticks {
            if let Some(y) = frame.y(tick.value) {
                let width = if tick.minor { 0.5 } else { 1.0 };
                surface.stroke(&[(frame.left, y), (frame.right, y)], grid, width)?;
            }
        }
        let ink = self.theme.ink.with_alpha(1.0);
        let (left, right, bottom) = (frame.left, frame.right, frame.bottom);
        surface.stroke(&[(left, bottom), (right, bottom)], ink, 1.0)?;
        for tick in &layout.horizontal_ticks {
            let x = frame.x(tick.value);
            surface.stroke(&[(x, bottom), (x, bottom + 5.0)], ink, 1.0)?;
        }
        Ok(())
    }
}

impl<DB: DrawingBackend> Surface<DB> {
    fn draw_band(&self, band: &Band<'_>, frame: &Frame) -> Result<(), Error> {
        let rows = band.epochs.len().min(band.low.len()).min(band.high.len());
        let edge = |values: super::Column<'_>| -> Vec<Point> {
            (0..rows)
                .filter(|row| band.epochs[*row] <= frame.epochs)
                .filter_map(|row| {
                    let y = frame.y(values.at(row))?;
                    Some((frame.x(band.epochs[row]), y))
                })
                .collect()
        };
        let mut outline = edge(band.high);
        outline.extend(edge(band.low).into_iter().rev());
        if outline.len() < 3 {
            return Ok(());
        }
        let polygon =
            Polygon::new(self.pixels(&outline), band.colour.with_alpha(BAND_OPACITY));
        self.area.draw(&polygon).map_err(refused)
    }

    fn draw_series(&self, series: &Series<'_>, frame: &Frame) -> Result<(), Error> {
        let style = &series.style;
        let (alpha, width) = if style.ghost {
            (GHOST_OPACITY, 0.75 * style.width)
        } else {
            (1.0, style.width)
        };
        let colour = style.colour.with_alpha(alpha);
        let columns = COLUMNS_PER_PIXEL * (frame.right - frame.left);
        for line in stretches(series, frame, columns) {
            if let [alone] = line.as_slice() {
                self.dot(*alone, colour, width)?;
                continue;
            }
            for dash in dashes(&line, &style.dash) {
                self.stroke(&dash, colour, width)?;
            }
        }
        let end = series.last().filter(|_| !style.ghost);
        if let Some(end) = end.filter(|(_, value)| frame.y(*value).is_some()) {
            self.dot(frame.point(end), colour, 1.75 * width)?;
        }
        Ok(())
    }

    fn draw_mark(
        &self,
        mark: &Mark,
        frame: &Frame,
        paper: RGBAColor,
    ) -> Result<(), Error> {
        let Some(y) = frame.y(mark.value).filter(|_| mark.epoch <= frame.epochs) else {
            return Ok(());
        };
        let (x, reach) = (frame.x(mark.epoch), 5.5);
        let diamond = [
            (x, y - reach),
            (x + reach, y),
            (x, y + reach),
            (x - reach, y),
            (x, y - reach),
        ];
        let inside = Polygon::new(self.pixels(&diamond), paper);
        self.area.draw(&inside).map_err(refused)?;
        self.stroke(&diamond, mark.colour.with_alpha(1.0), 1.75)
    }

    fn stroke(&self, line: &[Point], colour: RGBAColor, width: f64) -> Result<(), Error> {
        let style = ShapeStyle {
            color: colour,
            filled: false,
            stroke_width: ((width * self.scale).round() as u32).max(1),
        };
        self.area.draw(&PathElement::new(self.pixels(line), style)).map_err(refused)
    }

    fn dot(&self, (x, y): Point, colour: RGBAColor, radius: f64) -> Result<(), Error> {
        let centre = self.pixels(&[(x, y)])[0];
        let radius = ((radius * self.scale).round() as i32).max(1);
        self.area.draw(&Circle::new(centre, radius, colour.filled())).map_err(refused)
    }

    fn pixels(&self, points: &[Point]) -> Vec<(i32, i32)> {
        let pixel = |length: f64| (length * self.scale).round() as i32;
        points.iter().map(|(x, y)| (pixel(*x), pixel(*y))).collect()
    }
}

/// Words for what a backend refused; taken by value as `map_err` gives it.
fn refused<E: std::error::Error>(error: E) -> Error {
    Error::Drawing { reason: error.to_string() }
}
