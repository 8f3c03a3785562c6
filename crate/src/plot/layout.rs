//! Where everything of a picture goes, and what could not go anywhere.

use super::labels::{sample, spread};
use super::ticks::{decade_above, decade_below, power_of_ten, snap_linear};
use super::{
    Anchor, Label, LabelKind, LinesPicture, Scale, Series, Tick, linear_ticks,
    logarithmic_ticks,
};

/// Pixels from one number on the vertical axis to the next, at least.
const VERTICAL_SPACING: f64 = 20.0;
/// Pixels from one number on the horizontal axis to the next, at least.
const HORIZONTAL_SPACING: f64 = 52.0;
/// Pixels from one line's name to the next, at least.
const NAME_SPACING: f64 = 16.0;
/// Pixels between a number and its axis.
const LABEL_GAP: f64 = 8.0;
/// Pixels between a name and its line, past a mark at the line's end.
const NAME_GAP: f64 = 11.0;
/// The axis of a picture that has no number to show yet.
const EMPTY_LOGARITHMIC: (f64, f64) = (1e-3, 1.0);
const EMPTY_LINEAR: (f64, f64) = (0.0, 1.0);

/// The rectangle that the lines lie in, in CSS pixels, and the numbers at its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The x of epoch 0.
    pub left: f64,
    /// The y of the greatest number.
    pub top: f64,
    /// The x of the last epoch.
    pub right: f64,
    /// The y of the least number.
    pub bottom: f64,
    /// The last epoch of the horizontal axis.
    pub epochs: f64,
    /// The least number of the vertical axis.
    pub low: f64,
    /// The greatest number of the vertical axis.
    pub high: f64,
    /// How the vertical axis maps numbers to heights.
    pub scale: Scale,
}

impl Frame {
    /// The x of an epoch.
    #[must_use]
    pub fn x(&self, epoch: f64) -> f64 {
        self.left + (self.right - self.left) * epoch / self.epochs.max(1.0)
    }

    /// The y of a number, or `None` when it has no place on the axis.
    #[must_use]
    pub fn y(&self, value: f64) -> Option<f64> {
        let place = self.scale.place(value)?;
        let (low, high) = (self.scale.place(self.low)?, self.scale.place(self.high)?);
        Some(self.bottom - (self.bottom - self.top) * (place - low) / (high - low))
    }

    /// The point of a value that has a place at its epoch; one without goes to the bottom.
    pub(super) fn point(&self, (epoch, value): (f64, f64)) -> (f64, f64) {
        (self.x(epoch), self.y(value).unwrap_or(self.bottom))
    }
}

/// Why a number has no place on the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoteKind {
    /// 0, on a log axis.
    Zero,
    /// Below 0, on a log axis.
    Negative,
    /// Not a number.
    Nan,
    /// +∞ or −∞.
    Infinite,
}

impl NoteKind {
    /// Its name in the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Zero => "zero",
            Self::Negative => "negative",
            Self::Nan => "nan",
            Self::Infinite => "infinite",
        }
    }
}

/// Numbers of a line that the picture leaves out, because the axis has no place for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The index (0-based) of the line.
    pub line: usize,
    /// Why.
    pub kind: NoteKind,
    /// The first epoch left out for that reason.
    pub epoch: u32,
    /// How many of the epochs measured are.
    pub count: usize,
}

/// Where everything goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Layout {
    /// The rectangle of the lines and the numbers at its edges.
    pub frame: Frame,
    /// The text.
    pub labels: Vec<Label>,
    /// What the picture leaves out.
    pub notes: Vec<Note>,
    pub(super) horizontal_ticks: Vec<Tick>,
    pub(super) vertical_ticks: Vec<Tick>,
}

impl LinesPicture<'_> {
    /// Says where everything goes, without drawing it.
    ///
    /// A frame smaller than a pixel a side is drawn as one pixel: an element that is not
    /// on screen yet has no size.
    #[must_use]
    pub fn layout(&self) -> Layout {
        let frame = self.frame();
        let height = frame.bottom - frame.top;
        let vertical_ticks = match frame.scale {
            Scale::Logarithmic => logarithmic_ticks(
                decade_below(frame.low),
                decade_above(frame.high),
                height,
                VERTICAL_SPACING,
            ),
            Scale::Linear => linear_ticks(
                (frame.low, frame.high),
                height,
                VERTICAL_SPACING,
                0.0,
                self.vertical.unit,
            ),
        };
        let horizontal_ticks = linear_ticks(
            (0.0, frame.epochs),
            frame.right - frame.left,
            HORIZONTAL_SPACING,
            1.0,
            super::Unit::Plain,
        );
        let mut labels = self.axis_labels(&frame, &horizontal_ticks, &vertical_ticks);
        labels.extend(self.names(&frame));
        Layout { frame, labels, notes: self.notes(), horizontal_ticks, vertical_ticks }
    }

    fn frame(&self) -> Frame {
        let (width, height) = self.size;
        let margins = self.margins;
        let (left, top) = (margins.left, margins.top);
        let right = (width - margins.right).max(left + 1.0);
        let bottom = (height - margins.bottom).max(top + 1.0);
        let (low, high) = self.range(bottom - top);
        let (epochs, scale) = (self.epochs.max(1.0), self.vertical.scale);
        Frame { left, top, right, bottom, epochs, low, high, scale }
    }

    /// The range of the vertical axis: whole decades, or whole steps, around all numbers
    /// that have a place, and never less than the picture before had.
    fn range(&self, height: f64) -> (f64, f64) {
        let scale = self.vertical.scale;
        if let Some(range) = self.vertical.fixed {
            return range;
        }
        let lines = self.series.iter().flat_map(|series| series.values.iter());
        let bands = self.bands.iter().flat_map(|b| b.low.iter().chain(b.high.iter()));
        let marks = self.marks.iter().map(|mark| mark.value);
        let placeable =
            lines.chain(bands).chain(marks).filter(|v| scale.place(*v).is_some());
        let found = placeable.fold(None, |range: Option<(f64, f64)>, value| {
            let (low, high) = range.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        });
        let snapped = found.map(|(low, high)| match scale {
            Scale::Logarithmic => whole_decades(low, high),
            Scale::Linear if low < high => {
                snap_linear(low, high, height, 2.0 * VERTICAL_SPACING)
            }
            Scale::Linear => around(low),
        });
        match (snapped, self.vertical.previous) {
            (Some(new), Some(old)) => (new.0.min(old.0), new.1.max(old.1)),
            (Some(range), None) | (None, Some(range)) => range,
            (None, None) if scale == Scale::Logarithmic => EMPTY_LOGARITHMIC,
            (None, None) => EMPTY_LINEAR,
        }
    }

    fn axis_labels(&self, frame: &Frame, across: &[Tick], up: &[Tick]) -> Vec<Label> {
        let mut labels = Vec::new();
        let mut push = |text: &str, x, y, anchor, kind| {
            if !text.is_empty() {
                labels.push(Label {
                    text: text.to_owned(),
                    x,
                    y,
                    anchor,
                    kind,
                    line: None,
                });
            }
        };
        for tick in across {
            let (x, y) = (frame.x(tick.value), frame.bottom + 2.0 * LABEL_GAP);
            push(&tick.text, x, y, Anchor::Middle, LabelKind::HorizontalTick);
        }
        for tick in up {
            if let Some(y) = frame.y(tick.value) {
                let kind = if tick.minor {
                    LabelKind::MinorTick
                } else {
                    LabelKind::VerticalTick
                };
                push(&tick.text, frame.left - LABEL_GAP, y, Anchor::End, kind);
            }
        }
        let centre = 0.5 * (frame.left + frame.right);
        let below = self.size.1 - LABEL_GAP;
        push(
            self.horizontal_title,
            centre,
            below,
            Anchor::Middle,
            LabelKind::HorizontalTitle,
        );
        push(
            self.vertical.title,
            2.0,
            LABEL_GAP,
            Anchor::Start,
            LabelKind::VerticalTitle,
        );
        labels
    }

    /// The lines' names, each at the height where its line ends.
    ///
    /// A line that ends off the axis has its name at the edge where it left, with what it
    /// is now: "= 0" at the bottom, "= ∞" and "NaN" at the top.
    fn names(&self, frame: &Frame) -> Vec<Label> {
        let named: Vec<&Series<'_>> = self
            .series
            .iter()
            .filter(|s| !s.name.is_empty() && !s.style.ghost && s.len() > 0)
            .collect();
        let room = ((frame.bottom - frame.top) / NAME_SPACING) as usize + 1;
        let shown: Vec<&Series<'_>> =
            sample(named.len(), room).into_iter().map(|k| named[k]).collect();
        let ends: Vec<f64> = shown
            .iter()
            .map(|s| {
                let (_, value) = s.at(s.len() - 1);
                let edge = if value <= 0.0 { frame.bottom } else { frame.top };
                frame.y(value).unwrap_or(edge)
            })
            .collect();
        let heights = spread(&ends, NAME_SPACING, frame.top, frame.bottom);
        shown
            .iter()
            .zip(heights)
            .map(|(series, y)| {
                let (epoch, value) = series.at(series.len() - 1);
                Label {
                    text: named_end(series.name, value, frame.scale),
                    x: frame.x(epoch) + NAME_GAP,
                    y,
                    anchor: Anchor::Start,
                    kind: LabelKind::Line,
                    line: Some(series.index),
                }
            })
            .collect()
    }

    fn notes(&self) -> Vec<Note> {
        let scale = self.vertical.scale;
        let mut notes: Vec<Note> = Vec::new();
        for series in self.series.iter().filter(|s| !s.style.ghost) {
            let first_of_line = notes.len();
            for (&epoch, value) in series.epochs.iter().zip(series.values.iter()) {
                if scale.place(value).is_some() {
                    continue;
                }
                let kind = kind_of(value);
                let known = notes[first_of_line..].iter_mut().find(|n| n.kind == kind);
                if let Some(note) = known {
                    note.count += 1;
                } else {
                    notes.push(Note { line: series.index, kind, epoch, count: 1 });
                }
            }
        }
        notes
    }
}

fn kind_of(value: f64) -> NoteKind {
    if value.is_nan() {
        NoteKind::Nan
    } else if value.is_infinite() {
        NoteKind::Infinite
    } else if value < 0.0 {
        NoteKind::Negative
    } else {
        NoteKind::Zero
    }
}

fn named_end(name: &str, value: f64, scale: Scale) -> String {
    if scale.place(value).is_some() {
        return name.to_owned();
    }
    match kind_of(value) {
        NoteKind::Zero => format!("{name} = 0"),
        NoteKind::Negative => format!("{name} < 0"),
        NoteKind::Nan => format!("{name}: NaN"),
        NoteKind::Infinite if value > 0.0 => format!("{name} = ∞"),
        NoteKind::Infinite => format!("{name} = −∞"),
    }
}

/// The decades around a range, at least one of them.
fn whole_decades(low: f64, high: f64) -> (f64, f64) {
    let bottom = decade_below(low);
    let top = decade_above(high).max(bottom + 1);
    // 10^−324 is 0 in 64 bits: the axis of the smallest subnormals ends a decade higher.
    (power_of_ten(bottom.max(-323)), power_of_ten(top.min(308)))
}

/// A range about a single number.
fn around(value: f64) -> (f64, f64) {
    if value.abs() > 0.0 {
        let half = 0.5 * value.abs();
        (value - half, value + half)
    } else {
        (-1.0, 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Colour, Column, LineStyle, Margins, Theme, Unit, VerticalAxis};
    use super::*;

    const EPOCHS: [u32; 4] = [0, 1, 2, 3];
    const INK: Colour = Colour { red: 1, green: 2, blue: 3 };

    fn style(ghost: bool) -> LineStyle {
        LineStyle { colour: INK, dash: vec![], width: 2.0, ghost }
    }

    fn picture(columns: &[Vec<f64>], scale: Scale) -> LinesPicture<'_> {
        const NAMES: [&str; 4] = ["layer 1", "layer 2", "layer 3", "layer 4"];
        LinesPicture {
            title: "a test",
            size: (500.0, 300.0),
            scale: 2.0,
            margins: Margins { left: 50.0, right: 100.0, top: 20.0, bottom: 40.0 },
            theme: Theme::paper(),
            epochs: 10.0,
            horizontal_title: "epoch",
            vertical: VerticalAxis {
                title: "speed",
                scale,
                unit: Unit::Plain,
                fixed: None,
                previous: None,
            },
            bands: vec![],
            series: columns
                .iter()
                .enumerate()
                .map(|(index, values)| Series {
                    epochs: &EPOCHS[..values.len()],
                    values: Column::of(values),
                    style: style(false),
                    name: NAMES[index % 4],
                    index,
                })
                .collect(),
            marks: vec![],
        }
    }

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() <= 1e-12 * a.abs().max(b.abs())
    }

    #[test]
    fn the_log_axis_spans_whole_decades() {
        let columns = [vec![0.3, 0.02], vec![0.004, 0.0011]];
        let frame = picture(&columns, Scale::Logarithmic).layout().frame;
        assert!(close(frame.low, 1e-3) && close(frame.high, 1.0), "{frame:?}");
        let middle = frame.y(1e-2).expect("a place");
        assert!(close(middle, 20.0 + 240.0 * 2.0 / 3.0), "{middle}");
    }

    #[test]
    fn the_axis_only_widens_while_a_run_plays() {
        let columns = [vec![0.3, 0.02]];
        let mut picture = picture(&columns, Scale::Logarithmic);
        picture.vertical.previous = Some((1e-6, 0.1));
        let frame = picture.layout().frame;
        assert!(close(frame.low, 1e-6) && close(frame.high, 1.0), "{frame:?}");
    }

    #[test]
    fn numbers_without_a_place_are_reported_and_leave_the_axis_alone() {
        let columns =
            [vec![0.3, 0.0, 0.0, f64::NAN], vec![0.2, 0.1, f64::INFINITY, -1.0]];
        let layout = picture(&columns, Scale::Logarithmic).layout();
        assert!(
            close(layout.frame.low, 0.1) && close(layout.frame.high, 1.0),
            "whole decade"
        );
        let note = |line, kind, epoch, count| Note { line, kind, epoch, count };
        assert_eq!(
            layout.notes,
            [
                note(0, NoteKind::Zero, 1, 2),
                note(0, NoteKind::Nan, 3, 1),
                note(1, NoteKind::Infinite, 2, 1),
                note(1, NoteKind::Negative, 3, 1),
            ]
        );
        let names: Vec<_> = layout
            .labels
            .iter()
            .filter(|l| l.kind == LabelKind::Line)
            .map(|l| l.text.as_str())
            .collect();
        assert_eq!(names, ["layer 1: NaN", "layer 2 < 0"]);
    }

    #[test]
    fn a_line_of_zeros_is_named_at_the_bottom() {
        let columns = [vec![0.0, 0.0], vec![0.2, 0.1]];
        let layout = picture(&columns, Scale::Logarithmic).layout();
        let name = layout.labels.iter().find(|l| l.line == Some(0)).expect("a name");
        assert_eq!(name.text, "layer 1 = 0");
        assert!(name.y > layout.frame.bottom - 40.0, "{name:?}");
    }

    #[test]
    fn lines_that_end_together_are_named_one_under_the_other() {
        let columns = [vec![0.1], vec![0.1], vec![0.1], vec![0.1]];
        let layout = picture(&columns, Scale::Logarithmic).layout();
        let mut heights: Vec<f64> = layout
            .labels
            .iter()
            .filter(|l| l.kind == LabelKind::Line)
            .map(|l| l.y)
            .collect();
        heights.sort_by(f64::total_cmp);
        assert_eq!(heights.len(), 4);
        assert!(heights.windows(2).all(|p| p[1] - p[0] >= NAME_SPACING - 1e-9));
    }

    #[test]
    fn a_ghost_widens_the_axis_but_has_neither_name_nor_note() {
        let columns = [vec![0.1, 0.2], vec![1e-4, 0.0]];
        let mut picture = picture(&columns, Scale::Logarithmic);
        picture.series[1].style = style(true);
        let layout = picture.layout();
        assert!(close(layout.frame.low, 1e-4), "{:?}", layout.frame);
        assert!(layout.notes.is_empty());
        assert!(layout.labels.iter().all(|l| l.line != Some(1)));
    }

    #[test]
    fn subnormal_speeds_have_an_axis() {
        let columns = [vec![f64::from_bits(1), 1e-310]];
        let frame = picture(&columns, Scale::Logarithmic).layout().frame;
        assert!(frame.low > 0.0 && frame.high > frame.low, "{frame:?}");
    }

    #[test]
    fn a_line_ends_and_is_named_at_the_last_epoch_that_it_has() {
        let columns = [vec![0.3, 0.0, 0.2]];
        let mut picture = picture(&columns, Scale::Logarithmic);
        picture.series[0].epochs = &[0, 4, 8];
        let layout = picture.layout();
        let name = layout.labels.iter().find(|l| l.line == Some(0)).expect("a name");
        assert!(close(name.x, layout.frame.x(8.0) + NAME_GAP), "{name:?}");
        assert_eq!(
            layout.notes,
            [Note { line: 0, kind: NoteKind::Zero, epoch: 4, count: 1 }]
        );
    }

    #[test]
    fn a_picture_without_numbers_still_has_axes() {
        for scale in [Scale::Logarithmic, Scale::Linear] {
            let layout = picture(&[], scale).layout();
            assert!(layout.labels.iter().any(|l| l.kind == LabelKind::VerticalTick));
            assert!(layout.labels.iter().any(|l| l.kind == LabelKind::HorizontalTick));
        }
    }

    #[test]
    fn one_cost_alone_stands_in_the_middle_of_its_axis() {
        let columns = [vec![3.25]];
        let frame = picture(&columns, Scale::Linear).layout().frame;
        assert!(close(frame.y(3.25).expect("a place"), 140.0), "{frame:?}");
    }
}
