//! Schedules of the learning rate: by how much it is multiplied at each step of a run.
//!
//! Each is a file of this folder with a function `factor`, and a line in the list below.

use strum::{IntoStaticStr, VariantArray};

/// Declares the schedules from a list of them, each with the module that has its factor.
macro_rules! schedules {
    ($($(#[doc = $words:literal])* $name:ident in $module:ident;)*) => {
        $(mod $module;)*

        /// How the learning rate changes in the course of a run.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
        #[strum(serialize_all = "kebab-case")]
        pub enum Schedule {
            $($(#[doc = $words])* $name,)*
        }

        impl Schedule {
            /// By how much η is multiplied at step `step`, counted from 0, of a run of `steps`
            /// steps.
            #[must_use]
            pub fn factor(self, step: usize, steps: usize) -> f64 {
                match self {
                    $(Self::$name => $module::factor(step, steps),)*
                }
            }
        }
    };
}

schedules! {
    /// The same rate at every step.
    Constant in constant;
    /// A tenth of the rate after half of the run, a hundredth after three quarters.
    Step in step;
    /// From the rate to 0 along half a cosine.
    Cosine in cosine;
    /// In equal stages from 0 to the rate over the first tenth of the run.
    WarmUp in warm_up;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn factors(schedule: Schedule, steps: usize) -> Vec<f64> {
        (0..steps).map(|step| schedule.factor(step, steps)).collect()
    }

    #[test]
    fn a_constant_rate_is_multiplied_by_one() {
        assert_eq!(factors(Schedule::Constant, 3), [1.0; 3]);
    }

    #[test]
    fn steps_divide_the_rate_by_ten_after_a_half_and_after_three_quarters() {
        let expected = [1.0, 1.0, 1.0, 1.0, 0.1, 0.1, 0.01, 0.01];
        assert_eq!(factors(Schedule::Step, 8), expected);
        assert_eq!(factors(Schedule::Step, 1), [1.0]);
    }

    #[test]
    fn a_cosine_falls_from_one_towards_zero_by_way_of_a_half() {
        let got = factors(Schedule::Cosine, 4);
        let root = std::f64::consts::FRAC_1_SQRT_2;
        let expected = [1.0, 0.5 + 0.5 * root, 0.5, 0.5 - 0.5 * root];
        for (got, expected) in got.iter().zip(expected) {
            assert!((got - expected).abs() < 1e-15, "{got}, {expected}");
        }
    }

    #[test]
    fn a_warm_up_reaches_the_rate_after_a_tenth_of_the_run() {
        let got = factors(Schedule::WarmUp, 40);
        assert_eq!(got[..5], [0.25, 0.5, 0.75, 1.0, 1.0]);
        assert!(got[5..].iter().all(|&factor| factor == 1.0));
        // A run too short for stages has none.
        assert_eq!(factors(Schedule::WarmUp, 9), [1.0; 9]);
    }
}
