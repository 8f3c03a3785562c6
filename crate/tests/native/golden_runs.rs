//! The golden runs natively.

use crate::golden;

#[test]
fn the_golden_runs_keep_their_bits_natively() {
    if std::env::var_os("BLESS_SNAPSHOTS").is_some() {
        let path =
            concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/snapshots/golden-runs.txt");
        std::fs::write(path, golden::text()).unwrap();
    } else {
        golden::assert_recorded();
    }
}

#[test]
fn the_golden_runs_are_of_numbers() {
    let text = golden::text();
    let numbers =
        text.lines().filter(|line| !line.contains(',')).flat_map(|l| l.split(' '));
    let mut count = 0;
    for bits in numbers {
        let x = f64::from_bits(u64::from_str_radix(bits, 16).unwrap());
        assert!(x.is_finite() && x >= 0.0, "{x}");
        count += 1;
    }
    assert!(count > 200, "{count} numbers");
}
