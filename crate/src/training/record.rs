//! The gradient of every bias, row by row, for who asks to see single neurons.

/// How many numbers a run's gradients may come to, epochs included: 16 MiB of them.
pub(super) const MOST_NUMBERS: usize = 1 << 21;

/// The mean bias gradients of a run: ∂C/∂b = δ averaged over the training images, of every
/// hidden neuron.
///
/// A row is its epoch, then a number a neuron, layer by layer. Where the rows of the whole
/// run would come to more than [`MOST_NUMBERS`], only every 2ᵏ-th is kept, with the
/// smallest k that is enough, and besides them the row measured last. What is kept is exact.
#[derive(Debug, Clone)]
pub(super) struct Record {
    stride: usize,
    neurons: usize,
    /// The row being measured, empty before its gradients are there.
    current: Vec<f64>,
    /// Whole rows, not taken yet.
    rows: Vec<f64>,
    /// Where the last of them begins if it is there for being the last only.
    passing: Option<usize>,
}

impl Record {
    /// The record of a run of `epochs` with so many hidden `neurons`.
    pub(super) fn new(epochs: usize, neurons: usize) -> Self {
        let mut stride = 1;
        while (epochs / stride + 1) * (neurons + 1) > MOST_NUMBERS {
            stride *= 2;
        }
        Self { stride, neurons, current: vec![], rows: vec![], passing: None }
    }

    /// Every how many epochs a row is kept.
    pub(super) fn stride(&self) -> usize {
        self.stride
    }

    /// Takes in the gradients of the next layer: their sums over so many `images`.
    pub(super) fn measure(&mut self, epoch: usize, gradient: &[f64]) {
        if self.current.is_empty() {
            self.current.reserve_exact(self.neurons + 1);
            self.current.push(epoch as f64);
        }
        self.current.extend_from_slice(gradient);
    }

    /// The row being measured is whole.
    pub(super) fn finish_row(&mut self, epoch: usize) {
        // Asked for in the middle of a row: it begins with the next.
        if self.current.len() != self.neurons + 1 {
            self.current.clear();
            return;
        }
        if let Some(start) = self.passing.take() {
            self.rows.truncate(start);
        }
        if !epoch.is_multiple_of(self.stride) {
            self.passing = Some(self.rows.len());
        }
        self.rows.append(&mut self.current);
    }

    /// The rows since they were last taken.
    pub(super) fn take(&mut self) -> Vec<f64> {
        self.passing = None;
        std::mem::take(&mut self.rows)
    }

    /// Forgets all rows.
    pub(super) fn clear(&mut self) {
        self.current.clear();
        self.take();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The epochs of the rows.
    fn epochs(rows: &[f64]) -> Vec<usize> {
        rows.chunks(4).map(|row| row[0] as usize).collect()
    }

    fn measure(record: &mut Record, epoch: usize) {
        record.measure(epoch, &[epoch as f64, -1.0]);
        record.measure(epoch, &[0.25]);
        record.finish_row(epoch);
    }

    #[test]
    fn a_row_is_the_epoch_and_the_means_of_all_layers() {
        let mut record = Record::new(10, 3);
        measure(&mut record, 7);
        assert_eq!(record.take(), [7.0, 7.0, -1.0, 0.25]);
        assert!(record.take().is_empty());
    }

    #[test]
    fn a_long_run_keeps_every_so_many_rows_and_the_last() {
        let mut record = Record { stride: 4, ..Record::new(10, 3) };
        (0..=6).for_each(|epoch| measure(&mut record, epoch));
        assert_eq!(epochs(&record.take()), [0, 4, 6]);
        (7..=10).for_each(|epoch| measure(&mut record, epoch));
        assert_eq!(epochs(&record.take()), [8, 10]);
    }

    #[test]
    fn the_stride_is_the_smallest_power_of_two_that_bounds_the_numbers() {
        for (epochs, neurons, stride) in
            [(500, 60, 1), (10_000, 60, 1), (10_000, 256, 2), (10_000, 30 * 256, 64)]
        {
            let numbers = |stride| (epochs / stride + 1) * (neurons + 1);
            assert_eq!(Record::new(epochs, neurons).stride(), stride);
            assert!(numbers(stride) <= MOST_NUMBERS);
            assert!(stride == 1 || numbers(stride / 2) > MOST_NUMBERS);
        }
    }

    #[test]
    fn a_record_begun_in_the_middle_of_a_row_begins_with_the_next() {
        let mut record = Record::new(10, 3);
        record.measure(0, &[1.0]);
        record.finish_row(0);
        measure(&mut record, 1);
        assert_eq!(epochs(&record.take()), [1]);
    }
}
