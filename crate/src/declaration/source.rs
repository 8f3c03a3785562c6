//! Where settings are read from.

use crate::Error;

/// Settings by key, as they come from outside: of any kind and any size.
pub trait Source {
    /// The keys that there are.
    fn keys(&self) -> Vec<String>;

    /// The number at `key`, if there is one.
    fn number(&self, key: &str) -> Option<f64>;

    /// The list of numbers at `key`, if there is one.
    fn numbers(&self, key: &str) -> Option<Vec<f64>>;

    /// The text at `key`, if there is one.
    fn text(&self, key: &str) -> Option<String>;

    /// What is at `key`, in a word for messages.
    fn kind(&self, key: &str) -> String;
}

/// Refuses keys that are not among these.
///
/// # Errors
///
/// [`Error::Setting`] with the first one.
pub fn check_keys(source: &dyn Source, known: &[&str]) -> Result<(), Error> {
    let mut keys = source.keys().into_iter();
    match keys.find(|key| !known.contains(&key.as_str())) {
        None => Ok(()),
        Some(got) => Err(Error::Setting {
            key: "spec",
            expected: format!("no keys but {}", known.join(", ")),
            got,
        }),
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A setting of one of the kinds that there are.
    #[derive(Debug, Clone, PartialEq)]
    pub(crate) enum Given {
        Number(f64),
        Numbers(Vec<f64>),
        Text(&'static str),
    }

    /// A source for tests.
    #[derive(Debug, Clone)]
    pub(crate) struct Plain(pub(crate) Vec<(&'static str, Given)>);

    impl Plain {
        pub(crate) fn set(&mut self, key: &'static str, value: Given) {
            self.0.retain(|(known, _)| *known != key);
            self.0.push((key, value));
        }

        fn get(&self, key: &str) -> Option<&Given> {
            self.0.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
        }
    }

    impl Source for Plain {
        fn keys(&self) -> Vec<String> {
            self.0.iter().map(|(key, _)| (*key).to_owned()).collect()
        }

        fn number(&self, key: &str) -> Option<f64> {
            match self.get(key) {
                Some(Given::Number(x)) => Some(*x),
                _ => None,
            }
        }

        fn numbers(&self, key: &str) -> Option<Vec<f64>> {
            match self.get(key) {
                Some(Given::Numbers(list)) => Some(list.clone()),
                _ => None,
            }
        }

        fn text(&self, key: &str) -> Option<String> {
            match self.get(key) {
                Some(Given::Text(text)) => Some((*text).to_owned()),
                _ => None,
            }
        }

        fn kind(&self, key: &str) -> String {
            let kind = match self.get(key) {
                None => "nothing",
                Some(Given::Number(_)) => "a number",
                Some(Given::Numbers(_)) => "numbers",
                Some(Given::Text(_)) => "a text",
            };
            kind.to_owned()
        }
    }

    #[test]
    fn a_key_too_many_is_named() {
        let source =
            Plain(vec![("rate", Given::Number(0.1)), ("depth", Given::Number(2.0))]);
        assert_eq!(check_keys(&source, &["depth", "rate"]), Ok(()));
        let error = check_keys(&source, &["rate", "lambda"]).unwrap_err();
        assert_eq!(
            error.to_string(),
            "spec: expected no keys but rate, lambda, got depth"
        );
    }
}
