//! Pictures against the ones a person has looked at.
//!
//! A picture that differs is written to `tests/output` to be looked at; `scripts/snapshots`
//! accepts the new ones.
#![cfg(not(target_arch = "wasm32"))]

use std::{env, fs, path::PathBuf};

use unstable_gradients::maths;
use unstable_gradients::plot::{
    Band, Colour, Column, LineStyle, LinesPicture, Margins, Mark, Scale, Series, Theme,
    Unit, VerticalAxis, lines_svg,
};

/// Every epoch of the longest run.
static EPOCHS: [u32; 10_001] = {
    let mut epochs = [0; 10_001];
    let mut epoch = 0;
    while epoch < epochs.len() {
        epochs[epoch] = epoch as u32;
        epoch += 1;
    }
    epochs
};
const COLOURS: [&str; 4] = ["#2a6ea6", "#c26a00", "#d4313f", "#23863a"];
const DASHES: [&[f64]; 4] = [&[], &[9.0, 4.0], &[2.0, 3.0], &[9.0, 3.0, 2.0, 3.0]];
const NAMES: [&str; 4] =
    ["hidden layer 1", "hidden layer 2", "hidden layer 3", "hidden layer 4"];

/// Rows of speeds that fall from the chapter's first values to a plateau.
fn synthetic_speeds(layers: usize, epochs: usize) -> Vec<f64> {
    let mut rows = Vec::new();
    for epoch in 0..=epochs {
        let e = epoch as f64;
        for layer in 0..layers {
            let below = (layers - 1 - layer) as f64;
            let start = 0.3 * maths::exp(-1.6 * below);
            let plateau = 0.004 * start * (1.0 + 0.2 * maths::sin_cos(0.05 * e).0);
            rows.push(start * maths::exp(-e / 9.0) + plateau);
        }
    }
    rows
}

fn style(layer: usize) -> LineStyle {
    LineStyle {
        colour: Colour::from_hex(COLOURS[layer % 4]).expect("a colour"),
        dash: DASHES[layer % 4].to_vec(),
        width: 2.0,
        ghost: false,
    }
}

fn speeds_picture(rows: &[f64], layers: usize, epochs: f64) -> LinesPicture<'_> {
    LinesPicture {
        title: "The speed of learning of each hidden layer",
        size: (720.0, 420.0),
        scale: 1.0,
        margins: Margins { left: 52.0, right: 150.0, top: 28.0, bottom: 48.0 },
        theme: Theme::paper(),
        epochs,
        horizontal_title: "epoch",
        vertical: VerticalAxis {
            title: "speed of learning ‖δˡ‖",
            scale: Scale::Logarithmic,
            unit: Unit::Plain,
            fixed: None,
            previous: None,
        },
        bands: vec![],
        series: (0..layers)
            .map(|layer| Series {
                epochs: &EPOCHS[..rows.len() / layers],
                values: Column::strided(rows, layers, layer),
                style: style(layer),
                name: NAMES[layer % 4],
                index: layer,
            })
            .collect(),
        marks: vec![],
    }
}

fn assert_matches_snapshot(name: &str, svg: &str) {
    let tests = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let blessed = tests.join("snapshots").join(format!("{name}.svg"));
    if env::var_os("BLESS_SNAPSHOTS").is_some() {
        fs::create_dir_all(tests.join("snapshots")).expect("a folder for the snapshots");
        fs::write(&blessed, svg).expect("a new snapshot");
        return;
    }
    if fs::read_to_string(&blessed).is_ok_and(|known| known == svg) {
        return;
    }
    fs::create_dir_all(tests.join("output")).expect("a folder for what changed");
    let changed = tests.join("output").join(format!("{name}-changed.svg"));
    fs::write(&changed, svg).expect("the changed picture");
    panic!(
        "{name} differs from {}: look at {}, and run scripts/snapshots if it is right",
        blessed.display(),
        changed.display(),
    );
}

#[test]
fn four_layers_with_band_and_published_marks() {
    let rows = synthetic_speeds(4, 500);
    let epochs: Vec<f64> = (0..=50).map(|k| f64::from(k) * 10.0).collect();
    let at = |factor: f64| -> Vec<f64> {
        epochs
            .iter()
            .flat_map(|e| &rows[*e as usize * 4..][..4])
            .map(|v| v * factor)
            .collect()
    };
    let (low, high) = (at(0.6), at(1.7));
    let mut picture = speeds_picture(&rows, 4, 500.0);
    picture.bands = (0..4)
        .map(|layer| Band {
            epochs: &epochs,
            low: Column::strided(&low, 4, layer),
            high: Column::strided(&high, 4, layer),
            colour: style(layer).colour,
        })
        .collect();
    picture.marks = [0.0, 100.0, 499.0]
        .into_iter()
        .flat_map(|epoch| (0..4).map(move |layer| (epoch, layer)))
        .map(|(epoch, layer)| Mark {
            epoch,
            value: 1.2 * rows[epoch as usize * 4 + layer],
            colour: style(layer).colour,
        })
        .collect();
    let svg = lines_svg(&picture).expect("a picture");
    assert_matches_snapshot("speeds-four-layers", &svg);
}

#[test]
fn a_run_that_has_only_been_measured_at_initialisation() {
    let rows = synthetic_speeds(2, 0);
    let svg = lines_svg(&speeds_picture(&rows, 2, 500.0)).expect("a picture");
    assert_matches_snapshot("speeds-initialisation", &svg);
}

#[test]
fn zeros_nan_and_infinities_break_the_line_and_are_named() {
    let mut rows = synthetic_speeds(3, 60);
    for epoch in 20..=60 {
        rows[3 * epoch] = 0.0;
    }
    for epoch in 30..40 {
        rows[3 * epoch + 1] = f64::NAN;
    }
    rows[3 * 60 + 2] = f64::INFINITY;
    let svg = lines_svg(&speeds_picture(&rows, 3, 60.0)).expect("a picture");
    assert_matches_snapshot("speeds-off-the-axis", &svg);
}

#[test]
fn a_second_run_over_a_kept_one() {
    let kept = synthetic_speeds(2, 60);
    let rows: Vec<f64> = synthetic_speeds(2, 40).iter().map(|v| 2.5 * v).collect();
    let mut picture = speeds_picture(&rows, 2, 60.0);
    let mut ghosts = speeds_picture(&kept, 2, 60.0).series;
    for ghost in &mut ghosts {
        ghost.style.ghost = true;
    }
    picture.series.splice(0..0, ghosts);
    let svg = lines_svg(&picture).expect("a picture");
    assert_matches_snapshot("speeds-comparison", &svg);
}

#[test]
fn the_cost_on_a_linear_axis() {
    let cost: Vec<f64> =
        (0..=200).map(|e| 3.2459 + 4.0 * maths::exp(-f64::from(e) / 8.0)).collect();
    let mut picture = speeds_picture(&cost, 1, 200.0);
    picture.size = (320.0, 160.0);
    picture.margins = Margins { left: 44.0, right: 24.0, top: 24.0, bottom: 40.0 };
    picture.title = "The cost";
    picture.vertical.title = "cost";
    picture.vertical.scale = Scale::Linear;
    picture.series[0].name = "";
    let svg = lines_svg(&picture).expect("a picture");
    assert_matches_snapshot("cost", &svg);
}

#[test]
fn both_accuracies_in_per_cent() {
    let rows: Vec<f64> = (0..=30)
        .map(|e| 0.95 - 0.85 * maths::exp(-f64::from(e) / 6.0))
        .flat_map(|training| [training, 0.94 * training])
        .collect();
    let mut picture = speeds_picture(&rows, 2, 30.0);
    picture.size = (320.0, 160.0);
    picture.margins = Margins { left: 48.0, right: 84.0, top: 24.0, bottom: 40.0 };
    picture.title = "The accuracies";
    picture.vertical.title = "accuracy";
    picture.vertical.scale = Scale::Linear;
    picture.vertical.unit = Unit::Percent;
    picture.vertical.fixed = Some((0.0, 1.0));
    picture.series[0].name = "training";
    picture.series[1].name = "validation";
    let svg = lines_svg(&picture).expect("a picture");
    assert_matches_snapshot("accuracies", &svg);
}

#[test]
fn the_golden_run_of_four_hidden_layers() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/snapshots/golden-runs.txt");
    let text = fs::read_to_string(file).expect("the golden runs");
    let rows: Vec<f64> = text
        .lines()
        .skip_while(|line| *line != "full batch, 784-30-30-30-30-10, f64")
        .skip(1)
        .take_while(|line| !line.contains(','))
        .flat_map(|line| line.split(' ').take(4))
        .map(|bits| f64::from_bits(u64::from_str_radix(bits, 16).expect("bits")))
        .collect();
    assert_eq!(rows.len(), 7 * 4, "rows 0 to 6 of four layers");
    let svg = lines_svg(&speeds_picture(&rows, 4, 6.0)).expect("a picture");
    assert_matches_snapshot("speeds-golden-run", &svg);
}

#[test]
fn ten_thousand_epochs_of_thirty_layers_stay_a_small_picture() {
    let rows = synthetic_speeds(30, 10_000);
    let mut picture = speeds_picture(&rows, 30, 10_000.0);
    for series in &mut picture.series {
        series.style.dash = Vec::new();
    }
    let svg = lines_svg(&picture).expect("a picture");
    let points = svg.matches(',').count();
    // 548 columns of two halves, two points each, for thirty lines.
    assert!(points < 30 * 4 * 548 + 1000, "{points} points");
}
