//! Endings: why a run is over.

/// Why a run is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Its last epoch is done.
    Finished,
    /// Since the epoch `best` no validation accuracy has been better than that one's, for as many
    /// epochs as the run is patient.
    Patience {
        /// The epoch of the best validation accuracy, the first if several are equal.
        best: usize,
    },
    /// Numbers have left the range of floats.
    Diverged(Divergence),
}

/// Where numbers first left the range of floats.
///
/// A NaN is noticed after the step in which it arises, and so is an infinite weighted input of an
/// output, of which no cost can be computed. An infinite weight behind neurons that
/// are saturated anyway makes no NaN, and is noticed at the end of its epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Divergence {
    /// The epoch in which it was, 1 for the first.
    pub epoch: usize,
    /// The step, 1 for the first of the run.
    pub step: usize,
    /// The layer in which it began, 0 for the first hidden one: of the weighted inputs that left
    /// the range the first on the way forward, else of the errors the first on the way back, else
    /// of the parameters.
    pub layer: usize,
}
