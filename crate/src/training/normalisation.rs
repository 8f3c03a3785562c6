//! Normalisations: what stands between the weighted input of a hidden layer and its activation.
//!
//! With u = w a the weighted input without its bias, z = γ ⊙ û + b, where û has mean 0 and
//! variance 1 over what the normalisation is named after. The bias comes after it, as it would
//! do nothing before (Ioffe and Szegedy, section 3.2), so that δ = ∂C/∂z is still ∂C/∂b, the
//! chapter's speed. The gains γ start at 1, learn like the biases, and do not decay.
//!
//! Each is a file of this folder with two functions, and a line in the list below.

use strum::{IntoStaticStr, VariantArray};

use super::{aligned::Aligned, saved::Saved};
use crate::{Error, maths::Real};

/// Declares the normalisations from a list of them, each with the module that has its passes.
macro_rules! normalisations {
    ($($(#[doc = $words:literal])* $name:ident in $module:ident;)*) => {
        $(mod $module;)*

        /// What the weighted inputs of hidden layers are normalised over.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        pub enum Normalisation {
            /// Nothing, as in the chapter.
            None,
            $($(#[doc = $words])* $name,)*
        }

        impl Normalisation {
            /// u → û for the rows `u`, one an image.
            pub(super) fn forward<T: Real>(
                self,
                u: &mut [T],
                width: usize,
                memory: &mut Statistics<T>,
                how: Pass,
            ) {
                match self {
                    Self::None => {}
                    $(Self::$name => $module::forward(u, width, memory, how),)*
                }
            }

            /// ∂C/∂û → ∂C/∂u for the rows `errors`, with the rows û of the last forward pass.
            pub(super) fn backward<T: Real>(
                self,
                errors: &mut [T],
                normalised: &[T],
                width: usize,
                memory: &mut Statistics<T>,
                how: Pass,
            ) {
                match self {
                    Self::None => {}
                    $(Self::$name =>
                        $module::backward(errors, normalised, width, memory, how),)*
                }
            }
        }
    };
}

normalisations! {
    /// Each neuron's over the images of a mini-batch.
    Batch in batch;
    /// Each image's over the neurons of a layer.
    Layer in layer;
}

/// What images pass for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    /// To be measured.
    Measuring,
    /// To be trained on.
    Training,
    /// For the statistics that measuring takes before anything was trained.
    Settling,
}

/// What a normalisation knows of one layer.
#[derive(Debug, Clone)]
pub(super) struct Statistics<T> {
    /// Numbers of a row.
    stride: usize,
    /// 1/√(variance + ε) of the last pass, one a neuron or one an image.
    inverse_deviations: Vec<T>,
    /// Of each neuron in the mini-batches so far.
    running_means: Aligned<T>,
    running_variances: Aligned<T>,
    /// Two sums of each neuron.
    sums: [Aligned<T>; 2],
}

impl<T: Real> Statistics<T> {
    pub(super) fn new(stride: usize) -> Self {
        let zeros = Aligned::filled(T::ZERO, stride);
        Self {
            stride,
            inverse_deviations: vec![],
            running_means: zeros.clone(),
            running_variances: zeros.clone(),
            sums: [zeros.clone(), zeros],
        }
    }

    /// Saves what is known of the mini-batches so far, or takes it up.
    pub(super) fn save(&mut self, saved: &mut Saved<'_>) -> Result<(), Error> {
        saved.numbers(&mut self.running_means, "normalisation")?;
        saved.numbers(&mut self.running_variances, "normalisation")
    }
}

/// ε, which keeps a variance of 0 from dividing.
const SMALL: f64 = 1e-5;

/// 1/√(variance + ε).
fn inverse_deviation<T: Real>(variance: T) -> T {
    T::ONE / (variance + T::from_f64(SMALL)).sqrt()
}
