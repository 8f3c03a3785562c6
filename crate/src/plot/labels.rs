//! The words and numbers of a picture, as data.

/// Where a label's text lies relative to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins at the point.
    Start,
    /// The text is centred on the point.
    Middle,
    /// The text ends at the point.
    End,
}

impl Anchor {
    /// Its name in the page, which is SVG's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// What a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelKind {
    /// A number on the horizontal axis.
    HorizontalTick,
    /// A number on the vertical axis.
    VerticalTick,
    /// A 2 or a 5 between two decades.
    MinorTick,
    /// The horizontal axis's title.
    HorizontalTitle,
    /// The vertical axis's title, written over the axis.
    VerticalTitle,
    /// A line's name, at the line's end.
    Line,
}

impl LabelKind {
    /// Its name in the page.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::HorizontalTick => "horizontal-tick",
            Self::VerticalTick => "vertical-tick",
            Self::MinorTick => "minor-tick",
            Self::HorizontalTitle => "horizontal-title",
            Self::VerticalTitle => "vertical-title",
            Self::Line => "line",
        }
    }
}

/// One piece of text: what, where, and which line it belongs to.
///
/// `x` and `y` are CSS pixels from the picture's upper left corner; `y` is the middle of
/// the text's height.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// What to write.
    pub text: String,
    /// Across.
    pub x: f64,
    /// Down.
    pub y: f64,
    /// How the text lies about x.
    pub anchor: Anchor,
    /// What it is.
    pub kind: LabelKind,
    /// The index (0-based) of the line it names.
    pub line: Option<usize>,
}

/// Moves labels apart vertically until none is closer than `gap` to the next, each staying
/// as near to its own height as that allows, all between `top` and `bottom`.
///
/// Of labels at one height the last comes uppermost, for the last layer is the fastest as a
/// rule. Returns the heights in the order given. Heights must be finite.
pub(super) fn spread(heights: &[f64], gap: f64, top: f64, bottom: f64) -> Vec<f64> {
    // Few enough that each may be put in its place; the later one before its equals.
    let mut order: Vec<usize> = Vec::with_capacity(heights.len());
    for (label, height) in heights.iter().enumerate() {
        let place = order.partition_point(|&other| heights[other] < *height);
        order.insert(place, label);
    }
    // Labels that touch form a block, which sits at the mean of what its labels want; a
    // block that touches the block above joins it.
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for &label in &order {
        let mut block = (heights[label], 1);
        loop {
            let half = 0.5 * gap * (block.1 - 1) as f64;
            block.0 = block.0.min(bottom - half).max(top + half);
            let Some(&(centre, count)) = blocks.last() else { break };
            let reach = 0.5 * gap * (count + block.1) as f64;
            if block.0 - centre >= reach {
                break;
            }
            blocks.pop();
            let total = (count + block.1) as f64;
            block.0 = (centre * count as f64 + block.0 * block.1 as f64) / total;
            block.1 += count;
        }
        blocks.push(block);
    }
    let mut placed = vec![0.0; heights.len()];
    let mut labels = order.iter();
    for (centre, count) in blocks {
        let first = centre - 0.5 * gap * (count - 1) as f64;
        for rank in 0..count {
            if let Some(&label) = labels.next() {
                placed[label] = first + gap * rank as f64;
            }
        }
    }
    placed
}

/// Which of `count` labels to show where only `room` fit: evenly spaced, first and last
/// among them.
pub(super) fn sample(count: usize, room: usize) -> Vec<usize> {
    if count <= room || room < 2 {
        return (0..count.min(room.max(1))).collect();
    }
    (0..room).map(|k| (k * (count - 1) + (room - 1) / 2) / (room - 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_with_room_stay_where_they_are() {
        assert_eq!(spread(&[10.0, 50.0, 30.0], 15.0, 0.0, 100.0), [10.0, 50.0, 30.0]);
    }

    #[test]
    fn labels_at_one_height_spread_evenly_about_it() {
        assert_eq!(spread(&[50.0, 50.0, 50.0], 10.0, 0.0, 100.0), [60.0, 50.0, 40.0]);
    }

    #[test]
    fn labels_never_overlap_and_never_leave_the_frame() {
        let crowds: [&[f64]; 4] = [
            &[0.0, 1.0, 2.0, 99.0, 100.0],
            &[100.0, 100.0, 100.0, 95.0],
            &[20.0, 33.0, 34.0, 47.0, 60.0, 61.0],
            &[-40.0, 140.0, 0.0],
        ];
        for heights in crowds {
            let mut placed = spread(heights, 14.0, 0.0, 100.0);
            placed.sort_by(f64::total_cmp);
            assert!(placed[0] >= -1e-9 && placed[placed.len() - 1] <= 100.0 + 1e-9);
            for pair in placed.windows(2) {
                assert!(pair[1] - pair[0] >= 14.0 - 1e-9, "{placed:?}");
            }
        }
    }

    #[test]
    fn too_many_labels_leave_the_first_and_the_last_standing() {
        assert_eq!(sample(30, 4), [0, 10, 19, 29]);
        assert_eq!(sample(3, 10), [0, 1, 2]);
        assert_eq!(sample(5, 1), [0]);
        assert_eq!(sample(0, 4), Vec::<usize>::new());
    }
}
