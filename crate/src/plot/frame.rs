//! Where numbers lie in a plot, and which have no place in it.

use strum::IntoStaticStr;

use crate::maths;

/// How an axis maps numbers to lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal ratios are equal lengths; 0, negative numbers, NaN and ∞ have no place on it.
    Logarithmic,
    /// Equal differences are equal lengths; NaN and ∞ have no place on it.
    Linear,
}

impl Scale {
    /// The number's coordinate along the axis (its decimal logarithm on a logarithmic one),
    /// or `None` when it has no place there.
    #[must_use]
    pub fn place(self, value: f64) -> Option<f64> {
        match self {
            Self::Logarithmic if value > 0.0 && value.is_finite() => {
                Some(maths::log10(value))
            }
            Self::Linear if value.is_finite() => Some(value),
            _ => None,
        }
    }
}

/// Why a number has no place on an axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Misfit {
    /// 0, on a log axis.
    Zero,
    /// Below 0, on a log axis.
    Negative,
    /// Not a number.
    Nan,
    /// +∞ or −∞.
    Infinite,
}

impl Misfit {
    /// Why `value` has no place on a logarithmic axis, the stricter of the two.
    pub(super) fn of(value: f64) -> Option<Self> {
        if value.is_nan() {
            Some(Self::Nan)
        } else if value.is_infinite() {
            Some(Self::Infinite)
        } else if value < 0.0 {
            Some(Self::Negative)
        } else if value > 0.0 {
            None
        } else {
            Some(Self::Zero)
        }
    }

    /// Whether such a number has no place on this scale.
    pub(super) fn is_on(self, scale: Scale) -> bool {
        scale == Scale::Logarithmic || matches!(self, Self::Nan | Self::Infinite)
    }
}

/// The rectangle between the axes, in CSS pixels, and the numbers at its edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// The x of epoch 0.
    pub left: f64,
    /// The y of the greatest number.
    pub top: f64,
    /// The x of the last epoch.
    pub right: f64,
    /// The y of the least number.
    pub bottom: f64,
    /// The last epoch of the horizontal axis.
    pub epochs: f64,
    /// The least number of the vertical axis.
    pub low: f64,
    /// The greatest number of the vertical axis.
    pub high: f64,
    /// How the vertical axis maps numbers to heights.
    pub scale: Scale,
}

impl Frame {
    /// The point of a number at an epoch, or `None` when it has no place on the axis.
    #[must_use]
    pub fn point(&self, (epoch, value): (f64, f64)) -> Option<(f64, f64)> {
        let place = self.scale.place(value)?;
        let (low, high) = (self.scale.place(self.low)?, self.scale.place(self.high)?);
        let x = self.left + (self.right - self.left) * epoch / self.epochs.max(1.0);
        let share = (place - low) / (high - low);
        Some((x, self.bottom - (self.bottom - self.top) * share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_positive_finite_numbers_has_a_place_on_a_log_axis() {
        for value in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Scale::Logarithmic.place(value), None, "{value}");
        }
        let subnormal = f64::from_bits(1);
        assert!(Scale::Logarithmic.place(subnormal).is_some(), "5e-324 is a number");
    }

    #[test]
    fn a_misfit_is_named_where_there_is_no_place_and_only_there() {
        let values = [1.0, 0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY];
        for scale in [Scale::Logarithmic, Scale::Linear] {
            for value in values {
                let misfit = Misfit::of(value).filter(|misfit| misfit.is_on(scale));
                assert_eq!(misfit.is_none(), scale.place(value).is_some(), "{value}");
            }
        }
        assert_eq!(Misfit::of(-0.0), Some(Misfit::Zero));
        assert_eq!(<&str>::from(Misfit::Nan), "nan");
    }

    #[test]
    fn equal_ratios_are_equal_heights_on_a_log_axis() {
        let frame = Frame {
            left: 50.0,
            top: 20.0,
            right: 400.0,
            bottom: 260.0,
            epochs: 10.0,
            low: 1e-3,
            high: 1.0,
            scale: Scale::Logarithmic,
        };
        let (x, y) = frame.point((5.0, 1e-2)).expect("a place");
        assert!((x - 225.0).abs() < 1e-9 && (y - 180.0).abs() < 1e-9, "{x} {y}");
        assert_eq!(frame.point((5.0, 0.0)), None);
    }
}
