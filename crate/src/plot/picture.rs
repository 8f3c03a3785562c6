//! What a picture of lines over epochs is made of.

use super::{Colour, Scale, Unit};

/// Lines over epochs on one vertical axis: everything needed to lay it out and draw it.
///
/// Lengths are in CSS pixels; a backend with `scale` times as many pixels a side draws the
/// same picture with finer lines.
///
/// # Examples
///
/// ```
/// use unstable_gradients::plot::{
///     Colour, Column, LineStyle, LinesPicture, Margins, Scale, Series, Theme, Unit,
///     VerticalAxis, lines_svg,
/// };
///
/// let speeds = [0.3, 0.03, 0.003];
/// let picture = LinesPicture {
///     title: "one layer",
///     size: (480.0, 300.0),
///     scale: 2.0,
///     margins: Margins { left: 48.0, right: 96.0, top: 24.0, bottom: 40.0 },
///     theme: Theme::paper(),
///     epochs: 2.0,
///     horizontal_title: "epoch",
///     vertical: VerticalAxis {
///         title: "speed of learning ‖δˡ‖",
///         scale: Scale::Logarithmic,
///         unit: Unit::Plain,
///         fixed: None,
///         previous: None,
///     },
///     bands: vec![],
///     series: vec![Series {
///         epochs: &[0, 1, 2],
///         values: Column::of(&speeds),
///         style: LineStyle {
///             colour: Colour::from_hex("#2a6ea6")?,
///             dash: vec![],
///             width: 2.0,
///             ghost: false,
///         },
///         name: "hidden layer 1",
///         index: 0,
///     }],
///     marks: vec![],
/// };
/// assert!(lines_svg(&picture)?.contains("hidden layer 1"));
/// # Ok::<(), unstable_gradients::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct LinesPicture<'a> {
    /// What the whole picture shows; the title of an exported file.
    pub title: &'a str,
    /// Width and height.
    pub size: (f64, f64),
    /// Backend pixels to a CSS pixel.
    pub scale: f64,
    /// The room for labels around the frame.
    pub margins: Margins,
    /// The colours that are not a line's own.
    pub theme: Theme,
    /// The last epoch of the horizontal axis, which starts at 0.
    pub epochs: f64,
    /// What stands under the horizontal axis.
    pub horizontal_title: &'a str,
    /// The vertical axis.
    pub vertical: VerticalAxis<'a>,
    /// Ranges behind the lines.
    pub bands: Vec<Band<'a>>,
    /// The lines, the ones behind first.
    pub series: Vec<Series<'a>>,
    /// Single values from elsewhere.
    pub marks: Vec<Mark>,
}

/// The room around the frame, for labels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// For the vertical axis's labels.
    pub left: f64,
    /// For the names at the lines' ends.
    pub right: f64,
    /// For the vertical axis's title.
    pub top: f64,
    /// For the horizontal axis's labels and title.
    pub bottom: f64,
}

/// The colours that are not a line's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Theme {
    /// The ground.
    pub paper: Colour,
    /// Text and the base line.
    pub ink: Colour,
    /// The grid.
    pub grid: Colour,
}

impl Theme {
    /// Black on white, for print and tests.
    #[must_use]
    pub fn paper() -> Self {
        let grey = |v| Colour { red: v, green: v, blue: v };
        Self { paper: grey(255), ink: grey(51), grid: grey(222) }
    }
}

/// The vertical axis.
#[derive(Debug, Clone, Copy)]
pub struct VerticalAxis<'a> {
    /// What stands over it, with its unit.
    pub title: &'a str,
    /// Logarithmic or linear.
    pub scale: Scale,
    /// What the numbers are written in.
    pub unit: Unit,
    /// A range to keep whatever the values are.
    pub fixed: Option<(f64, f64)>,
    /// The range of the picture before, which this one may widen and never narrow: an
    /// axis that jumps while a run plays cannot be read.
    pub previous: Option<(f64, f64)>,
}

/// One column of numbers in row-major rows.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    values: &'a [f64],
    stride: usize,
    offset: usize,
}

impl<'a> Column<'a> {
    /// The numbers themselves, one a row.
    #[must_use]
    pub fn of(values: &'a [f64]) -> Self {
        Self { values, stride: 1, offset: 0 }
    }

    /// The numbers at `offset` (0-based) in rows of `stride` numbers; a last, incomplete
    /// row is not seen.
    ///
    /// # Panics
    ///
    /// If `offset` is not below `stride`.
    #[must_use]
    #[track_caller]
    pub fn strided(values: &'a [f64], stride: usize, offset: usize) -> Self {
        assert!(offset < stride, "column {offset} in rows of {stride}");
        Self { values, stride, offset }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len() / self.stride
    }

    /// Whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number in `row` (0-based).
    ///
    /// # Panics
    ///
    /// If there is no such row.
    #[must_use]
    pub fn at(&self, row: usize) -> f64 {
        self.values[row * self.stride + self.offset]
    }

    /// The numbers, row by row.
    pub fn iter(&self) -> impl Iterator<Item = f64> + use<'a> {
        let Self { values, stride, offset } = *self;
        values.chunks_exact(stride).map(move |row| row[offset])
    }
}

impl Series<'_> {
    /// How many epochs have a number.
    pub(super) fn len(&self) -> usize {
        self.values.len().min(self.epochs.len())
    }

    /// The epoch of `row` and its number.
    pub(super) fn at(&self, row: usize) -> (f64, f64) {
        (f64::from(self.epochs[row]), self.values.at(row))
    }

    /// The last epoch and its number, where there is one.
    pub(super) fn last(&self) -> Option<(f64, f64)> {
        self.len().checked_sub(1).map(|row| self.at(row))
    }
}

/// How a line looks.
#[derive(Debug, Clone, PartialEq)]
pub struct LineStyle {
    /// The line's colour.
    pub colour: Colour,
    /// Lengths of dash and gap in CSS pixels, or nothing for a solid line.
    pub dash: Vec<f64>,
    /// The line's width in CSS pixels.
    pub width: f64,
    /// Whether it is there for comparison only: paler, thinner, and without a name.
    pub ghost: bool,
}

/// A line: numbers at some epochs, joined.
#[derive(Debug, Clone)]
pub struct Series<'a> {
    /// The epochs, ascending.
    pub epochs: &'a [u32],
    /// The number at each of them.
    pub values: Column<'a>,
    /// How it looks.
    pub style: LineStyle,
    /// What stands at its end; nothing for no label.
    pub name: &'a str,
    /// The index (0-based) that the label and the notes carry: the layer, for speeds.
    pub index: usize,
}

/// A range of values at some epochs, filled, behind everything.
#[derive(Debug, Clone)]
pub struct Band<'a> {
    /// The epochs, ascending.
    pub epochs: &'a [f64],
    /// The lower bound at each of them.
    pub low: Column<'a>,
    /// The upper bound at each of them.
    pub high: Column<'a>,
    /// The colour of the line it belongs to.
    pub colour: Colour,
}

/// A single value from elsewhere, drawn as a diamond.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark {
    /// Where along the horizontal axis.
    pub epoch: f64,
    /// Where along the vertical axis.
    pub value: f64,
    /// The colour of the line it belongs to.
    pub colour: Colour,
}
