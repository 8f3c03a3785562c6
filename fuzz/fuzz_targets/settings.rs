#![no_main]

use unstable_gradients_fuzz::{in_little_memory, targets, write_seeds};

libfuzzer_sys::fuzz_target!(init: write_seeds("settings"), |bytes: &[u8]| {
    in_little_memory(bytes, targets::settings);
});
