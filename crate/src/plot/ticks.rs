//! Ticks at numbers that people read: whole decades on a log axis, 1, 2 or 5 times a power
//! of ten on a linear one.

use crate::{Error, maths};

/// How an axis maps numbers to lengths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// Equal ratios are equal lengths; 0, negative numbers, NaN and ∞ have no place on it.
    Logarithmic,
    /// Equal differences are equal lengths; NaN and ∞ have no place on it.
    Linear,
}

impl Scale {
    /// Its name in the page's settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Logarithmic => "logarithmic",
            Self::Linear => "linear",
        }
    }

    /// The scale of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "logarithmic" => Ok(Self::Logarithmic),
            "linear" => Ok(Self::Linear),
            _ => Err(Error::Setting {
                key: "verticalScale",
                expected: "logarithmic or linear".into(),
                got: name.into(),
            }),
        }
    }

    /// The number's place along the axis in the axis's own measure, or `None` when it has
    /// none there.
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

/// What the numbers of a linear axis are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// As they are.
    Plain,
    /// Times a hundred, with a per cent sign.
    Percent,
}

impl Unit {
    /// The unit of that name in the page's settings.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] for any other name.
    pub fn from_name(name: &str) -> Result<Self, Error> {
        match name {
            "plain" => Ok(Self::Plain),
            "percent" => Ok(Self::Percent),
            _ => Err(Error::Setting {
                key: "unit",
                expected: "plain or percent".into(),
                got: name.into(),
            }),
        }
    }
}

/// A line of the grid and what is written beside it.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// The number the tick stands at.
    pub value: f64,
    /// What to write; empty for a line without a label.
    pub text: String,
    /// Whether it is a minor tick, 2 or 5 times a power of ten.
    pub minor: bool,
}

/// Above this many decades the minor ticks would be closer than they help.
const DECADES_WITH_MINOR_TICKS: i32 = 3;

/// Ticks from 10^`low` to 10^`high`, both decades included.
///
/// A label is given to every decade, or to every second, fifth, … when the axis of
/// `length` pixels would hold fewer labels of `spacing` pixels than that. Where there are
/// few decades, 2 and 5 times each of them are minor ticks.
#[must_use]
pub fn logarithmic_ticks(low: i32, high: i32, length: f64, spacing: f64) -> Vec<Tick> {
    let decades = (high - low).max(1);
    let room = (length / spacing).max(1.0);
    let step = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|step| f64::from(decades) / f64::from(*step) <= room)
        .unwrap_or(200);
    let per_decade = length / f64::from(decades);
    let mut ticks = Vec::new();
    for exponent in low..=high {
        if exponent.rem_euclid(step) == 0 {
            let text = format!("10{}", superscript(exponent));
            ticks.push(Tick { value: power_of_ten(exponent), text, minor: false });
        }
        if decades <= DECADES_WITH_MINOR_TICKS && exponent < high {
            for (digit, text) in [(2.0, "2"), (5.0, "5")] {
                // 2 and 5 lie 0.30 and 0.70 of a decade up: the tightest gap is 0.30.
                let text = if 0.3 * per_decade >= spacing { text } else { "" };
                let value = digit * power_of_ten(exponent);
                ticks.push(Tick { value, text: text.to_owned(), minor: true });
            }
        }
    }
    ticks
}

/// Ticks at multiples of 1, 2 or 5 times a power of ten within `low` to `high`, so far
/// apart that labels of `spacing` pixels fit an axis of `length` pixels.
///
/// `smallest_step` is 1 for epochs, of which there is no half, and 0 where any step does.
#[must_use]
pub fn linear_ticks(
    (low, high): (f64, f64),
    length: f64,
    spacing: f64,
    smallest_step: f64,
    unit: Unit,
) -> Vec<Tick> {
    let step = linear_step(low, high, length, spacing).max(smallest_step);
    if !step.is_finite() || step <= 0.0 {
        return Vec::new();
    }
    let first = (low / step - 1e-9).ceil();
    let last = (high / step + 1e-9).floor();
    let mut ticks = Vec::new();
    let mut multiple = first;
    while multiple <= last {
        let value = multiple * step;
        ticks.push(Tick { value, text: number_text(value, step, unit), minor: false });
        multiple += 1.0;
    }
    ticks
}

/// The range widened to whole steps of its own ticks.
pub(super) fn snap_linear(low: f64, high: f64, length: f64, spacing: f64) -> (f64, f64) {
    let step = linear_step(low, high, length, spacing);
    if !step.is_finite() || step <= 0.0 {
        return (low, high);
    }
    ((low / step + 1e-9).floor() * step, (high / step - 1e-9).ceil() * step)
}

fn linear_step(low: f64, high: f64, length: f64, spacing: f64) -> f64 {
    let room = (length / spacing).floor().max(1.0);
    let least = (high - low) / room;
    if !least.is_finite() || least <= 0.0 {
        return 0.0;
    }
    let magnitude = power_of_ten(decade_below(least));
    [1.0, 2.0, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * magnitude)
        .find(|step| *step >= least * (1.0 - 1e-9))
        .unwrap_or(10.0 * magnitude)
}

/// The greatest whole exponent whose power of ten is not above `value` (> 0).
///
/// A value that is a power of ten but for the last bits counts as one: the axis of a run
/// that starts at 0.001 starts there.
pub(super) fn decade_below(value: f64) -> i32 {
    (maths::log10(value) + 1e-9).floor() as i32
}

/// The smallest whole exponent whose power of ten is not below `value` (> 0).
pub(super) fn decade_above(value: f64) -> i32 {
    (maths::log10(value) - 1e-9).ceil() as i32
}

pub(super) fn power_of_ten(exponent: i32) -> f64 {
    maths::pow(10.0, f64::from(exponent))
}

fn superscript(exponent: i32) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let sign = if exponent < 0 { "⁻" } else { "" };
    let digits = exponent.unsigned_abs().to_string();
    let raised = digits.bytes().map(|b| DIGITS[usize::from(b - b'0')]);
    sign.chars().chain(raised).collect()
}

/// From here on, zeros are counted for the reader.
const PLAIN_TO: f64 = 1e5;
/// Below this step, they are too.
const PLAIN_FROM: f64 = 1e-4;

/// The number with as many decimals as its step has, a true minus sign and its unit; far
/// from 1, as a multiple of a power of ten.
fn number_text(value: f64, step: f64, unit: Unit) -> String {
    let (value, step, sign) = match unit {
        Unit::Plain => (value, step, ""),
        Unit::Percent => (100.0 * value, 100.0 * step, "\u{202f}%"),
    };
    let size = value.abs();
    if size < 0.5 * step {
        return format!("0{sign}");
    }
    let minus = if value < 0.0 { "−" } else { "" };
    let decimals = |step: f64| usize::try_from(-decade_below(step)).unwrap_or(0);
    if size >= PLAIN_TO || step < PLAIN_FROM {
        let exponent = decade_below(size);
        let power = power_of_ten(exponent);
        let raised = superscript(exponent);
        let digits = with_decimals(size / power, decimals(step / power));
        return format!("{minus}{digits}×10{raised}{sign}");
    }
    format!("{minus}{}{sign}", with_decimals(size, decimals(step)))
}

/// A multiple of 10^−`decimals`, at least 0, with so many decimals.
///
/// It is written as the whole number that it is a multiple by: nothing is left to round, and
/// in a browser Rust's way of writing floats would be a tenth of the code of a figure.
fn with_decimals(value: f64, decimals: usize) -> String {
    // A float has no more digits than these.
    let decimals = decimals.min(17);
    let multiple = (value * power_of_ten(decimals as i32)).round() as u64;
    let mut text = format!("{multiple:0>width$}", width = decimals + 1);
    if decimals > 0 {
        text.insert(text.len() - decimals, '.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(ticks: &[Tick]) -> Vec<&str> {
        ticks.iter().filter(|t| !t.text.is_empty()).map(|t| t.text.as_str()).collect()
    }

    #[test]
    fn decades_are_labelled_with_raised_exponents() {
        let ticks = logarithmic_ticks(-5, 0, 300.0, 20.0);
        assert_eq!(texts(&ticks), ["10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰"]);
    }

    #[test]
    fn every_decade_stands_at_the_number_a_reader_would_write() {
        for tick in logarithmic_ticks(-40, 10, 5000.0, 20.0) {
            let exponent = decade_below(tick.value);
            let written: f64 = format!("1e{exponent}").parse().expect("a number");
            assert!((tick.value / written - 1.0).abs() < 1e-14, "{}", tick.value);
        }
    }

    #[test]
    fn few_decades_get_minor_ticks_at_two_and_five() {
        let ticks = logarithmic_ticks(-2, 0, 300.0, 20.0);
        assert_eq!(texts(&ticks), ["10⁻²", "2", "5", "10⁻¹", "2", "5", "10⁰"]);
        assert!(ticks.iter().filter(|t| t.minor).count() == 4, "two a decade");
    }

    #[test]
    fn many_decades_are_labelled_at_even_steps() {
        let ticks = logarithmic_ticks(-30, 0, 200.0, 20.0);
        assert_eq!(texts(&ticks).len(), 7, "{:?}", texts(&ticks));
        assert_eq!(texts(&ticks)[0], "10⁻³⁰");
        assert_eq!(texts(&ticks)[6], "10⁰");
    }

    #[test]
    fn epochs_come_in_whole_numbers() {
        let ticks = linear_ticks((0.0, 3.0), 600.0, 60.0, 1.0, Unit::Plain);
        assert_eq!(texts(&ticks), ["0", "1", "2", "3"]);
        let ticks = linear_ticks((0.0, 500.0), 600.0, 60.0, 1.0, Unit::Plain);
        assert_eq!(
            texts(&ticks),
            ["0", "50", "100", "150", "200", "250", "300", "350", "400", "450", "500"]
        );
    }

    #[test]
    fn a_step_of_a_tenth_has_one_decimal_and_no_more() {
        let ticks = linear_ticks((2.9, 3.3), 200.0, 40.0, 0.0, Unit::Plain);
        assert_eq!(texts(&ticks), ["2.9", "3.0", "3.1", "3.2", "3.3"]);
    }

    #[test]
    fn accuracies_are_written_in_per_cent() {
        let ticks = linear_ticks((0.0, 1.0), 120.0, 30.0, 0.0, Unit::Percent);
        assert_eq!(texts(&ticks), ["0\u{202f}%", "50\u{202f}%", "100\u{202f}%"]);
    }

    #[test]
    fn numbers_far_from_one_are_multiples_of_a_power_of_ten() {
        let ticks = linear_ticks((0.0, 1e20), 120.0, 30.0, 0.0, Unit::Plain);
        assert_eq!(texts(&ticks), ["0", "5×10¹⁹", "1.0×10²⁰"]);
        let ticks = linear_ticks((0.0, 3e-7), 120.0, 30.0, 0.0, Unit::Plain);
        assert_eq!(texts(&ticks), ["0", "1×10⁻⁷", "2×10⁻⁷", "3×10⁻⁷"]);
    }

    #[test]
    fn a_number_has_the_decimals_that_rust_would_write() {
        for decimals in 0..=9 {
            for multiple in [0_u32, 1, 5, 9, 10, 25, 99, 100, 12_345, 99_999] {
                let value = f64::from(multiple) * power_of_ten(-(decimals as i32));
                let written = format!("{value:.decimals$}");
                assert_eq!(with_decimals(value, decimals), written);
            }
        }
        assert_eq!(with_decimals(1.0, 17), "1.00000000000000000");
    }

    #[test]
    fn a_number_below_zero_has_a_true_minus_sign() {
        let ticks = linear_ticks((-1.0, 1.0), 80.0, 30.0, 0.0, Unit::Plain);
        assert_eq!(texts(&ticks), ["−1", "0", "1"]);
    }

    #[test]
    fn a_range_without_extent_has_no_ticks_rather_than_endless_ones() {
        assert!(linear_ticks((3.0, 3.0), 100.0, 20.0, 0.0, Unit::Plain).is_empty());
    }

    #[test]
    fn nothing_but_positive_finite_numbers_has_a_place_on_a_log_axis() {
        for value in [0.0, -0.0, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
            assert_eq!(Scale::Logarithmic.place(value), None, "{value}");
        }
        let subnormal = f64::from_bits(1);
        assert!(Scale::Logarithmic.place(subnormal).is_some(), "5e-324 is a number");
    }

    #[test]
    fn a_power_of_ten_is_its_own_decade() {
        for exponent in -307..=308 {
            let value: f64 = format!("1e{exponent}").parse().expect("a number");
            assert_eq!(decade_below(value), exponent, "{value}");
            assert_eq!(decade_above(value), exponent, "{value}");
        }
    }
}
