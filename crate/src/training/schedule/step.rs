//! A rate that is divided by ten twice, when a half and when three quarters of the steps are
//! done, as He, Zhang, Ren and Sun trained on CIFAR-10 (2016, "Deep residual learning for image
//! recognition", section 4.2: after 32,000 and 48,000 of 64,000 steps).

pub(super) fn factor(step: usize, steps: usize) -> f64 {
    if 4 * step >= 3 * steps {
        0.01
    } else if 2 * step >= steps {
        0.1
    } else {
        1.0
    }
}
