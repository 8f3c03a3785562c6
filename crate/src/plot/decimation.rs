//! Fewer points for the same picture.

use super::{Frame, Rows};

/// A point in CSS pixels.
pub(super) type Point = (f64, f64);

/// Two columns per CSS pixel are as many as a screen of twice the density can show.
const COLUMNS_PER_PIXEL: f64 = 2.0;

impl Rows {
    /// The points of a line (0-based), x and y in turn, no more of them than the picture needs;
    /// two NaN after each unbroken stretch.
    #[must_use]
    pub fn points(&self, line: usize, frame: &Frame) -> Vec<f64> {
        let mut numbers = vec![];
        for points in stretches(self, line, frame) {
            for (x, y) in points {
                numbers.extend([x, y]);
            }
            numbers.extend([f64::NAN; 2]);
        }
        numbers
    }
}

/// The unbroken stretches of a line, in CSS pixels, with at most two points of each of the
/// frame's columns, half a pixel wide: the lowest and the highest, in the order of their epochs.
///
/// A spike one epoch wide survives; ten thousand epochs cost no more to stroke than the
/// picture is wide. A value without a place on the axis breaks the line.
pub(super) fn stretches(rows: &Rows, line: usize, frame: &Frame) -> Vec<Vec<Point>> {
    let columns = COLUMNS_PER_PIXEL * (frame.right - frame.left);
    let last = frame.epochs.max(1.0);
    let thin = rows.len() as f64 > 2.0 * columns;
    let column_of = |row: usize| (rows.at(row, line).0 / last * columns) as usize;

    let mut stretches = Vec::new();
    let mut points = Vec::new();
    let mut row = 0;
    while row < rows.len() {
        let mut end = row + 1;
        if thin {
            while end < rows.len() && column_of(end) == column_of(row) {
                end += 1;
            }
        }
        match extremes(rows, line, row..end, frame) {
            Some((first, second)) => {
                points.extend(frame.point(rows.at(first, line)));
                if second != first {
                    points.extend(frame.point(rows.at(second, line)));
                }
            }
            None if !points.is_empty() => stretches.push(std::mem::take(&mut points)),
            None => {}
        }
        row = end;
    }
    if !points.is_empty() {
        stretches.push(points);
    }
    stretches
}

/// The rows of the lowest and the highest value with a place on the axis, in order of epoch.
fn extremes(
    rows: &Rows,
    line: usize,
    range: std::ops::Range<usize>,
    frame: &Frame,
) -> Option<(usize, usize)> {
    let value_at = |row| rows.at(row, line).1;
    let mut found: Option<(usize, usize)> = None;
    for row in range {
        let value = value_at(row);
        if frame.scale.place(value).is_none() {
            continue;
        }
        found = Some(match found {
            None => (row, row),
            Some((low, high)) => (
                if value < value_at(low) { row } else { low },
                if value > value_at(high) { row } else { high },
            ),
        });
    }
    found.map(|(low, high)| (low.min(high), low.max(high)))
}

#[cfg(test)]
mod tests {
    use super::super::Scale;
    use super::*;

    fn frame(epochs: f64) -> Frame {
        Frame {
            left: 0.0,
            top: 0.0,
            right: 50.0,
            bottom: 100.0,
            epochs,
            low: 0.0,
            high: 10.0,
            scale: Scale::Linear,
        }
    }

    fn line(epochs: &[u32], values: &[f64]) -> Rows {
        let mut rows = Rows::new(1);
        rows.append(epochs, values).expect("a number per epoch");
        rows
    }

    #[test]
    fn few_points_are_all_kept() {
        let line = line(&[0, 1, 2], &[1.0, 2.0, 3.0]);
        let lines = stretches(&line, 0, &frame(2.0));
        assert_eq!(lines, [vec![(0.0, 90.0), (25.0, 80.0), (50.0, 70.0)]]);
    }

    #[test]
    fn a_gap_between_epochs_is_bridged_by_the_line() {
        let line = line(&[0, 1, 10], &[1.0, 2.0, 3.0]);
        let lines = stretches(&line, 0, &frame(20.0));
        assert_eq!(lines, [vec![(0.0, 90.0), (2.5, 80.0), (25.0, 70.0)]]);
    }

    #[test]
    fn a_spike_one_epoch_wide_survives_among_ten_thousand() {
        let epochs: Vec<u32> = (0..10_001).collect();
        let mut values = vec![1.0; 10_001];
        values[7_777] = 9.0;
        let lines = stretches(&line(&epochs, &values), 0, &frame(10_000.0));
        assert_eq!(lines.len(), 1);
        assert!(lines[0].len() <= 202, "{} points", lines[0].len());
        assert!(lines[0].iter().any(|p| (p.1 - 10.0).abs() < 1e-9), "the spike is lost");
    }

    #[test]
    fn a_value_without_a_place_breaks_the_line() {
        let values = [1.0, f64::NAN, 2.0, 3.0, f64::INFINITY];
        let line = line(&[0, 1, 2, 3, 4], &values);
        let lines = stretches(&line, 0, &frame(4.0));
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn no_rows_are_no_line() {
        assert!(stretches(&line(&[], &[]), 0, &frame(4.0)).is_empty());
    }

    #[test]
    fn the_points_for_a_file_have_a_break_after_each_stretch() {
        let points = line(&[0, 1, 2], &[1.0, f64::NAN, 3.0]).points(0, &frame(2.0));
        assert_eq!(points.len(), 8);
        assert_eq!((points[0], points[1], points[4], points[5]), (0.0, 90.0, 50.0, 70.0));
        assert!([2, 3, 6, 7].iter().all(|at| points[*at].is_nan()), "{points:?}");
    }
}
