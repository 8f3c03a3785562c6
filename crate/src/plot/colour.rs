//! Colours as the page names them.

use plotters::style::RGBAColor;

use crate::Error;

/// An opaque colour, eight bits a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Colour {
    /// Reads `#rrggbb`.
    ///
    /// # Errors
    ///
    /// `setting` when the text is not a number sign and six hexadecimal digits.
    pub fn from_hex(text: &str) -> Result<Self, Error> {
        let bad = || Error::Setting {
            key: "colour",
            expected: "#rrggbb".to_owned(),
            got: text.to_owned(),
        };
        let digits = text.strip_prefix('#').filter(|d| d.len() == 6).ok_or_else(bad)?;
        if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(bad());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| bad())?;
        let [_, red, green, blue] = value.to_be_bytes();
        Ok(Self { red, green, blue })
    }

    /// The colour with an opacity from 0 to 1, for plotters.
    pub(super) fn with_alpha(self, alpha: f64) -> RGBAColor {
        RGBAColor(self.red, self.green, self.blue, alpha)
    }

    /// The colour as `#rrggbb`.
    #[must_use]
    pub fn to_hex(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_written_as_it_was_read() {
        let colour = Colour::from_hex("#2a6EA6").expect("a valid colour");
        assert_eq!(colour, Colour { red: 0x2a, green: 0x6e, blue: 0xa6 });
        assert_eq!(colour.to_hex(), "#2a6ea6");
    }

    #[test]
    fn what_is_no_colour_is_refused_with_what_came() {
        for text in ["", "red", "#12345", "#1234567", "#+12345", "#ééé"] {
            let error = Colour::from_hex(text).expect_err(text);
            assert_eq!(error.code(), "setting");
            assert!(error.to_string().contains(text), "{error}");
        }
    }
}
