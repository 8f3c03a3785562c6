//! What is done with hostile bytes, a function for each parser of the core, and the inputs to
//! begin with. None of them may panic, and each says what else must hold.
//!
//! `crate/tests/native/entrances.rs` has this file too, so it depends on nothing but the core.

use std::sync::LazyLock;

use miniz_oxide::{deflate::compress_to_vec, inflate::decompress_to_vec_with_limit};
use unstable_gradients::{
    Error,
    chain::{Chain, ensemble},
    data::{Digits, IMAGE_BYTES, Set, Side, blank, idx},
    declaration::{Field, Literal, Source, groups},
    jacobians::Architecture,
    random::{Generator, Stream},
    recurrent::Setup,
    training::{
        Normalisation, Optimiser, Penalty, Precision, Schedule, Settings, Trainer,
    },
};

/// A target: its name, what it does, and inputs that go far.
pub type Target = (&'static str, fn(&[u8]), Vec<Vec<u8>>);

/// Every target.
pub fn all() -> Vec<Target> {
    vec![
        ("idx", idx, idx_seeds()),
        ("gzip", gzip, gzip_seeds()),
        ("digits", digits, digits_seeds()),
        ("snapshot", snapshot, snapshot_seeds()),
        ("settings", settings, settings_seeds()),
    ]
}

/// The CRC-32 of gzip.
fn crc32<'a>(bytes: impl IntoIterator<Item = &'a u8>) -> u32 {
    static TABLE: LazyLock<[u32; 256]> = LazyLock::new(|| {
        std::array::from_fn(|byte| {
            (0..8).fold(byte as u32, |sum, _| (sum >> 1) ^ (0xedb8_8320 * (sum & 1)))
        })
    });
    let step = |sum: u32, byte: &u8| (sum >> 8) ^ TABLE[(sum as u8 ^ byte) as usize];
    !bytes.into_iter().fold(u32::MAX, step)
}

/// Refusals of files are of code `data`, and short enough to be shown.
fn accept_or_refuse<T>(outcome: Result<T, Error>) -> Option<T> {
    match outcome {
        Ok(value) => Some(value),
        Err(error) => {
            assert_eq!(error.code(), "data", "{error}");
            assert!(error.to_string().len() < 400, "{error}");
            None
        }
    }
}

/// `bytes` up to a place that its first two bytes give, and from there.
fn halves(bytes: &[u8]) -> (&[u8], &[u8]) {
    let Some((head, rest)) = bytes.split_first_chunk() else { return (&[], bytes) };
    rest.split_at(usize::from(u16::from_le_bytes(*head)).min(rest.len()))
}

// --- IDX -----------------------------------------------------------------------------------

/// Two IDX files: any that are taken have as many images as labels, each of them a digit.
pub fn idx(bytes: &[u8]) {
    let (images, labels) = halves(bytes);
    if let Some(set) = accept_or_refuse(idx::read_set(images, labels)) {
        assert!(set.labels().iter().all(|&label| label < 10));
        assert_eq!(images.len(), 16 + IMAGE_BYTES * set.len());
    }
    for file in [images, labels] {
        // The length is said apart from the bytes, and may be a lie.
        let claimed = file.last().map_or(0, |&byte| usize::from(byte));
        for length in [file.len(), claimed, usize::MAX] {
            let head = &file[..file.len().min(16)];
            let header = accept_or_refuse(idx::Header::read("a file", head, length));
            assert!(header.is_none_or(|header| header.start <= length));
        }
    }
    let classes = idx::classes(images);
    assert!(classes.is_sorted());
    let places = accept_or_refuse(idx::class_indices("labels", labels, &classes));
    for place in places.into_iter().flatten() {
        assert!(usize::from(place) < classes.len());
    }
    let twice = accept_or_refuse(idx::class_indices("labels", images, labels));
    drop(twice);
}

fn plain_idx(count: u8) -> (Vec<u8>, Vec<u8>) {
    let mut images = vec![0, 0, 8, 3, 0, 0, 0, count, 0, 0, 0, 28, 0, 0, 0, 28];
    images.extend((0..usize::from(count) * IMAGE_BYTES).map(|at| (at % 251) as u8));
    let mut labels = vec![0, 0, 8, 1, 0, 0, 0, count];
    labels.extend((0..count).map(|n| n % 10));
    (images, labels)
}

fn pair((images, labels): (Vec<u8>, Vec<u8>)) -> Vec<u8> {
    let length = u16::try_from(images.len()).expect("a small file").to_le_bytes();
    [length.to_vec(), images, labels].concat()
}

fn idx_seeds() -> Vec<Vec<u8>> {
    vec![pair(plain_idx(0)), pair(plain_idx(1)), pair(plain_idx(3))]
}

// --- gzip ----------------------------------------------------------------------------------

/// A pair of files in gzip, as they are and with the trailer made to fit what the stream
/// holds: a checksum would keep nearly every mutated file from being read to its end.
pub fn gzip(bytes: &[u8]) {
    let (images, labels) = halves(bytes);
    accept_or_refuse(idx::read_set(images, labels));
    let (images, labels) = (with_trailer(images), with_trailer(labels));
    accept_or_refuse(idx::read_set(&images, &labels));
    // A stream alone, behind the shortest header.
    let file = [&GZIP_HEAD[..], bytes, &[0; 8]].concat();
    accept_or_refuse(idx::read_set(&with_trailer(&file), &labels));
}

const GZIP_HEAD: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];

/// `file` with the trailer that its stream asks for, if it has the shortest header.
fn with_trailer(file: &[u8]) -> Vec<u8> {
    let mut file = file.to_vec();
    let end = file.len().saturating_sub(8);
    if let Some(stream) = file.get(10..end) {
        let content = decompress_to_vec_with_limit(stream, 1 << 20).unwrap_or_default();
        let length = content.len() as u32;
        file[end..end + 4].copy_from_slice(&crc32(&content).to_le_bytes());
        file[end + 4..].copy_from_slice(&length.to_le_bytes());
    }
    file
}

fn gzip_of(content: &[u8]) -> Vec<u8> {
    let stream = compress_to_vec(content, 9);
    with_trailer(&[&GZIP_HEAD[..], &stream, &[0; 8]].concat())
}

fn gzip_seeds() -> Vec<Vec<u8>> {
    let (images, labels) = plain_idx(2);
    // A name, a comment, a field of two bytes, and a checksum of the header.
    let mut named = gzip_of(&labels);
    named[3] = 0b1_1110;
    named.splice(10..10, *b"\x02\x00abname\0words\0\0\0");
    vec![
        pair((gzip_of(&images), gzip_of(&labels))),
        pair((images.clone(), named)),
        pair((gzip_of(&vec![0; 60_000]), labels)),
        compress_to_vec(&images, 1),
    ]
}

// --- Digits --------------------------------------------------------------------------------

const HEADER: usize = 48;

/// Two parts of a digits file, as they are and with their checksums made to fit. What is
/// refused changes nothing.
pub fn digits(bytes: &[u8]) {
    let (first, second) = halves(bytes);
    let inflated = [inflated(first), inflated(second)];
    let mut digits = Digits::default();
    append(&mut digits, |digits| digits.append_part(first));
    for part in &inflated {
        append(&mut digits, |digits| digits.append_inflated(part));
    }
    append(&mut digits, |digits| digits.append_part(second));
    let part = sealed(first);
    append(&mut digits, |digits| digits.append_inflated(&part));
    if let Some(blanked) = accept_or_refuse(blank(&part)) {
        accept_or_refuse(Digits::default().append_inflated(&blanked))
            .or_else(|| part[14..16].ne(&[1, 0]).then_some(()))
            .expect("a first part without its ink is one still");
    }
    // A run must find every image that is counted.
    for set in [&digits.training, &digits.validation, &digits.test] {
        if let Some(last) = set.len().checked_sub(1) {
            assert!(set.label(last) < 10 && set.image(last).len() == IMAGE_BYTES);
        }
    }
    assert!(digits.validation_for(digits.training.len()) <= digits.validation.len());
}

fn append(digits: &mut Digits, part: impl FnOnce(&mut Digits) -> Result<(), Error>) {
    let before = digits.clone();
    if accept_or_refuse(part(digits)).is_none() {
        assert_eq!(*digits, before);
    }
}

/// A part decompressed behind its header, as a browser does it, and sealed.
fn inflated(part: &[u8]) -> Vec<u8> {
    let payload = part.get(HEADER..).unwrap_or_default();
    let content = decompress_to_vec_with_limit(payload, 1 << 20).unwrap_or_default();
    sealed(&[&part[..part.len().min(HEADER)], &content].concat())
}

/// `part` with the checksum of what is in it.
fn sealed(part: &[u8]) -> Vec<u8> {
    let mut part = part.to_vec();
    if part.len() >= HEADER {
        let sum = crc32(part[..HEADER - 4].iter().chain(&part[HEADER..]));
        part[HEADER - 4..HEADER].copy_from_slice(&sum.to_le_bytes());
    }
    part
}

fn digits_seeds() -> Vec<Vec<u8>> {
    // The fixture's writer is the site's own; see tests/fixtures/digits-tiny.js.
    let first = include_bytes!("../../tests/fixtures/digits-tiny-first.bin");
    let more = include_bytes!("../../tests/fixtures/digits-tiny-more.bin");
    let header = |images: u8, payload: &[u8]| {
        let mut header = b"\x89UGD\r\n\x1a\n".to_vec();
        for short in [2_u16, 1, 28, 1, 2, 0] {
            header.extend(short.to_le_bytes());
        }
        for long in [u32::from(images), 0, 0, 0, payload.len() as u32, 0, 0] {
            header.extend(long.to_le_bytes());
        }
        sealed(&[&header, payload].concat())
    };
    // One image with two bytes of ink.
    let mut payload = vec![7];
    payload.extend([3].into_iter().chain([0; 97]));
    payload.extend([200, 100]);
    vec![
        pair((first.to_vec(), more.to_vec())),
        pair((header(0, &[]), header(1, &payload))),
        pair((header(1, &payload), vec![])),
    ]
}

// --- Saved runs ----------------------------------------------------------------------------

static TINY: LazyLock<Digits> = LazyLock::new(|| {
    let noise = |count: usize, seed| {
        let mut generator = Generator::new(seed, Stream::Order);
        let images =
            (0..count * IMAGE_BYTES).map(|_| generator.below(256) as u8).collect();
        let labels = (0..count).map(|n| (n % 10) as u8).collect();
        Set::new(images, labels).expect("an image for each label")
    };
    Digits::new(noise(20, 1), noise(10, 2), Set::default())
});

/// Settings for every part that a saved run may have.
static KINDS: LazyLock<Vec<Settings>> = LazyLock::new(|| {
    let plain = Settings {
        pixels: Side::Seven,
        images: 20,
        batch: 10,
        epochs: 6,
        ..Settings::chapter(&[2])
    };
    let normalised = Settings {
        normalisation: Normalisation::Batch,
        optimiser: Optimiser::Adam,
        dropout: 0.2,
        batch: 7,
        ..plain.clone()
    };
    vec![
        plain.clone(),
        // Each step is measured.
        Settings { batch: 20, hidden: vec![1, 1], ..plain.clone() },
        Settings {
            normalisation: Normalisation::Layer,
            residual: true,
            hidden: vec![2, 2],
            optimiser: Optimiser::Momentum,
            precision: Precision::F64,
            ..plain.clone()
        },
        Settings { patience: 2, schedule: Schedule::Cosine, ..plain.clone() },
        Settings { penalty: Penalty::L1, freeze: 1, epochs: 500, ..plain.clone() },
        Settings { optimiser: Optimiser::Rmsprop, rate: 1e30, ..plain },
        normalised,
    ]
});

/// A saved run of the settings that the first byte chooses, behind a head that fits: refused,
/// or a run that runs, and can be saved and taken up again.
pub fn snapshot(bytes: &[u8]) {
    let Some((&kind, content)) = bytes.split_first() else { return };
    let settings = &KINDS[usize::from(kind) % KINDS.len()];
    let resume = |bytes: &[u8]| Trainer::resume(settings.clone(), &TINY, bytes);
    accept_or_refuse(resume(content));
    let Some(mut run) = accept_or_refuse(resume(&with_head(content))) else { return };
    let again = run.snapshot();
    assert!(resume(&again).is_ok(), "what was taken up can be saved and taken up");
    for _ in 0..8 {
        run.advance(40);
        let rows = run.take_rows();
        assert_eq!(rows.len() % run.row_length(), 0);
        drop((run.take_gradients(), run.take_weight_speeds(), run.take_activations()));
    }
    let bytes = run.snapshot();
    assert!(resume(&bytes).is_ok(), "it can be saved later, too");
    run.reset();
    run.advance(40);
}

/// `content` behind the magic, the version, the length and the checksum.
fn with_head(content: &[u8]) -> Vec<u8> {
    let mut head = b"UGSTATE\n\x01\0\0\0".to_vec();
    head.extend((content.len() as u32 + 20).to_le_bytes());
    let sum = crc32(head.iter().chain(content));
    [&head, &sum.to_le_bytes()[..], content].concat()
}

fn snapshot_seeds() -> Vec<Vec<u8>> {
    let mut seeds = vec![];
    for (kind, settings) in KINDS.iter().enumerate() {
        for keeps in [false, true] {
            let mut run = Trainer::new(settings.clone(), &TINY).expect("enough images");
            if keeps {
                run.record_weight_speeds();
                run.record_activations();
                run.record_gradients();
            }
            // In the middle of an epoch, with rows that nobody took.
            run.advance(120);
            let bytes = run.snapshot();
            seeds.push([&[kind as u8], &bytes[20..]].concat());
        }
    }
    seeds
}

// --- Settings ------------------------------------------------------------------------------

#[derive(Debug, Clone)]
enum Given {
    Number(f64),
    Numbers(Vec<f64>),
    Text(String),
}

struct Plain(Vec<(String, Given)>);

impl Plain {
    fn get(&self, key: &str) -> Option<&Given> {
        self.0.iter().rev().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}

impl Source for Plain {
    fn keys(&self) -> Vec<String> {
        self.0.iter().map(|(key, _)| key.clone()).collect()
    }

    fn number(&self, key: &str) -> Option<f64> {
        match self.get(key) {
            Some(Given::Number(number)) => Some(*number),
            _ => None,
        }
    }

    fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        match self.get(key) {
            Some(Given::Numbers(numbers)) => Some(numbers.clone()),
            _ => None,
        }
    }

    fn text(&self, key: &str) -> Option<String> {
        match self.get(key) {
            Some(Given::Text(text)) => Some(text.clone()),
            _ => None,
        }
    }

    fn kind(&self, key: &str) -> String {
        format!("{:.9}", format!("{:?}", self.get(key)))
    }
}

fn value_of(literal: Literal) -> Given {
    match literal {
        Literal::Number(number) => Given::Number(number),
        Literal::Text(text) => Given::Text(text.to_owned()),
    }
}

fn key_of(field: &Field) -> &'static str {
    match field {
        Field::Number(number) => number.key,
        Field::Numbers(numbers) => numbers.each.key,
        Field::Choice { key, .. } => key,
    }
}

fn default_of(field: &Field) -> Given {
    match field {
        Field::Number(number) => Given::Number(number.default),
        Field::Numbers(numbers) => Given::Numbers(numbers.default.to_vec()),
        Field::Choice { default, .. } => value_of(*default),
    }
}

/// Numbers at the ends of ranges and of floats.
const EDGES: [f64; 16] = [
    0.0,
    -0.0,
    1.0,
    -1.0,
    0.5,
    2.0,
    10.0,
    1000.0,
    5e-324,
    1e-300,
    1e300,
    f64::MAX,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
    4_294_967_296.0,
];

/// Reads values from bytes; what is missing is 0.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn byte(&mut self) -> u8 {
        let Some((&byte, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        byte
    }

    fn number(&mut self) -> f64 {
        match self.byte() {
            byte if byte < 16 => EDGES[usize::from(byte)],
            byte if byte < 64 => f64::from(byte) - 16.0,
            byte if byte < 128 => f64::from(self.byte()) * f64::from(byte) / 256.0,
            byte if byte < 192 => -f64::from(self.byte()) / 16.0,
            _ => f64::from_le_bytes(std::array::from_fn(|_| self.byte())),
        }
    }

    /// A value for `field`, or one that it cannot have.
    fn value(&mut self, field: &Field) -> Given {
        match (self.byte() % 8, field) {
            (0, _) => Given::Number(self.number()),
            (1, _) => Given::Numbers(self.list()),
            (2, _) => {
                let length = usize::from(self.byte()).min(self.0.len());
                let (text, rest) = self.0.split_at(length);
                self.0 = rest;
                Given::Text(String::from_utf8_lossy(text).into_owned())
            }
            (_, Field::Number(number)) => Given::Number(match self.byte() % 4 {
                0 => number.min,
                1 => number.max,
                2 => number.core.map_or(number.default, |(_, most)| most),
                _ => self.number(),
            }),
            (_, Field::Numbers(_)) => Given::Numbers(self.list()),
            (_, Field::Choice { options, .. }) => {
                value_of(options[usize::from(self.byte()) % options.len()])
            }
        }
    }

    fn list(&mut self) -> Vec<f64> {
        let length = self.byte();
        (0..length).map(|_| self.number()).collect()
    }
}

static GROUPS: LazyLock<Vec<(&str, Vec<Field>)>> = LazyLock::new(groups);

/// The settings of a group, at first its defaults, then with what the bytes say: refused with
/// the code `setting`, or something that can be computed with.
pub fn settings(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let (name, fields) = &GROUPS[usize::from(bytes.byte()) % GROUPS.len()];
    let with_keys = |field: &Field| (key_of(field).to_owned(), default_of(field));
    let mut plain = Plain(fields.iter().map(with_keys).collect());
    if *name == "cures" {
        plain.0.extend(GROUPS[0].1.iter().map(with_keys));
    }
    while !bytes.0.is_empty() && plain.0.len() < 64 {
        let place = usize::from(bytes.byte());
        let field = &fields[place % fields.len()];
        if place == 255 {
            plain.0.push((format!("key{}", bytes.byte()), Given::Number(0.0)));
        } else if place > 240 {
            plain.0.retain(|(key, _)| key != key_of(field));
        } else {
            let value = bytes.value(field);
            plain.0.push((key_of(field).to_owned(), value));
        }
    }
    let refused = match *name {
        "chain" => Chain::read(&plain).map(compute_chain).err(),
        "randomChains" => ensemble::Settings::read(&plain).and_then(draw_chains).err(),
        "jacobians" => Architecture::read(&plain).and_then(measure).err(),
        "recurrent" => Setup::read(&plain).map(draw_network).err(),
        _ => Settings::read(&plain).map(train).err(),
    };
    if let Some(error) = refused {
        assert_eq!(error.code(), "setting", "{error}");
        assert!(!error.to_string().is_empty());
    }
}

fn compute_chain(chain: Chain) {
    let readings = chain.readings();
    drop((chain.attribution(&readings), chain.gradient_check()));
}

fn draw_chains(settings: ensemble::Settings) -> Result<(), Error> {
    // All 100,000 that may be take tens of megabytes, as declared.
    if settings.chains <= 1000 {
        ensemble::Ensemble::new(settings)?.advance(2);
    }
    Ok(())
}

fn measure(architecture: Architecture) -> Result<(), Error> {
    let Architecture { depth, width, .. } = architecture.checked()?;
    if depth * width <= 16 {
        drop(architecture.network(1));
    }
    Ok(())
}

fn draw_network(setup: Setup) {
    if setup.drawing_cost() < 20_000 {
        drop(setup.draw(1));
    }
}

fn train(settings: Settings) {
    let weights: usize =
        settings.sizes(10).windows(2).map(|pair| pair[0] * pair[1]).sum();
    if weights > 4000 || settings.images > TINY.training.len() {
        return;
    }
    if let Some(mut run) = accept_or_refuse(Trainer::new(settings, &TINY)) {
        run.advance(60);
        let bytes = run.snapshot();
        assert!(Trainer::resume(run.settings().clone(), &TINY, &bytes).is_ok());
    }
}

fn settings_seeds() -> Vec<Vec<u8>> {
    let defaults = (0..GROUPS.len() as u8).map(|group| vec![group]);
    let place = |group: usize, key: &str| {
        let fields = &GROUPS[group].1;
        fields.iter().position(|field| key_of(field) == key).expect("a key") as u8
    };
    // A network that is small enough to be trained: seven pixels a side, twenty images, two
    // layers of two neurons.
    let mut small = vec![0];
    for (key, value) in [("pixels", 16 + 7), ("images", 16 + 20), ("batch", 16 + 5)] {
        small.extend([place(0, key), 0, value]);
    }
    small.extend([place(0, "hidden"), 1, 2, 16 + 2, 16 + 2]);
    defaults.chain([small]).collect()
}
