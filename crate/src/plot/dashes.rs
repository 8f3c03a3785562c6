//! Dashed lines: plotters' backends draw only solid ones.

use super::decimation::Point;

/// Cuts a line into its dashes, starting with a whole dash at the first point.
///
/// `pattern` holds the lengths of dash and gap in turn, in the line's own pixels. An empty
/// pattern, or one that would never advance, leaves the line whole.
pub(super) fn dashes(line: &[Point], pattern: &[f64]) -> Vec<Vec<Point>> {
    let advances = pattern.iter().all(|length| *length > 0.0 && length.is_finite());
    if pattern.is_empty() || !advances || line.len() < 2 {
        return vec![line.to_vec()];
    }
    let mut pieces = Vec::new();
    let mut piece = vec![line[0]];
    let mut part = 0;
    let mut left = pattern[0];
    for ends in line.windows(2) {
        let (from, to) = (ends[0], ends[1]);
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let length = (dx * dx + dy * dy).sqrt();
        let mut done = 0.0;
        while length - done > left {
            done += left;
            let share = done / length;
            let cut = (from.0 + share * dx, from.1 + share * dy);
            if part % 2 == 0 {
                piece.push(cut);
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![cut];
            }
            part = (part + 1) % even_cycle(pattern.len());
            left = pattern[part % pattern.len()];
        }
        left -= length - done;
        if part % 2 == 0 {
            piece.push(to);
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

/// A pattern of odd length has dashes where it had gaps the second time round.
fn even_cycle(parts: usize) -> usize {
    if parts.is_multiple_of(2) { parts } else { 2 * parts }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_straight_line_is_cut_into_dash_and_gap() {
        let pieces = dashes(&[(0.0, 0.0), (20.0, 0.0)], &[5.0, 3.0]);
        assert_eq!(
            pieces,
            [
                vec![(0.0, 0.0), (5.0, 0.0)],
                vec![(8.0, 0.0), (13.0, 0.0)],
                vec![(16.0, 0.0), (20.0, 0.0)],
            ]
        );
    }

    #[test]
    fn a_dash_goes_round_a_corner() {
        let pieces = dashes(&[(0.0, 0.0), (3.0, 0.0), (3.0, 9.0)], &[6.0, 4.0]);
        assert_eq!(pieces[0], [(0.0, 0.0), (3.0, 0.0), (3.0, 3.0)]);
        assert_eq!(pieces[1], [(3.0, 7.0), (3.0, 9.0)]);
    }

    #[test]
    fn a_solid_line_stays_whole() {
        let line = [(0.0, 0.0), (3.0, 0.0), (3.0, 9.0)];
        assert_eq!(dashes(&line, &[]), [line.to_vec()]);
        assert_eq!(dashes(&line, &[0.0, 4.0]), [line.to_vec()]);
    }
}
