//! Runs on the site's own digits, natively; the end-to-end tests hold the page to the same
//! bits.

use crate::digits;

use std::fs;

use serde_json::Value;
use unstable_gradients::{
    declaration::Source,
    training::{Settings, Trainer},
};

use self::digits::site_digits;

/// A state as the page has it.
struct State<'a>(&'a Value);

impl Source for State<'_> {
    fn keys(&self) -> Vec<String> {
        self.0.as_object().unwrap().keys().cloned().collect()
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.0[key].as_f64()
    }

    fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        self.0[key].as_array()?.iter().map(Value::as_f64).collect()
    }

    fn text(&self, key: &str) -> Option<String> {
        self.0[key].as_str().map(str::to_owned)
    }

    fn kind(&self, key: &str) -> String {
        self.0[key].to_string()
    }
}

#[test]
fn runs_on_the_sites_digits_keep_their_bits() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let digits = site_digits(1);
    let path = format!("{root}/tests/snapshots/site-runs.json");
    let mut runs: Value =
        serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let recorded = runs.clone();
    for run in runs.as_array_mut().unwrap() {
        let settings = Settings::read(&State(&run["state"])).unwrap();
        let mut trainer = Trainer::new(settings, &digits).unwrap();
        trainer.advance(usize::MAX);
        let rows = trainer.take_rows();
        let last = &rows[rows.len() - trainer.row_length()..];
        let bits = |row: &[f64]| -> Value {
            row.iter().map(|x| format!("{:016x}", x.to_bits())).collect()
        };
        run["first"] = bits(&rows[..trainer.row_length()]);
        run["last"] = bits(last);
    }
    if std::env::var_os("BLESS_SNAPSHOTS").is_some() {
        fs::write(path, format!("{:#}\n", runs)).unwrap();
    } else {
        assert_eq!(runs, recorded);
    }
}
