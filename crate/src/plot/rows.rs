//! The numbers of a run, kept until they are stroked.

use super::{Misfit, Scale};
use crate::Error;

/// The numbers of some lines at ascending epochs, and what an axis needs to know about them.
#[derive(Debug, Clone)]
pub struct Rows {
    lines: usize,
    epochs: Vec<u32>,
    /// Row-major, one number per line.
    values: Vec<f64>,
    /// The least and the greatest of the finite numbers, and of the positive finite ones.
    finite: Option<(f64, f64)>,
    positive: Option<(f64, f64)>,
    notes: Vec<Note>,
}

/// Numbers of a line that a plot leaves out, because its axis has no place for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Note {
    /// The index (0-based) of the line.
    pub line: usize,
    /// Why the axis has no place for them.
    pub kind: Misfit,
    /// The first epoch left out for that reason.
    pub epoch: u32,
    /// How many of the measured epochs are left out for it.
    pub count: usize,
}

impl Rows {
    /// Rows for this many lines, with no epoch yet.
    #[must_use]
    pub fn new(lines: usize) -> Self {
        Self {
            lines,
            epochs: Vec::new(),
            values: Vec::new(),
            finite: None,
            positive: None,
            notes: Vec::new(),
        }
    }

    /// Appends numbers at these epochs, later than those before: row-major, one per line.
    ///
    /// # Errors
    ///
    /// [`Error::Shape`] when there are not as many numbers as epochs times lines; then
    /// nothing changes.
    pub fn append(&mut self, epochs: &[u32], values: &[f64]) -> Result<(), Error> {
        let expected = epochs.len() * self.lines;
        if values.len() != expected {
            return Err(Error::Shape {
                place: "rows".to_owned(),
                expected: expected.to_string(),
                got: values.len().to_string(),
            });
        }
        for (row, value) in values.iter().enumerate() {
            let (row, line) = (row / self.lines, row % self.lines);
            self.track(epochs[row], line, *value);
        }
        self.epochs.extend_from_slice(epochs);
        self.values.extend_from_slice(values);
        Ok(())
    }

    fn track(&mut self, epoch: u32, line: usize, value: f64) {
        if value.is_finite() {
            widen(&mut self.finite, value);
        }
        let Some(kind) = Misfit::of(value) else {
            return widen(&mut self.positive, value);
        };
        let known = self.notes.iter_mut().find(|n| n.line == line && n.kind == kind);
        if let Some(note) = known {
            note.count += 1;
        } else {
            self.notes.push(Note { line, kind, epoch, count: 1 });
        }
    }

    /// How many lines there are.
    #[must_use]
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// How many epochs have numbers.
    #[must_use]
    pub fn len(&self) -> usize {
        self.epochs.len()
    }

    /// Whether there is no epoch yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.epochs.is_empty()
    }

    /// The least and the greatest number that has a place on such an axis.
    #[must_use]
    pub fn extent(&self, scale: Scale) -> Option<(f64, f64)> {
        match scale {
            Scale::Logarithmic => self.positive,
            Scale::Linear => self.finite,
        }
    }

    /// What such an axis has no place for, line by line.
    #[must_use]
    pub fn notes(&self, scale: Scale) -> Vec<Note> {
        let misfits = self.notes.iter().filter(|note| note.kind.is_on(scale));
        (0..self.lines)
            .flat_map(|line| misfits.clone().filter(move |note| note.line == line))
            .copied()
            .collect()
    }

    /// The last epoch and the number of each line there.
    #[must_use]
    pub fn last(&self) -> Option<(u32, &[f64])> {
        let epoch = *self.epochs.last()?;
        Some((epoch, &self.values[self.values.len() - self.lines..]))
    }

    /// The epoch of `row` and the number of a line there.
    pub(super) fn at(&self, row: usize, line: usize) -> (f64, f64) {
        (f64::from(self.epochs[row]), self.values[row * self.lines + line])
    }
}

fn widen(range: &mut Option<(f64, f64)>, value: f64) {
    let (low, high) = range.unwrap_or((value, value));
    *range = Some((low.min(value), high.max(value)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_place_are_reported_and_leave_the_axis_alone() {
        let mut rows = Rows::new(2);
        rows.append(&[0, 4], &[0.3, 0.2, 0.0, 0.1]).expect("two rows");
        rows.append(&[8, 9], &[0.0, f64::INFINITY, f64::NAN, -1.0]).expect("two more");
        assert_eq!(rows.extent(Scale::Logarithmic), Some((0.1, 0.3)));
        assert_eq!(rows.extent(Scale::Linear), Some((-1.0, 0.3)));
        let note = |line, kind, epoch, count| Note { line, kind, epoch, count };
        assert_eq!(
            rows.notes(Scale::Logarithmic),
            [
                note(0, Misfit::Zero, 4, 2),
                note(0, Misfit::Nan, 9, 1),
                note(1, Misfit::Infinite, 8, 1),
                note(1, Misfit::Negative, 9, 1),
            ]
        );
        assert_eq!(
            rows.notes(Scale::Linear),
            [note(0, Misfit::Nan, 9, 1), note(1, Misfit::Infinite, 8, 1)]
        );
    }

    #[test]
    fn the_last_row_is_that_of_the_last_epoch() {
        let mut rows = Rows::new(2);
        assert_eq!(rows.last(), None);
        rows.append(&[0, 7], &[1.0, 2.0, 3.0, f64::INFINITY]).expect("two rows");
        assert_eq!(rows.last(), Some((7, &[3.0, f64::INFINITY][..])));
    }

    #[test]
    fn a_row_that_is_not_whole_is_refused_and_nothing_changes() {
        let mut rows = Rows::new(2);
        let error = rows.append(&[0, 1], &[0.1, 0.2, 0.3]).expect_err("half a row");
        assert_eq!(error.code(), "shape");
        assert!(rows.is_empty() && rows.extent(Scale::Linear).is_none());
    }

    #[test]
    fn no_lines_have_rows_without_numbers() {
        let mut rows = Rows::new(0);
        rows.append(&[0, 1], &[]).expect("nothing to append");
        assert_eq!((rows.len(), rows.last()), (2, Some((1, &[][..]))));
    }
}
