//! A rate that begins small (Goyal and others 2017, "Accurate, large minibatch SGD: training
//! ImageNet in 1 hour", section 2.2, gradual warm-up).

/// (t + 1)/s for the first s = ⌊T/10⌋ steps, then 1.
pub(super) fn factor(step: usize, steps: usize) -> f64 {
    let stages = steps / 10;
    if step < stages { (step + 1) as f64 / stages as f64 } else { 1.0 }
}
