//! Strokes against the ones a person has looked at.
//!
//! A picture that differs is left beside them for the eye; `scripts/snapshots` takes the
//! new ones as right.

use std::{env, fs, path::PathBuf};

use plotters::prelude::SVGBackend;
use unstable_gradients::maths;
use unstable_gradients::plot::{Frame, LineStyle, Lines, Rows, Scale, draw};

const COLOURS: [u32; 4] = [0x2a_6ea6, 0xc2_6a00, 0xd4_313f, 0x23_863a];
const DASHES: [&[f64]; 4] = [&[], &[9.0, 4.0], &[2.0, 3.0], &[9.0, 3.0, 2.0, 3.0]];

/// The backend's coordinates are whole numbers, and a tenth of a pixel is finer than the
/// eye.
const DENSITY: f64 = 10.0;

/// Speeds that fall from the chapter's first values to a plateau, row-major by epoch.
fn synthetic_speeds(layers: usize, epochs: usize) -> Vec<f64> {
    let mut speeds = Vec::new();
    for epoch in 0..=epochs {
        let e = epoch as f64;
        for layer in 0..layers {
            let below = (layers - 1 - layer) as f64;
            let start = 0.3 * maths::exp(-1.6 * below);
            let plateau = 0.004 * start * (1.0 + 0.2 * libm::sincos(0.05 * e).0);
            speeds.push(start * maths::exp(-e / 9.0) + plateau);
        }
    }
    speeds
}

/// A number a line at each epoch from 0 on.
fn rows_of(lines: usize, values: &[f64]) -> Rows {
    let mut rows = Rows::new(lines);
    let epochs: Vec<u32> = (0..(values.len() / lines) as u32).collect();
    rows.append(&epochs, values).expect("whole rows");
    rows
}

fn styles(lines: usize) -> Vec<LineStyle> {
    let style = |line: usize| LineStyle {
        colour: COLOURS[line % 4],
        dash: DASHES[line % 4].to_vec(),
        width: 2.0,
    };
    (0..lines).map(style).collect()
}

fn frame(epochs: f64, (low, high): (f64, f64)) -> Frame {
    Frame {
        left: 10.0,
        top: 10.0,
        right: 530.0,
        bottom: 360.0,
        epochs,
        low,
        high,
        scale: Scale::Logarithmic,
    }
}

/// The strokes as one SVG file.
fn svg_of(runs: &[Lines<'_>], frame: &Frame) -> String {
    let mut drawn = String::new();
    let backend = SVGBackend::with_string(&mut drawn, (5400, 3700));
    draw(backend, runs, frame, DENSITY).expect("a picture");
    drawn
}

fn svg_of_run(rows: &Rows, frame: &Frame) -> String {
    let styles = styles(rows.lines());
    svg_of(&[Lines { rows, styles: &styles, is_pale: false }], frame)
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
fn four_layers_have_their_colours_and_dashes() {
    let rows = rows_of(4, &synthetic_speeds(4, 500));
    let svg = svg_of_run(&rows, &frame(500.0, (1e-6, 1.0)));
    assert_matches_snapshot("plot-four-layers", &svg);
}

#[test]
fn a_run_that_has_only_been_measured_at_initialisation_has_dots() {
    let rows = rows_of(2, &synthetic_speeds(2, 0));
    let svg = svg_of_run(&rows, &frame(500.0, (1e-2, 1.0)));
    assert_eq!(svg.matches("<circle").count(), 2, "{svg}");
}

#[test]
fn zeros_nan_and_infinities_break_the_line() {
    let mut speeds = synthetic_speeds(3, 60);
    for epoch in 20..=60 {
        speeds[3 * epoch] = 0.0;
    }
    for epoch in 30..40 {
        speeds[3 * epoch + 1] = f64::NAN;
    }
    speeds[3 * 60 + 2] = f64::INFINITY;
    let rows = rows_of(3, &speeds);
    let svg = svg_of_run(&rows, &frame(60.0, (1e-4, 1.0)));
    assert_matches_snapshot("plot-off-the-axis", &svg);
}

#[test]
fn a_kept_run_is_paler_and_thinner_behind_the_next() {
    let kept = rows_of(2, &synthetic_speeds(2, 60));
    let louder: Vec<f64> = synthetic_speeds(2, 40).iter().map(|v| 2.5 * v).collect();
    let rows = rows_of(2, &louder);
    let styles = styles(2);
    let svg = svg_of(
        &[
            Lines { rows: &kept, styles: &styles, is_pale: true },
            Lines { rows: &rows, styles: &styles, is_pale: false },
        ],
        &frame(60.0, (1e-4, 1.0)),
    );
    assert_matches_snapshot("plot-comparison", &svg);
}

#[test]
fn the_cost_lies_on_a_linear_axis() {
    let cost: Vec<f64> =
        (0..=200).map(|e| 3.2459 + 4.0 * maths::exp(-f64::from(e) / 8.0)).collect();
    let rows = rows_of(1, &cost);
    let linear = Frame { scale: Scale::Linear, ..frame(200.0, (2.0, 8.0)) };
    assert_matches_snapshot("plot-cost", &svg_of_run(&rows, &linear));
}

#[test]
fn the_golden_run_of_four_hidden_layers() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/snapshots/golden-runs.txt");
    let text = fs::read_to_string(file).expect("the golden runs");
    let speeds: Vec<f64> = text
        .lines()
        .skip_while(|line| *line != "full batch, 784-30-30-30-30-10, f64")
        .skip(1)
        .take_while(|line| !line.contains(','))
        .flat_map(|line| line.split(' ').take(4))
        .map(|bits| f64::from_bits(u64::from_str_radix(bits, 16).expect("bits")))
        .collect();
    assert_eq!(speeds.len(), 7 * 4, "rows 0 to 6 of four layers");
    let rows = rows_of(4, &speeds);
    let (low, high) = rows.extent(Scale::Logarithmic).expect("numbers");
    assert!(1e-4 < low && high < 1.0, "{low} to {high}");
    let svg = svg_of_run(&rows, &frame(6.0, (1e-4, 1.0)));
    assert_matches_snapshot("plot-golden-run", &svg);
}

#[test]
fn ten_thousand_epochs_of_thirty_layers_stay_a_small_picture() {
    let rows = rows_of(30, &synthetic_speeds(30, 10_000));
    let styles: Vec<_> = styles(30)
        .into_iter()
        .map(|style| LineStyle { dash: Vec::new(), ..style })
        .collect();
    let runs = [Lines { rows: &rows, styles: &styles, is_pale: false }];
    let points = svg_of(&runs, &frame(10_000.0, (1e-25, 1.0))).matches(',').count();
    // 520 columns of two halves, two points each, for thirty lines.
    assert!(points < 30 * 4 * 520 + 1000, "{points} points");
}
