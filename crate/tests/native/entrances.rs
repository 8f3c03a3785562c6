//! The parsers of the core with hostile bytes: the targets of `fuzz/`, without its guide.

#[allow(unreachable_pub, reason = "in `fuzz/` it is a module of a library")]
#[path = "../../../fuzz/src/targets.rs"]
mod targets;

use unstable_gradients::random::{Generator, Stream};

/// What one mutation in four puts in: ends of ranges, and lengths that are too long.
const WORDS: [u32; 6] = [0, 1, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000, 0x0100_0000];

fn mutate(bytes: &mut Vec<u8>, draw: &mut Generator) {
    let length = bytes.len() as u32;
    let at = draw.below(length.max(1)) as usize;
    // What decides is mostly near the beginning.
    let at = if draw.below(2) == 0 { at.min(draw.below(64) as usize) } else { at };
    match draw.below(8) {
        0 => bytes.truncate(at),
        1 => bytes.insert(at.min(bytes.len()), draw.below(256) as u8),
        2 => {
            let word = WORDS[draw.below(WORDS.len() as u32) as usize];
            let word = if draw.below(2) == 0 { word } else { word.swap_bytes() };
            for (byte, new) in bytes.iter_mut().skip(at).zip(word.to_le_bytes()) {
                *byte = new;
            }
        }
        3 => {
            let end = (at + draw.below(40) as usize).min(bytes.len());
            let again = bytes.get(at..end).unwrap_or_default().to_vec();
            bytes.splice(at.min(end)..at.min(end), again);
        }
        kind => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte = if kind == 4 {
                    *byte ^ 1 << draw.below(8)
                } else {
                    draw.below(256) as u8
                };
            }
        }
    }
}

/// Tries the target with its seeds and with `cases` mutations of them.
fn tries(name: &str, cases: u32) {
    let all = targets::all();
    let (_, target, seeds) =
        all.iter().find(|(known, ..)| *known == name).expect("a target");
    for seed in seeds {
        target(seed);
        for length in 0..seed.len().min(200) {
            target(&seed[..length]);
        }
    }
    let mut draw = Generator::new(1, Stream::Check);
    for _ in 0..cases {
        let mut bytes = seeds[draw.below(seeds.len() as u32) as usize].clone();
        for _ in 0..=draw.below(4) {
            mutate(&mut bytes, &mut draw);
        }
        target(&bytes);
    }
}

#[test]
fn idx_files_are_refused_or_whole() {
    tries("idx", 20_000);
}

#[test]
fn gzip_files_are_refused_or_whole() {
    tries("gzip", 2_000);
}

#[test]
fn parts_of_digits_are_refused_or_whole() {
    tries("digits", 1_000);
}

#[test]
fn saved_runs_are_refused_or_run() {
    tries("snapshot", 2_000);
}

#[test]
fn settings_are_refused_or_can_be_computed_with() {
    tries("settings", 10_000);
}
