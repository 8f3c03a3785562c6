//! `www/core/declaration.js` says what the core's declaration of settings says.

use std::fs;

use unstable_gradients::declaration::{
    Control, Field, Literal, Narrowed, Number, Numbers, groups, settings::measuring,
};

const HEADER: &str = "\
/**
 * Every setting that the core reads, as the core declares it: ranges, defaults
 * and options, and what a control needs beyond them. `slider` is there where a
 * slider has steps or does not reach as far as the range, `scale` where it is
 * logarithmic, `control` where the kind does not say what sets the value, and
 * `narrowed` where another key's value narrows the range.
 *
 * Written by scripts/declaration from crate/src/declaration/settings.rs.
 */
";

/// A JavaScript value. Lists, and objects of numbers alone, are short enough for a line.
enum Script {
    Word(String),
    List(Vec<Self>),
    Object(Vec<(&'static str, Self)>),
}

impl Script {
    fn number(x: f64) -> Self {
        Self::Word(x.to_string())
    }

    fn text(text: &str) -> Self {
        Self::Word(format!("'{text}'"))
    }

    fn literal(literal: &Literal) -> Self {
        match literal {
            Literal::Number(x) => Self::number(*x),
            Literal::Text(text) => Self::text(text),
        }
    }

    fn numbers(numbers: &[f64]) -> Self {
        Self::List(numbers.iter().copied().map(Self::number).collect())
    }

    fn is_number(&self) -> bool {
        matches!(self, Self::Word(word) if word.parse::<f64>().is_ok())
    }

    /// The value as Prettier lays it out at this depth.
    fn write(&self, depth: usize) -> String {
        match self {
            Self::Word(word) => word.clone(),
            Self::List(values) => {
                let values: Vec<_> = values.iter().map(|v| v.write(depth)).collect();
                let line = values.join(", ");
                // As prettier breaks it: "options: [" and "]," stand beside it, indented.
                if 2 * depth + "options: [],".len() + line.chars().count() <= 80 {
                    return format!("[{line}]");
                }
                let indent = "  ".repeat(depth + 1);
                let lines = values.iter().map(|value| format!("{indent}{value},\n"));
                format!("[\n{}{}]", lines.collect::<String>(), "  ".repeat(depth))
            }
            Self::Object(entries)
                if entries.iter().all(|(_, value)| value.is_number()) =>
            {
                let entry = |(key, value): &(&str, Self)| {
                    format!("{key}: {}", value.write(depth))
                };
                let entries: Vec<_> = entries.iter().map(entry).collect();
                format!("{{ {} }}", entries.join(", "))
            }
            Self::Object(entries) => {
                let indent = "  ".repeat(depth + 1);
                let line = |(key, value): &(&str, Self)| {
                    format!("{indent}{key}: {},\n", value.write(depth + 1))
                };
                let lines: String = entries.iter().map(line).collect();
                format!("{{\n{lines}{}}}", "  ".repeat(depth))
            }
        }
    }
}

/// The range of a number, or of each number of a list.
fn range(number: &Number) -> Vec<(&'static str, Script)> {
    let mut entries =
        vec![("min", Script::number(number.min)), ("max", Script::number(number.max))];
    let flags = [("aboveMin", number.above_min), ("integer", number.integer)];
    let set = flags.into_iter().filter(|(_, is_set)| *is_set);
    entries.extend(set.map(|(key, _)| (key, Script::Word("true".to_owned()))));
    entries
}

/// What a control needs.
fn control(number: &Number) -> Vec<(&'static str, Script)> {
    let mut entries = vec![];
    if let Some(slider) = number.slider {
        let mut ends = vec![
            ("min", Script::number(slider.min)),
            ("max", Script::number(slider.max)),
        ];
        ends.extend(slider.step.map(|step| ("step", Script::number(step))));
        entries.push(("slider", Script::Object(ends)));
    }
    if number.logarithmic {
        entries.push(("scale", Script::text("logarithmic")));
    }
    if let Some(Narrowed { by, ranges }) = number.narrowed {
        let ranges = ranges.iter().map(|(value, min, max)| {
            let ends = vec![("min", Script::number(*min)), ("max", Script::number(*max))];
            (*value, Script::Object(ends))
        });
        let narrowed =
            vec![("by", Script::text(by)), ("ranges", Script::Object(ranges.collect()))];
        entries.push(("narrowed", Script::Object(narrowed)));
    }
    let named = number.control.map(|control| match control {
        Control::Seed => "seed",
        Control::List => "list",
        Control::Sliders => "slider",
        Control::Switches => "switch",
    });
    entries.extend(named.map(|name| ("control", Script::text(name))));
    entries
}

fn field(field: &Field) -> (&'static str, Script) {
    let (key, kind, mut entries) = match field {
        Field::Number(number) => {
            let mut entries = range(number);
            entries.push(("default", Script::number(number.default)));
            entries.extend(control(number));
            (number.key, "number", entries)
        }
        Field::Numbers(Numbers { each, min_length, max_length, default, attribute }) => {
            let mut entries = vec![
                ("minLength", Script::number(*min_length as f64)),
                ("maxLength", Script::number(*max_length as f64)),
            ];
            entries.extend(range(each));
            entries.push(("default", Script::numbers(default)));
            entries.extend(attribute.map(|name| ("attribute", Script::text(name))));
            entries.extend(control(each));
            (each.key, "numbers", entries)
        }
        Field::Choice { key, options, default } => {
            let options = options.iter().map(Script::literal).collect();
            let entries = vec![
                ("options", Script::List(options)),
                ("default", Script::literal(default)),
            ];
            (*key, "choice", entries)
        }
    };
    entries.insert(0, ("kind", Script::text(kind)));
    (key, Script::Object(entries))
}

fn module() -> String {
    let groups = groups()
        .into_iter()
        .map(|(name, fields)| (name, Script::Object(fields.iter().map(field).collect())));
    let whole = Script::Object(groups.chain([field(&measuring::field())]).collect());
    format!(
        "{HEADER}export const declaration = /** @type {{const}} */ ({});\n",
        whole.write(0)
    )
}

#[test]
fn the_declaration_for_javascript_is_up_to_date() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/core/declaration.js");
    let module = module();
    if std::env::var_os("WRITE_DECLARATION").is_some() {
        fs::write(path, module).unwrap();
        return;
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(
        kept == module,
        "www/core/declaration.js is out of date; scripts/declaration renews it"
    );
}
