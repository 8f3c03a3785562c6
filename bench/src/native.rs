//! The program's four commands.

use std::{
    collections::HashMap,
    fs,
    hint::black_box,
    io::{BufRead, Write},
    path::Path,
    time::Instant,
};

use unstable_gradients::{
    data::{Digits, IMAGE_BYTES, Set, write_pixels},
    random::{Generator, Stream},
    training::{Settings, Trainer},
};
use unstable_gradients_bench::{
    AnyCourse, Case, Course, Precision, counted_epoch, multiply_and_add,
};

const USAGE: &str = "usage: serve PART… | write FOLDER CASE… -- PART… | count CASE | \
                     measuring SHARE FROM TO CASE -- PART…";

/// Runs the command that the arguments name.
pub(crate) fn run(arguments: &[String]) -> Result<(), String> {
    match arguments.split_first() {
        Some((command, parts)) if command == "serve" => serve(&digits_of(parts)?),
        Some((command, rest)) if command == "write" => {
            let cut = rest.iter().position(|word| word == "--").ok_or(USAGE)?;
            let (folder, cases) = rest[..cut].split_first().ok_or(USAGE)?;
            write(Path::new(folder), cases, &digits_of(&rest[cut + 1..])?)
        }
        Some((command, rest)) if command == "count" => count(&rest.join(" ")),
        Some((command, rest)) if command == "measuring" => {
            let cut = rest.iter().position(|word| word == "--").ok_or(USAGE)?;
            measuring(&rest[..cut], &digits_of(&rest[cut + 1..])?)
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn digits_of(parts: &[String]) -> Result<Digits, String> {
    let mut digits = Digits::default();
    for path in parts {
        let bytes = fs::read(path).map_err(|error| format!("{path}: {error}"))?;
        digits.append_part(&bytes).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(digits)
}

fn case_of(text: &str) -> Result<Case, String> {
    Case::from_text(text).ok_or_else(|| format!("no such case: {text}"))
}

/// Answers `prepare`, `train`, `cost`, `ink` and `peak`; see bench/README.md.
fn serve(digits: &Digits) -> Result<(), String> {
    let mut courses = HashMap::new();
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let line = line.map_err(|error| error.to_string())?;
        let answer = answer(&line, digits, &mut courses)
            .unwrap_or_else(|words| format!(r#"{{"error":{words:?}}}"#));
        writeln!(out, "{answer}").map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// `COMMAND PRECISION NUMBER CASE`, as in `train f32 10 28 30,30 10 1000`.
fn answer(
    line: &str,
    digits: &Digits,
    courses: &mut HashMap<String, AnyCourse>,
) -> Result<String, String> {
    let mut words = line.splitn(4, ' ');
    let mut word = || words.next().unwrap_or_default();
    let (command, precision, number, text) = (word(), word(), word(), word());
    let single = precision == "f32";
    let number: usize = number.parse().map_err(|_| format!("no number: {line}"))?;
    let key = format!("{precision} {text}");
    let started = Instant::now();
    let value = match command {
        "peak" if single => multiply_and_add::<f32>(number),
        "peak" => multiply_and_add::<f64>(number),
        "prepare" => {
            let precision = if single { Precision::F32 } else { Precision::F64 };
            let course = AnyCourse::new(case_of(text)?, precision, digits);
            courses.insert(key, course.ok_or_else(|| format!("too few images: {line}"))?);
            0.0
        }
        "ink" => {
            let course = courses.get(&key);
            course.ok_or_else(|| format!("not prepared: {line}"))?.ink()
        }
        "train" | "cost" => {
            let course = courses.get_mut(&key);
            let course = course.ok_or_else(|| format!("not prepared: {line}"))?;
            course.train(number);
            if command == "cost" { course.cost() } else { 0.0 }
        }
        _ => return Err(format!("no such request: {line}")),
    };
    let milliseconds = started.elapsed().as_secs_f64() * 1e3;
    Ok(format!(r#"{{"value":{value},"milliseconds":{milliseconds}}}"#))
}

/// Writes what the peers read, little-endian: for each case `images-SIDE.f32`, `labels.u8`,
/// `order-NAME.u32` and `network-NAME.f64` (all biases, then all weights, output-major),
/// NAME being the case with `-` for every gap.
fn write(folder: &Path, cases: &[String], digits: &Digits) -> Result<(), String> {
    let put = |name: String, bytes: Vec<u8>| {
        fs::write(folder.join(&name), bytes).map_err(|error| format!("{name}: {error}"))
    };
    for text in cases {
        let case = case_of(text)?;
        let name = text.replace([' ', ','], "-");
        let mut pixels = vec![0_f32; case.side.pixels()];
        let mut images = vec![];
        for index in 0..case.images {
            write_pixels(digits.training.image(index), case.side, &mut pixels);
            images.extend(pixels.iter().flat_map(|x| x.to_le_bytes()));
        }
        let network = case.network();
        let biases = network.biases.iter().flatten();
        let numbers = biases.chain(network.weights.iter().flatten());
        let numbers = numbers.flat_map(|x| x.to_le_bytes()).collect();
        let order = case.order().into_iter().flat_map(u32::to_le_bytes).collect();
        put(format!("images-{name}.f32"), images)?;
        put(
            format!("labels-{name}.u8"),
            digits.training.labels()[..case.images].to_vec(),
        )?;
        put(format!("order-{name}.u32"), order)?;
        put(format!("network-{name}.f64"), numbers)?;
    }
    Ok(())
}

/// Trains on random images, so that the count depends on no file. The second epoch is the one
/// counted, since the first allocates.
fn count(text: &str) -> Result<(), String> {
    let case = case_of(text)?;
    let digits = Digits::new(noise(case.images)?, Set::default(), Set::default());
    let mut course = Course::<f32>::new(case, &digits).ok_or("too few images")?;
    course.epoch();
    counted_epoch(&mut course);
    black_box(course.cost());
    Ok(())
}

/// What measuring adds to the training of the epochs FROM … TO, in time on the processor: the
/// same epochs are trained by the trainer and by the engine alone, alternately; the median of
/// five.
fn measuring(words: &[String], digits: &Digits) -> Result<(), String> {
    let [share, from, to, case] = words else { return Err(USAGE.to_owned()) };
    let number = |text: &String| text.parse::<f64>().map_err(|_| USAGE.to_owned());
    let (share, from, to) = (number(share)?, number(from)?, number(to)?);
    let (from, to) = (from as usize, to as usize);
    let case = case_of(case)?;
    let settings = Settings {
        pixels: case.side,
        images: case.images,
        batch: case.batch,
        epochs: to,
        ..Settings::chapter(&case.hidden)
    };
    let mut course = Course::<f32>::new(case, digits).ok_or("too few images")?;
    let mut trainer = Trainer::new(settings, digits).map_err(|e| e.to_string())?;
    trainer.measure_at_most(share).map_err(|e| e.to_string())?;
    let (mut added, mut rows) = (vec![], 0);
    for _ in 0..5 {
        trainer.reset();
        trainer.stop_at(from);
        trainer.advance(usize::MAX);
        rows = trainer.rows_done();
        trainer.stop_at(to);
        let run = on_processor(|| {
            trainer.advance(usize::MAX);
        });
        rows = trainer.rows_done() - rows;
        course.reset();
        (0..from).for_each(|_| course.epoch());
        let training = on_processor(|| (from..to).for_each(|_| course.epoch()));
        added.push(100.0 * (run / training - 1.0));
    }
    added.sort_by(f64::total_cmp);
    let words = format!(
        "{rows} rows in {} epochs: measuring adds {:.1} % to the training",
        to - from,
        added[2],
    );
    writeln!(std::io::stdout(), "{words}").map_err(|error| error.to_string())
}

/// How long `work` was on a processor, in nanoseconds; by the clock if the system does not
/// tell.
fn on_processor(work: impl FnOnce()) -> f64 {
    let spent = || {
        let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    let (before, clock) = (spent(), Instant::now());
    work();
    match (before, spent()) {
        (Some(before), Some(after)) => after - before,
        _ => clock.elapsed().as_secs_f64() * 1e9,
    }
}

/// Random images with as much ink as MNIST's: one pixel in five, in the middle.
fn noise(count: usize) -> Result<Set, String> {
    let mut generator = Generator::new(Case::SEED, Stream::Order);
    let mut images = vec![0_u8; count * IMAGE_BYTES];
    let mut labels = vec![];
    for image in images.chunks_exact_mut(IMAGE_BYTES) {
        for (place, pixel) in image.iter_mut().enumerate() {
            let inside = |x: usize| (4..24).contains(&x);
            if inside(place / 28) && inside(place % 28) && generator.below(100) < 37 {
                *pixel = 1 + generator.below(255) as u8;
            }
        }
        labels.push(generator.below(10) as u8);
    }
    Set::new(images, labels).map_err(|error| error.to_string())
}
