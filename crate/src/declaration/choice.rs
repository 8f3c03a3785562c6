//! Settings that take one of a few names.

use strum::{IntoStaticStr, VariantArray};

use super::{Source, field::listed};
use crate::{Error, data::Side};

/// A list of options with names, by strum's derives: [`VariantArray`] for the options in the
/// order in which they are offered, `IntoStaticStr` for the name of each in states and links.
pub trait Choice: Copy + VariantArray + Into<&'static str> {
    /// All options, in the order in which they are offered.
    const ALL: &'static [Self] = Self::VARIANTS;

    /// The option's name in states and links.
    #[must_use]
    fn name(self) -> &'static str {
        self.into()
    }
}

impl<T: Copy + VariantArray + Into<&'static str>> Choice for T {}

/// A setting that is on or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Switch {
    /// Off.
    Off,
    /// On.
    On,
}

/// A setting that takes one of a few options.
#[derive(Debug, Clone, Copy)]
pub struct OneOf<T: 'static> {
    /// The key in the state.
    pub key: &'static str,
    /// What may be chosen, in the order in which it is offered.
    pub options: &'static [T],
    /// What a fresh figure has.
    pub default: T,
}

impl<T: Choice> OneOf<T> {
    /// All options of `T`, of which `default` is a fresh figure's.
    pub(super) const fn of(key: &'static str, default: T) -> Self {
        Self { key, options: T::ALL, default }
    }

    /// The option of that name.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`], which lists the names, for any other name.
    pub fn named(&self, name: &str) -> Result<T, Error> {
        let known = self.options.iter().find(|option| option.name() == name);
        known.copied().ok_or_else(|| self.refused(name.to_owned()))
    }

    /// The option whose name `source` has.
    ///
    /// # Errors
    ///
    /// As [`OneOf::named`], also where `source` has no text.
    #[inline(never)]
    pub fn read(&self, source: &dyn Source) -> Result<T, Error> {
        match source.text(self.key) {
            Some(name) => self.named(&name),
            None => Err(self.refused(source.kind(self.key))),
        }
    }

    /// As [`OneOf::read`]; the default where `source` has nothing at the key, as those have that
    /// are older than the setting.
    ///
    /// # Errors
    ///
    /// As [`OneOf::read`].
    pub fn read_or_default(&self, source: &dyn Source) -> Result<T, Error> {
        if source.keys().iter().any(|key| key == self.key) {
            self.read(source)
        } else {
            Ok(self.default)
        }
    }

    fn refused(&self, got: String) -> Error {
        let names: Vec<&str> = self.options.iter().map(|option| option.name()).collect();
        Error::Setting { key: self.key, expected: listed(&names), got }
    }
}

impl OneOf<Side> {
    /// The side that `source` has.
    ///
    /// # Errors
    ///
    /// [`Error::Setting`] where it has none.
    pub fn read(&self, source: &dyn Source) -> Result<Side, Error> {
        Side::try_from(source.number(self.key).unwrap_or(f64::NAN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::declaration::settings::run;
    use crate::network::{Activation, Cost};

    #[test]
    fn names_lead_back_to_options() {
        for &activation in Activation::ALL {
            assert_eq!(run::ACTIVATION.named(activation.name()), Ok(activation));
        }
        assert_eq!(Cost::CrossEntropy.name(), "cross-entropy");
    }

    #[test]
    fn another_name_is_refused_with_those_that_there_are() {
        let error = run::COST_FUNCTION.named("hinge").unwrap_err();
        assert_eq!(
            error.to_string(),
            "costFunction: expected cross-entropy or quadratic, got hinge"
        );
    }
}
