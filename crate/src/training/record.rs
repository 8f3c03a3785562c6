//! What only some figures show of every row, and is too much to keep of every row: the gradient of
//! every bias, or the activations.

use super::saved::Saved;
use crate::Error;

/// How many numbers of a run may be kept, with their epochs: 16 MiB.
pub(super) const MOST_NUMBERS: usize = 1 << 21;

/// As many numbers a row, such as ∂C/∂b = δ averaged over the training images, of every hidden
/// neuron.
///
/// A row is its epoch, whether it is kept, then its numbers, layer by layer. If the
/// planned rows of the whole run would come to more than [`MOST_NUMBERS`], only every 2ᵏ-th of
/// them is kept, with the smallest k that suffices; rows outside the plan are kept as long as
/// there is room. The latest row is always included. The numbers of a kept row are exact.
#[derive(Debug, Clone)]
pub(super) struct Record {
    stride: usize,
    numbers: usize,
    /// How many rows outside the plan may be kept in a whole run.
    room: usize,
    /// How many more may be kept now.
    room_left: usize,
    /// Planned rows so far.
    planned: usize,
    /// The row being measured, empty until its numbers come.
    current: Vec<f64>,
    /// Complete rows that have not been taken yet.
    rows: Vec<f64>,
    /// Where the last of them begins, if it is included only as the latest.
    latest: Option<usize>,
}

/// The epoch, and whether the row is kept.
const HEAD: usize = 2;

impl Record {
    /// The record of a run of so many planned `rows` of so many `numbers` each.
    pub(super) fn new(rows: usize, numbers: usize) -> Self {
        let most = MOST_NUMBERS / (numbers + 1);
        let mut stride = 1;
        while rows.div_ceil(stride) > most {
            stride *= 2;
        }
        let room = most - rows.div_ceil(stride);
        Self {
            stride,
            numbers,
            room,
            room_left: room,
            planned: 0,
            current: vec![],
            rows: vec![],
            latest: None,
        }
    }

    /// One in how many planned rows is kept.
    pub(super) fn stride(&self) -> usize {
        self.stride
    }

    /// Adds the numbers of the next layer.
    pub(super) fn measure(&mut self, epoch: usize, numbers: &[f64]) {
        if self.current.is_empty() {
            self.current.reserve_exact(self.numbers + HEAD);
            self.current.extend([epoch as f64, 0.0]);
        }
        self.current.extend_from_slice(numbers);
    }

    /// Completes the row being measured, which is in the plan or not.
    pub(super) fn finish_row(&mut self, is_planned: bool) {
        let is_kept = if is_planned {
            self.planned += 1;
            (self.planned - 1).is_multiple_of(self.stride)
        } else {
            let is_kept = self.room_left > 0;
            self.room_left -= usize::from(is_kept);
            is_kept
        };
        // If recording began in the middle of a row, the first record is the next row.
        if self.current.len() != self.numbers + HEAD {
            self.current.clear();
            return;
        }
        if let Some(start) = self.latest.take() {
            self.rows.truncate(start);
        }
        self.current[1] = f64::from(u8::from(is_kept));
        self.latest = (!is_kept).then_some(self.rows.len());
        self.rows.append(&mut self.current);
    }

    /// Takes the rows completed since the last call.
    pub(super) fn take(&mut self) -> Vec<f64> {
        self.latest = None;
        std::mem::take(&mut self.rows)
    }

    /// Forgets the row being measured.
    pub(super) fn drop_row(&mut self) {
        self.current.clear();
    }

    /// Saves the complete rows and how far it is, or takes them up.
    pub(super) fn save(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        saved.whole(&mut self.room_left, self.room, "room of a record")?;
        saved.whole(&mut self.planned, u32::MAX as usize, "rows of a record")?;
        saved.rows(&mut self.rows, self.numbers + HEAD, "record")?;
        saved.maybe(&mut self.latest, self.rows.len(), "latest row of a record")
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.current.clear();
        self.planned = 0;
        self.room_left = self.room;
        self.take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The epochs of the rows.
    fn epochs(rows: &[f64]) -> Vec<usize> {
        rows.chunks(5).map(|row| row[0] as usize).collect()
    }

    fn measure(record: &mut Record, epoch: usize, is_planned: bool) {
        record.measure(epoch, &[epoch as f64, -1.0]);
        record.measure(epoch, &[0.25]);
        record.finish_row(is_planned);
    }

    #[test]
    fn a_row_is_the_epoch_whether_it_is_kept_and_the_means_of_all_layers() {
        let mut record = Record::new(10, 3);
        measure(&mut record, 7, true);
        assert_eq!(record.take(), [7.0, 1.0, 7.0, -1.0, 0.25]);
        assert!(record.take().is_empty());
    }

    #[test]
    fn a_long_run_keeps_every_so_many_rows_and_the_last() {
        let mut record = Record { stride: 4, ..Record::new(11, 3) };
        (0..=6).for_each(|epoch| measure(&mut record, epoch, true));
        let rows = record.take();
        assert_eq!(epochs(&rows), [0, 4, 6]);
        let kept: Vec<f64> = rows.chunks(5).map(|row| row[1]).collect();
        assert_eq!(kept, [1.0, 1.0, 0.0]);
        (7..=10).for_each(|epoch| measure(&mut record, epoch, true));
        assert_eq!(epochs(&record.take()), [8, 10]);
    }

    #[test]
    fn every_so_many_planned_rows_are_kept_whatever_their_epochs() {
        let mut record = Record { stride: 2, ..Record::new(11, 3) };
        for epoch in [0, 1, 14, 27, 40] {
            measure(&mut record, epoch, true);
        }
        assert_eq!(epochs(&record.take()), [0, 14, 40]);
    }

    #[test]
    fn rows_outside_the_plan_are_kept_while_there_is_room_and_move_no_others() {
        let mut record =
            Record { stride: 2, room_left: 1, room: 1, ..Record::new(11, 3) };
        for epoch in 0..=4 {
            measure(&mut record, 10 * epoch, true);
            measure(&mut record, 10 * epoch + 5, false);
        }
        assert_eq!(epochs(&record.take()), [0, 5, 20, 40, 45]);
        record.clear();
        measure(&mut record, 0, false);
        measure(&mut record, 1, false);
        measure(&mut record, 2, true);
        assert_eq!(epochs(&record.take()), [0, 2]);
    }

    #[test]
    fn the_stride_is_the_smallest_power_of_two_that_bounds_the_numbers() {
        for (epochs, neurons, stride) in
            [(500, 60, 1), (10_000, 60, 1), (10_000, 256, 2), (10_000, 30 * 256, 64)]
        {
            let numbers = |stride| (epochs / stride + 1) * (neurons + 1);
            let record = Record::new(epochs + 1, neurons);
            assert_eq!(record.stride(), stride);
            assert!(numbers(stride) <= MOST_NUMBERS);
            assert!(numbers(stride) + record.room * (neurons + 1) <= MOST_NUMBERS);
            assert!(stride == 1 || numbers(stride / 2) > MOST_NUMBERS);
        }
    }

    #[test]
    fn a_record_begun_in_the_middle_of_a_row_begins_with_the_next() {
        let mut record = Record::new(11, 3);
        record.measure(0, &[1.0]);
        record.finish_row(true);
        measure(&mut record, 1, true);
        assert_eq!(epochs(&record.take()), [1]);
    }
}
