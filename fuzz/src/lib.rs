//! What the programs in `fuzz_targets` share.

pub mod targets;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    env, fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

/// All bytes ever asked for; memory that is given back still counts.
static ASKED: AtomicUsize = AtomicUsize::new(0);

struct Counting;

// SAFETY: `System` does the work.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ASKED.fetch_add(layout.size(), Relaxed);
        // SAFETY: the caller keeps the contract of `alloc`.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        // SAFETY: `place` is of `System`.
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

/// What a target may ask for whatever it is given: two runs of the largest network that
/// `targets` trains, and the tables of a decompressor.
const LEAST: usize = 16 << 20;
/// What it may ask for a byte. DEFLATE gives at most 1,032 bytes for one; a bit of these in a
/// digits file is a pixel; and each target reads what it is given several times.
const FOR_A_BYTE: usize = 64 << 10;

/// Tries `target` with `bytes`.
///
/// # Panics
///
/// When `target` does, or asks for more memory than a multiple of the input: a length that the
/// input only claims must not be believed.
pub fn in_little_memory(bytes: &[u8], target: fn(&[u8])) {
    let before = ASKED.load(Relaxed);
    target(bytes);
    let asked = ASKED.load(Relaxed) - before;
    let most = LEAST + FOR_A_BYTE * bytes.len();
    assert!(asked <= most, "{asked} bytes of memory for {} of input", bytes.len());
}

/// Writes the seeds of the target `name` to the folder that `SEEDS` gives, if it does.
///
/// # Panics
///
/// When they cannot be written.
pub fn write_seeds(name: &str) {
    let Some(folder) = env::var_os("SEEDS") else { return };
    fs::create_dir_all(&folder).expect("a folder for seeds");
    let (_, _, seeds) =
        targets::all().into_iter().find(|target| target.0 == name).expect("one");
    for (index, seed) in seeds.iter().enumerate() {
        fs::write(Path::new(&folder).join(format!("seed-{index}")), seed)
            .expect("a seed");
    }
}
