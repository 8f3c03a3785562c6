//! Fewer points for the same picture.

use super::{Frame, Series};

/// A point in CSS pixels.
pub(super) type Point = (f64, f64);

/// The unbroken stretches of a line, in CSS pixels, with at most two points of each of
/// `columns` columns of the frame: the lowest and the highest, in the order they came.
///
/// A spike one epoch wide survives; ten thousand epochs cost no more to stroke than the
/// picture is wide. A value without a place on the axis breaks the line.
pub(super) fn stretches(
    series: &Series<'_>,
    frame: &Frame,
    columns: f64,
) -> Vec<Vec<Point>> {
    let rows = series.len();
    let last = frame.epochs.max(1.0);
    let thin = rows as f64 > 2.0 * columns;
    let column_of = |row: usize| (series.at(row).0 / last * columns) as usize;

    let mut stretches = Vec::new();
    let mut points = Vec::new();
    let mut row = 0;
    while row < rows {
        let mut end = row + 1;
        if thin {
            while end < rows && column_of(end) == column_of(row) {
                end += 1;
            }
        }
        match extremes(series, row..end, frame) {
            Some((first, second)) => {
                points.push(frame.point(series.at(first)));
                if second != first {
                    points.push(frame.point(series.at(second)));
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

/// The rows of the lowest and the highest placeable value, in the order they come.
fn extremes(
    series: &Series<'_>,
    rows: std::ops::Range<usize>,
    frame: &Frame,
) -> Option<(usize, usize)> {
    let values = series.values;
    let mut found: Option<(usize, usize)> = None;
    for row in rows {
        let value = values.at(row);
        if frame.scale.place(value).is_none() {
            continue;
        }
        found = Some(match found {
            None => (row, row),
            Some((low, high)) => (
                if value < values.at(low) { row } else { low },
                if value > values.at(high) { row } else { high },
            ),
        });
    }
    found.map(|(low, high)| (low.min(high), low.max(high)))
}

#[cfg(test)]
mod tests {
    use super::super::{Colour, Column, LineStyle, Scale};
    use super::*;

    fn frame(epochs: f64) -> Frame {
        Frame {
            left: 0.0,
            top: 0.0,
            right: 100.0,
            bottom: 100.0,
            epochs,
            low: 0.0,
            high: 10.0,
            scale: Scale::Linear,
        }
    }

    fn line<'a>(epochs: &'a [u32], values: &'a [f64]) -> Series<'a> {
        let colour = Colour { red: 0, green: 0, blue: 0 };
        let style = LineStyle { colour, dash: vec![], width: 1.0, ghost: false };
        Series { epochs, values: Column::of(values), style, name: "", index: 0 }
    }

    #[test]
    fn few_points_are_all_kept() {
        let line = line(&[0, 1, 2], &[1.0, 2.0, 3.0]);
        let lines = stretches(&line, &frame(2.0), 100.0);
        assert_eq!(lines, [vec![(0.0, 90.0), (50.0, 80.0), (100.0, 70.0)]]);
    }

    #[test]
    fn a_gap_between_epochs_is_bridged_by_the_line() {
        let line = line(&[0, 1, 10], &[1.0, 2.0, 3.0]);
        let lines = stretches(&line, &frame(20.0), 100.0);
        assert_eq!(lines, [vec![(0.0, 90.0), (5.0, 80.0), (50.0, 70.0)]]);
    }

    #[test]
    fn a_spike_one_epoch_wide_survives_among_ten_thousand() {
        let epochs: Vec<u32> = (0..10_001).collect();
        let mut values = vec![1.0; 10_001];
        values[7_777] = 9.0;
        let lines = stretches(&line(&epochs, &values), &frame(10_000.0), 100.0);
        assert_eq!(lines.len(), 1);
        assert!(lines[0].len() <= 202, "{} points", lines[0].len());
        assert!(lines[0].iter().any(|p| (p.1 - 10.0).abs() < 1e-9), "the spike is lost");
    }

    #[test]
    fn a_value_without_a_place_breaks_the_line() {
        let values = [1.0, f64::NAN, 2.0, 3.0, f64::INFINITY];
        let line = line(&[0, 1, 2, 3, 4], &values);
        let lines = stretches(&line, &frame(4.0), 100.0);
        assert_eq!(lines.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn no_rows_are_no_line() {
        assert!(stretches(&line(&[], &[]), &frame(4.0), 100.0).is_empty());
    }
}
