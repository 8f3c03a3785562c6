//! How weights and biases start.
//!
//! Each way has a file with its [`Distribution`] and a line in the list below, which makes it an
//! option of every setting that takes an [`Initialisation`].

use strum::{IntoStaticStr, VariantArray};

use crate::random::Generator;

/// The size of a layer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer {
    /// The inputs of each of its neurons.
    pub(crate) inputs: usize,
    /// Its neurons.
    pub(crate) outputs: usize,
}

/// What an initialisation is made of.
pub(crate) trait Distribution {
    /// The standard deviation of the biases, which are normal.
    const BIAS_DEVIATION: f64 = 0.0;

    /// The standard deviation of the weights of a layer of so many neurons with so many inputs.
    fn weight_deviation(inputs: f64, outputs: f64) -> f64;

    /// The next `count` weights of such a layer, which come row by row: normal deviates, unless
    /// it says otherwise.
    fn deviates(layer: Layer, count: usize, generator: &mut Generator) -> Vec<f64> {
        let Layer { inputs, outputs } = layer;
        let deviation = Self::weight_deviation(inputs as f64, outputs as f64);
        normal_deviates(count, deviation, generator)
    }

    /// Does step `step` of what is done with the weights once they are all there, and returns
    /// whether it was the last: nothing, unless it says otherwise.
    fn arrange(_weights: &mut Vec<f64>, _layer: Layer, _step: usize) -> bool {
        true
    }
}

/// `count` deviates N(0, `deviation`). Not inlined: the generator's logarithm and sine would be
/// loaded with the page once an initialisation.
#[inline(never)]
pub(super) fn normal_deviates(
    count: usize,
    deviation: f64,
    generator: &mut Generator,
) -> Vec<f64> {
    (0..count).map(|_| deviation * generator.normal()).collect()
}

/// `count` deviates uniform in ±`reach`.
pub(super) fn uniform_deviates(
    count: usize,
    reach: f64,
    generator: &mut Generator,
) -> Vec<f64> {
    (0..count).map(|_| reach * (2.0 * generator.uniform() - 1.0)).collect()
}

/// Declares the modules, one an initialisation, and [`Initialisation`].
macro_rules! initialisations {
    ($($name:ident in $module:ident: $words:literal;)*) => {
        $(mod $module;)*

        /// The distribution of the initial weights and biases.
        ///
        /// All that draw normal deviates scale the same ones, so that two such networks of one
        /// seed differ only in the scale.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        pub enum Initialisation {
            $(#[doc = $words] $name,)*
        }

        impl Initialisation {
            /// The standard deviation of the weights of a layer of `outputs` neurons with
            /// `inputs` inputs each.
            #[must_use]
            pub fn weight_deviation(self, inputs: usize, outputs: usize) -> f64 {
                let (inputs, outputs) = (inputs as f64, outputs as f64);
                match self {
                    $(Self::$name => $module::$name::weight_deviation(inputs, outputs),)*
                }
            }

            /// The standard deviation of the biases.
            #[must_use]
            pub fn bias_deviation(self) -> f64 {
                match self {
                    $(Self::$name => $module::$name::BIAS_DEVIATION,)*
                }
            }

            /// See [`Distribution::deviates`].
            pub(super) fn deviates(
                self,
                layer: Layer,
                count: usize,
                generator: &mut Generator,
            ) -> Vec<f64> {
                match self {
                    $(Self::$name => $module::$name::deviates(layer, count, generator),)*
                }
            }

            /// See [`Distribution::arrange`].
            pub(super) fn arrange(
                self,
                weights: &mut Vec<f64>,
                layer: Layer,
                step: usize,
            ) -> bool {
                match self {
                    $(Self::$name => $module::$name::arrange(weights, layer, step),)*
                }
            }
        }
    };
}

initialisations! {
    Chapter in chapter: "Weights N(0, 1/√n_in), biases N(0, 1): the chapter's.";
    Normal in normal: "Weights and biases N(0, 1): the book's first chapters'.";
    Xavier in xavier: "Weights N(0, √(2/(n_in + n_out))), biases 0.";
    XavierUniform in xavier_uniform: "Weights uniform in ±√(6/(n_in + n_out)), biases 0.";
    Standard in standard: "Weights uniform in ±1/√n_in, biases 0.";
    He in he: "Weights N(0, √(2/n_in)), biases 0.";
    Orthogonal in orthogonal: "Weights with orthonormal rows or columns, biases 0.";
    Zero in zero: "All weights and biases 0.";
}
