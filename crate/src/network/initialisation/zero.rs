use super::Distribution;

/// All weights and biases 0. All neurons of a layer then stay alike, since all have the same
/// gradient (Goodfellow, Bengio and Courville 2016, "Deep Learning", section 8.4).
pub(crate) struct Zero;

impl Distribution for Zero {
    fn weight_deviation(_: f64, _: f64) -> f64 {
        0.0
    }
}
