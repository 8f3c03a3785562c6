//! Settings that are numbers or lists of numbers, and settings of any kind in a list.

use super::{Choice, OneOf, Source};
use crate::error::number_text;
use crate::{Error, data::Side};

/// What sets a value, where the kind of the setting does not say so: numbers have sliders,
/// options a menu.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Control {
    /// A field with a button that draws another seed.
    Seed,
    /// A text field with a list of numbers.
    List,
    /// A slider for each number of a list.
    Sliders,
    /// A switch for each number of a list.
    Switches,
}

/// How far a slider reaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Slider {
    /// Its left end.
    pub min: f64,
    /// Its right end.
    pub max: f64,
    /// Its step; none where it is logarithmic.
    pub step: Option<f64>,
}

/// Narrower ranges of a number by the value of another key.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Narrowed {
    /// The other key.
    pub by: &'static str,
    /// Each value of the other key, with the least and the greatest number for it.
    pub ranges: &'static [(&'static str, f64, f64)],
}

/// A setting that is a number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Number {
    /// The key in the state.
    pub key: &'static str,
    /// The least value.
    pub min: f64,
    /// The greatest value.
    pub max: f64,
    /// Whether `min` itself is refused.
    pub above_min: bool,
    /// Whole numbers only.
    pub integer: bool,
    /// What a fresh figure has.
    pub default: f64,
    /// The range of the core itself, where it is wider than that of a figure's state.
    pub core: Option<(f64, f64)>,
    /// How far the slider reaches, where it has steps or does not reach as far as the range.
    pub slider: Option<Slider>,
    /// Whether equal ways on the slider are equal ratios.
    pub logarithmic: bool,
    /// Narrower ranges by the value of another key.
    pub narrowed: Option<Narrowed>,
    /// What sets it, if no slider does.
    pub control: Option<Control>,
}

impl Number {
    /// Any number of `min` … `max`.
    pub(super) const fn real(
        key: &'static str,
        min: f64,
        max: f64,
        default: f64,
    ) -> Self {
        Self {
            key,
            min,
            max,
            above_min: false,
            integer: false,
            default,
            core: None,
            slider: None,
            logarithmic: false,
            narrowed: None,
            control: None,
        }
    }

    /// A whole number of `min` … `max`.
    pub(super) const fn whole(
        key: &'static str,
        min: f64,
        max: f64,
        default: f64,
    ) -> Self {
        Self { integer: true, ..Self::real(key, min, max, default) }
    }

    /// The seed of a draw.
    pub(super) const fn seed() -> Self {
        let seed = Self::whole("seed", 0.0, u32::MAX as f64, 1.0);
        Self { control: Some(Control::Seed), ..seed }
    }

    /// The same with a slider of these ends and this step.
    pub(super) const fn slider(self, min: f64, max: f64, step: f64) -> Self {
        Self { slider: Some(Slider { min, max, step: Some(step) }), ..self }
    }

    /// The same with a logarithmic slider.
    pub(super) const fn logarithmic(self) -> Self {
        Self { logarithmic: true, ..self }
    }

    /// The same with a logarithmic slider of these ends.
    pub(super) const fn logarithmic_slider(self, min: f64, max: f64) -> Self {
        Self { slider: Some(Slider { min, max, step: None }), ..self.logarithmic() }
    }

    /// The same with another least value, given by another setting.
    #[must_use]
    pub const fn at_least(self, min: f64) -> Self {
        let (_, max) = match self.core {
            Some(range) => range,
            None => (self.min, self.max),
        };
        Self { min, max, core: None, ..self }
    }

    /// The same with another greatest value, given by another setting.
    #[must_use]
    pub const fn at_most(self, max: f64) -> Self {
        Self { max, core: None, ..self }
    }

    /// `value`, if the core takes it.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`], which says what would have been in range.
    pub fn check(&self, value: f64) -> Result<f64, Error> {
        if self.fits(value) {
            return Ok(value);
        }
        let (key, expected) = (self.key, self.expected());
        Err(Error::Setting { key, expected, got: number_text(value) })
    }

    /// The number that `source` has, if the core takes it.
    ///
    /// # Errors
    ///
    /// As [`Number::check`], also where `source` has no number.
    #[inline(never)]
    pub fn read(&self, source: &dyn Source) -> Result<f64, Error> {
        match source.number(self.key) {
            Some(value) => self.check(value),
            None => {
                let (key, expected) = (self.key, self.expected());
                Err(Error::Setting { key, expected, got: source.kind(key) })
            }
        }
    }

    /// As [`Number::read`]; the default where `source` has nothing at the key.
    ///
    /// # Errors
    ///
    /// As [`Number::read`].
    pub fn read_or_default(&self, source: &dyn Source) -> Result<f64, Error> {
        if source.keys().iter().any(|key| key == self.key) {
            self.read(source)
        } else {
            Ok(self.default)
        }
    }

    /// The whole number that `source` has, if the core takes it.
    ///
    /// # Errors
    ///
    /// As [`Number::read`].
    pub fn read_whole(&self, source: &dyn Source) -> Result<usize, Error> {
        Ok(self.read(source)? as usize)
    }

    /// The least and the greatest value that the core takes.
    fn range(&self) -> (f64, f64) {
        self.core.unwrap_or((self.min, self.max))
    }

    fn fits(&self, value: f64) -> bool {
        let (min, max) = self.range();
        // All are false for NaN.
        let is_above = if self.above_min { value > min } else { value >= min };
        is_above && value <= max && (!self.integer || value.fract() == 0.0)
    }

    fn expected(&self) -> String {
        let (min, max) = self.range();
        let (min, max) = (number_text(min), number_text(max));
        if self.integer {
            format!("a whole number from {min} to {max}")
        } else if self.above_min {
            format!("above {min}, at most {max}")
        } else {
            format!("{min} to {max}")
        }
    }
}

/// A setting that is a list of numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Numbers {
    /// The range of each number; its default means nothing.
    pub each: Number,
    /// The fewest numbers.
    pub min_length: usize,
    /// The most numbers.
    pub max_length: usize,
    /// What a fresh figure has.
    pub default: &'static [f64],
    /// The attribute of the element, where it is not named like the key.
    pub attribute: Option<&'static str>,
}

impl Numbers {
    /// Checks the length of the list, and each number.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`], which says what would have been in range, and where in the list
    /// the number is that was not.
    pub fn check(&self, values: &[f64]) -> Result<(), Error> {
        let each = self.each;
        if !(self.min_length..=self.max_length).contains(&values.len()) {
            return Err(self.refused(values.len().to_string()));
        }
        match values.iter().position(|&value| !each.fits(value)) {
            None => Ok(()),
            Some(index) => {
                let number = number_text(values[index]);
                let got = if values.len() == 1 {
                    number
                } else {
                    format!("{number} at position {}", index + 1)
                };
                Err(Error::Setting { key: each.key, expected: each.expected(), got })
            }
        }
    }

    /// The list that `source` has, checked.
    ///
    /// # Errors
    ///
    /// As [`Numbers::check`], also where `source` has no list of numbers.
    pub fn read(&self, source: &dyn Source) -> Result<Vec<f64>, Error> {
        let list = source.numbers(self.each.key);
        let list = list.ok_or_else(|| self.refused(source.kind(self.each.key)))?;
        self.check(&list)?;
        Ok(list)
    }

    fn refused(&self, got: String) -> Error {
        let Self { each, min_length, max_length, .. } = self;
        let expected = format!("{min_length} to {max_length} numbers");
        Error::Setting { key: each.key, expected, got }
    }
}

/// A value as it stands in a declaration.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Literal {
    /// A number.
    Number(f64),
    /// A text.
    Text(&'static str),
}

/// A setting of any kind.
#[derive(Debug, Clone, PartialEq)]
pub enum Field {
    /// A number.
    Number(Number),
    /// A list of numbers.
    Numbers(Numbers),
    /// One of a few values.
    Choice {
        /// The key in the state.
        key: &'static str,
        /// What may be chosen.
        options: Vec<Literal>,
        /// What a fresh figure has.
        default: Literal,
    },
}

impl From<Number> for Field {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<Numbers> for Field {
    fn from(numbers: Numbers) -> Self {
        Self::Numbers(numbers)
    }
}

impl<T: Choice> From<OneOf<T>> for Field {
    fn from(choice: OneOf<T>) -> Self {
        Self::choice(choice, |option| Literal::Text(option.name()))
    }
}

impl From<OneOf<Side>> for Field {
    fn from(choice: OneOf<Side>) -> Self {
        Self::choice(choice, |side| Literal::Number(side.side() as f64))
    }
}

impl Field {
    fn choice<T: Copy>(choice: OneOf<T>, literal: impl Fn(T) -> Literal) -> Self {
        Self::Choice {
            key: choice.key,
            options: choice.options.iter().map(|&option| literal(option)).collect(),
            default: literal(choice.default),
        }
    }
}

/// "a, b or c", for messages.
pub(crate) fn listed(names: &[&str]) -> String {
    match names {
        [.., last] if names.len() > 1 => {
            format!("{} or {last}", names[..names.len() - 1].join(", "))
        }
        _ => names.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARE: Number = Number::real("share", 0.0, 2.0, 1.0);

    fn message(result: Result<impl std::fmt::Debug, Error>) -> String {
        result.unwrap_err().to_string()
    }

    #[test]
    fn ends_are_in_range_unless_the_lower_one_is_left_out() {
        assert_eq!((SHARE.check(0.0), SHARE.check(2.0)), (Ok(0.0), Ok(2.0)));
        let above = Number { above_min: true, ..SHARE };
        assert_eq!(
            message(above.check(0.0)),
            "share: expected above 0, at most 2, got 0"
        );
        assert_eq!(message(SHARE.check(f64::NAN)), "share: expected 0 to 2, got NaN");
    }

    #[test]
    fn the_core_may_take_more_than_a_state() {
        let count = Number::whole("count", 10.0, 20.0, 10.0);
        let wide = Number { core: Some((1.0, 60.0)), ..count };
        assert!(count.check(60.0).is_err());
        assert_eq!(wide.check(60.0), Ok(60.0));
        assert_eq!(
            message(wide.at_most(30.0).check(31.0)),
            "count: expected a whole number from 10 to 30, got 31"
        );
    }

    #[test]
    fn a_list_says_which_of_its_numbers_is_out_of_range() {
        let list = Numbers {
            each: SHARE,
            min_length: 1,
            max_length: 2,
            default: &[1.0],
            attribute: None,
        };
        assert_eq!(list.check(&[0.5, 1.0]), Ok(()));
        assert_eq!(message(list.check(&[])), "share: expected 1 to 2 numbers, got 0");
        assert_eq!(
            message(list.check(&[1.0, 3.0])),
            "share: expected 0 to 2, got 3 at position 2"
        );
    }

    #[test]
    fn names_are_listed_with_an_or() {
        assert_eq!(listed(&["a", "b", "c"]), "a, b or c");
        assert_eq!(listed(&["a"]), "a");
    }
}
