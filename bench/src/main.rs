//! The native side of the benchmark.
//!
//! ```text
//! unstable-gradients-bench serve PART…        answers requests, one a line
//! unstable-gradients-bench write FOLDER SPEC… writes what the peers train on
//! unstable-gradients-bench count CASE         trains one epoch under a profiler
//! unstable-gradients-bench measuring SHARE FROM TO CASE -- PART…
//!                                             what measuring adds to those epochs
//! ```

#[cfg(not(target_arch = "wasm32"))]
mod native;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use std::io::Write;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match native::run(&arguments) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(words) => {
            // If even this cannot be written, nothing can be done about it.
            let _ = writeln!(std::io::stderr(), "bench: {words}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {}
