//! Epochs of training natively, by criterion: `cargo bench --package
//! unstable-gradients-bench`. An element is an image.
#![allow(missing_docs, reason = "a benchmark has no public items to document")]

#[cfg(not(target_arch = "wasm32"))]
mod native {
    use std::fs;

    use criterion::{BenchmarkId, Criterion, Throughput};
    use unstable_gradients::data::Digits;
    use unstable_gradients_bench::{AnyCourse, Case, Precision};

    const NETWORKS: [&str; 3] =
        ["28 30,30 10 1000", "14 30,30 10 1000", "28 30,30 1000 1000"];

    fn digits() -> Digits {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../www/data/digits-first.bin");
        let bytes = fs::read(path).expect("the digits: run scripts/data first");
        let mut digits = Digits::default();
        digits.append_part(&bytes).expect("the digits are whole");
        digits
    }

    fn series(criterion: &mut Criterion, name: &str, cases: &[String], digits: &Digits) {
        let mut group = criterion.benchmark_group(name);
        for text in cases {
            for (precision, word) in [(Precision::F32, "f32"), (Precision::F64, "f64")] {
                let case = Case::from_text(text).expect("a case");
                group.throughput(Throughput::Elements(case.images as u64));
                let mut course =
                    AnyCourse::new(case, precision, digits).expect("enough images");
                let id = BenchmarkId::new(word, text);
                group.bench_function(id, |bencher| bencher.iter(|| course.train(1)));
            }
        }
        group.finish();
    }

    pub(crate) fn run() {
        let digits = digits();
        let mut criterion = Criterion::default().sample_size(20).configure_from_args();
        let networks = NETWORKS.map(str::to_owned);
        series(&mut criterion, "networks", &networks, &digits);
        let widths = [10, 30, 100, 256].map(|n| format!("28 {n} 10 1000"));
        series(&mut criterion, "width", &widths, &digits);
        let depths =
            [1, 3, 10, 30].map(|n| format!("28 {} 10 1000", ["30"].repeat(n).join(",")));
        series(&mut criterion, "depth", &depths, &digits);
        let batches = [1, 10, 100, 1000].map(|n| format!("28 30,30 {n} 1000"));
        series(&mut criterion, "batch", &batches, &digits);
        criterion.final_summary();
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    native::run();
}

#[cfg(target_arch = "wasm32")]
fn main() {}
