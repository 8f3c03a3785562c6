//! The inner loops: products of images or layers with rows of weights.
//!
//! Weights lie input-major, [input][output], the outputs padded with zeros to a multiple of
//! [`LANES`]: a forward step multiplies the row of one input by that input and adds it to
//! the sums of all outputs, an update adds to the same row. So no loop here needs a
//! transposed matrix or a sum across lanes.
//!
//! A sum over inputs runs in the order of the inputs and one over images in the order of
//! the images, whatever the tiles: their sizes change the speed but not a bit.
//!
//! What is called from two places, and not more than once an image, is not inlined: copies
//! would have to be loaded with the page.

use crate::maths::{LANES, Lanes, Real};

/// `width` rounded up to whole lanes.
pub(crate) const fn padded(width: usize) -> usize {
    width.div_ceil(LANES) * LANES
}

/// Calls `$tile` for tiles of 4, 3, 2 or 1 blocks of lanes that cover `$width` columns, none
/// larger than the registers hold.
macro_rules! for_each_tile {
    ($t:ty, $width:expr, |$column:ident, $blocks:ident| $tile:expr) => {
        let mut $column = 0;
        while $column < $width {
            match usize::min(($width - $column) / LANES, <$t as Real>::TILE) {
                0 => break,
                1 => {
                    const $blocks: usize = 1;
                    $tile;
                    $column += LANES;
                }
                2 => {
                    const $blocks: usize = 2;
                    $tile;
                    $column += 2 * LANES;
                }
                3 => {
                    const $blocks: usize = 3;
                    $tile;
                    $column += 3 * LANES;
                }
                _ => {
                    const $blocks: usize = 4;
                    $tile;
                    $column += 4 * LANES;
                }
            }
        }
    };
}

/// The `B` blocks of `values` from `start`.
#[inline(always)]
fn blocks<T: Real, const B: usize>(values: &[T], start: usize) -> [Lanes<T>; B] {
    let tile = &values[start..start + B * LANES];
    let mut out = [[T::ZERO; LANES]; B];
    for (block, lanes) in out.iter_mut().zip(tile.as_chunks().0) {
        *block = *lanes;
    }
    out
}

/// Writes `B` blocks to `values` from `start`.
#[inline(always)]
fn put<T: Real, const B: usize>(values: &mut [T], start: usize, tile: [Lanes<T>; B]) {
    let place = &mut values[start..start + B * LANES];
    for (lanes, block) in place.as_chunks_mut().0.iter_mut().zip(tile) {
        *lanes = block;
    }
}

/// sum += x · row, lane by lane.
#[inline(always)]
fn add_product<T: Real, const B: usize>(
    sum: &mut [Lanes<T>; B],
    x: T,
    row: [Lanes<T>; B],
) {
    for b in 0..B {
        for j in 0..LANES {
            sum[b][j] += x * row[b][j];
        }
    }
}

/// values ← values ⊙ factors, both of whole blocks.
#[inline(always)]
pub(crate) fn multiply_each<T: Real>(values: &mut [T], factors: &[T]) {
    let blocks = values.as_chunks_mut::<LANES>().0;
    for (block, factors) in blocks.iter_mut().zip(factors.as_chunks::<LANES>().0) {
        // A copy of the block is known not to overlap the factors.
        let mut product = *block;
        for (value, factor) in product.iter_mut().zip(factors) {
            *value *= *factor;
        }
        *block = product;
    }
}

/// A pixel that is not 0: which one, and its value.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Pixel<T> {
    pub(crate) place: u32,
    pub(crate) value: T,
}

/// z = b + scale · Σ_k x_k w_k for one image, over its non-zero pixels in ascending order.
///
/// Leaving a zero pixel out changes no bit of the sum.
#[inline(always)]
pub(crate) fn weigh_pixels<T: Real>(
    z: &mut [T],
    pixels: &[Pixel<T>],
    weights: &[T],
    biases: &[T],
    scale: T,
) {
    let stride = z.len();
    for_each_tile!(T, stride, |column, B| {
        let mut sum = [[T::ZERO; LANES]; B];
        for pixel in pixels {
            let start = pixel.place as usize * stride + column;
            add_product(&mut sum, pixel.value, blocks::<T, B>(weights, start));
        }
        let mut out = blocks::<T, B>(biases, column);
        add_product(&mut out, scale, sum);
        put(z, column, out);
    });
}

/// w_k += x_k · delta for every non-zero pixel k of one image.
#[inline(never)]
pub(crate) fn scatter_pixels<T: Real>(
    weights: &mut [T],
    pixels: &[Pixel<T>],
    delta: &[T],
) {
    let stride = delta.len();
    for_each_tile!(T, stride, |column, B| {
        let delta = blocks::<T, B>(delta, column);
        for pixel in pixels {
            let start = pixel.place as usize * stride + column;
            let mut row = blocks::<T, B>(weights, start);
            add_product(&mut row, pixel.value, delta);
            put(weights, start, row);
        }
    });
}

/// One pixel, and the images of a chunk in which it is not 0.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Column<'a, T> {
    pub(crate) place: u32,
    /// Their `place` is that of the image in the chunk.
    pub(crate) images: &'a [Pixel<T>],
}

/// w_k += Σ x_k · delta over the images of a chunk, for every pixel k that is not 0 in all:
/// what [`scatter_pixels`] does image by image, with the same bits, but each row of weights
/// is read and written once.
#[inline(always)]
pub(crate) fn gather_pixels<'a, T: Real>(
    weights: &mut [T],
    columns: impl Iterator<Item = Column<'a, T>> + Clone,
    delta: Rows<'_, T>,
) {
    let stride = delta.stride;
    for_each_tile!(T, stride, |column, B| {
        for Column { place, images } in columns.clone() {
            let start = place as usize * stride + column;
            let mut row = blocks::<T, B>(weights, start);
            for image in images {
                let start = image.place as usize * stride + column;
                add_product(&mut row, image.value, blocks::<T, B>(delta.values, start));
            }
            put(weights, start, row);
        }
    });
}

/// Rows of a layer's numbers, one row an image: `count` rows of `stride` numbers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'a, T> {
    pub(crate) values: &'a [T],
    pub(crate) stride: usize,
}

impl<'a, T> Rows<'a, T> {
    #[inline(always)]
    fn row(&self, index: usize) -> &'a [T] {
        &self.values[index * self.stride..][..self.stride]
    }
}

/// How many numbers of weights are passed at a time: 16 kB of single precision, which stay in
/// the first cache while all images of a chunk meet them.
const BLOCK: usize = 4096;

/// How many rows of `stride` numbers a block has; a multiple of [`PANEL`].
const fn rows_of_block(stride: usize) -> usize {
    let panels = BLOCK / stride / PANEL;
    if panels > 1 { panels * PANEL } else { PANEL }
}

/// out = b + Σ_k x_k w_k for `count` images, k over the first `inputs` numbers of each row of
/// `x`, and `biases` the b.
///
/// `out` has a row of `biases.len()` every `pitch` numbers, `weights` `inputs` rows of the same.
/// They are read once, a block of rows at a time.
#[inline(never)]
pub(crate) fn weigh_rows<T: Real>(
    out: &mut [T],
    pitch: usize,
    x: Rows<'_, T>,
    inputs: usize,
    count: usize,
    weights: &[T],
    biases: &[T],
) {
    let stride = biases.len();
    let rows = rows_of_block(stride);
    let mut from = 0;
    while from < inputs {
        let to = (from + rows).min(inputs);
        let start = (from == 0).then_some(biases);
        let weights = Rows { values: &weights[from * stride..to * stride], stride };
        let mut image = 0;
        // Two images share each row of weights that is loaded; an odd last one is done alone.
        // Two sums of doubles would fill all registers.
        while T::TILE >= 4 && image + 1 < count {
            let x = [&x.row(image)[from..to], &x.row(image + 1)[from..to]];
            let (one, other) = out[image * pitch..].split_at_mut(pitch);
            let mut column = 0;
            while column + 2 * LANES <= stride {
                pair_tile::<T, 2>([one, other], x, weights, start, column);
                column += 2 * LANES;
            }
            if column < stride {
                pair_tile::<T, 1>([one, other], x, weights, start, column);
            }
            image += 2;
        }
        while image < count {
            let x = &x.row(image)[from..to];
            let out = &mut out[image * pitch..][..stride];
            for_each_tile!(T, stride, |column, B| {
                single_tile::<T, B>(out, x, weights, start, column);
            });
            image += 1;
        }
        from = to;
    }
}

#[inline(always)]
fn pair_tile<T: Real, const B: usize>(
    out: [&mut [T]; 2],
    x: [&[T]; 2],
    weights: Rows<'_, T>,
    start: Option<&[T]>,
    column: usize,
) {
    // Where there is no start, the sums go on from what is there.
    let mut one = blocks::<T, B>(start.unwrap_or(out[0]), column);
    let mut other = blocks::<T, B>(start.unwrap_or(out[1]), column);
    let rows = weights.values.chunks_exact(weights.stride);
    for ((row, &x0), &x1) in rows.zip(x[0]).zip(x[1]) {
        let row = blocks::<T, B>(row, column);
        add_product(&mut one, x0, row);
        add_product(&mut other, x1, row);
    }
    put(out[0], column, one);
    put(out[1], column, other);
}

#[inline(always)]
fn single_tile<T: Real, const B: usize>(
    out: &mut [T],
    x: &[T],
    weights: Rows<'_, T>,
    start: Option<&[T]>,
    column: usize,
) {
    let mut sum = blocks::<T, B>(start.unwrap_or(out), column);
    for (row, &x) in weights.values.chunks_exact(weights.stride).zip(x) {
        add_product(&mut sum, x, blocks::<T, B>(row, column));
    }
    put(out, column, sum);
}

/// How many inputs' weights are turned over at a time, or a multiple of that.
pub(crate) const PANEL: usize = 2 * LANES;

/// The room that turning weights over takes for layers of rows of up to `stride` numbers.
pub(crate) const fn room_to_turn(stride: usize) -> usize {
    PANEL * stride + BLOCK
}

/// Turns weights over: `panel` has a row of `width` numbers for each of the first `outputs`
/// numbers of the rows of `weights`, filled up with some of the `zeros`.
#[inline(always)]
fn turn_over<T: Real>(
    panel: &mut [T],
    width: usize,
    weights: Rows<'_, T>,
    outputs: usize,
    zeros: &[T],
) {
    for (block, rows) in weights.values.chunks(LANES * weights.stride).enumerate() {
        let row = |r| rows.get(r * weights.stride..).unwrap_or(zeros);
        let rows: [&[T]; LANES] = std::array::from_fn(|r| {
            let row = row(r);
            if row.is_empty() { &zeros[..outputs] } else { &row[..outputs] }
        });
        for (j, across) in panel.chunks_exact_mut(width).take(outputs).enumerate() {
            let target = &mut across[block * LANES..][..LANES];
            for (target, row) in target.iter_mut().zip(rows) {
                *target = row[j];
            }
        }
    }
}

/// The errors of a layer, and how its weights change by them if they do: by Σ over the images
/// of a_k δ_j (BP4), `activations` being those of the layer before.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Back<'a, T> {
    pub(crate) delta: Rows<'a, T>,
    pub(crate) outputs: usize,
    pub(crate) update: Option<(Rows<'a, T>, Change<T>)>,
}

/// out_k = Σ_j w_kj δ_j for `count` images, k over the `inputs` (BP2), and then the update of
/// the weights, if there is one. They are read, and written, once: the weights of a few inputs
/// at a time serve both before the next come.
///
/// `out` has rows of `inputs` rounded up to whole lanes. `panel` is [`room_to_turn`] them, and
/// `zeros` as many zeros as the longer of both rows.
#[inline(never)]
pub(crate) fn weigh_back<T: Real>(
    out: &mut [T],
    back: Back<'_, T>,
    inputs: usize,
    count: usize,
    weights: &mut [T],
    panel: &mut [T],
    zeros: &[T],
) {
    let Back { delta, outputs, update } = back;
    let (stride, across) = (delta.stride, padded(inputs));
    let block = rows_of_block(stride);
    let mut from = 0;
    while from < inputs {
        let to = (from + block).min(inputs);
        let width = padded(to - from);
        let rows = &mut weights[from * stride..to * stride];
        turn_over(panel, width, Rows { values: rows, stride }, outputs, zeros);
        let out = &mut out[from..];
        weigh_rows(out, across, delta, outputs, count, panel, &zeros[..width]);
        if let Some((a, change)) = update {
            update_rows(rows, a, from, delta, count, change);
        }
        from = to;
    }
}

/// How a row of weights changes once its gradient over images is summed: w → keep · w −
/// rate · sum. With a `keep` of 1 and a rate below 0 it is the gradient's own running sum over
/// several chunks, with the same bits as by adding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change<T> {
    pub(crate) keep: T,
    pub(crate) rate: T,
}

/// Updates the rows of weights `weights`, that of input `from` first, by Σ over `count` images
/// of a_k δ_j (BP4).
#[inline(never)]
pub(crate) fn update_rows<T: Real>(
    weights: &mut [T],
    a: Rows<'_, T>,
    from: usize,
    delta: Rows<'_, T>,
    count: usize,
    change: Change<T>,
) {
    let stride = delta.stride;
    let (a_values, delta_values) =
        (&a.values[..count * a.stride], &delta.values[..count * stride]);
    for_each_tile!(T, stride, |column, B| {
        for (k, weights) in weights.chunks_exact_mut(stride).enumerate() {
            let k = from + k;
            let mut sum = [[T::ZERO; LANES]; B];
            let images =
                a_values.chunks_exact(a.stride).zip(delta_values.chunks_exact(stride));
            for (a, delta) in images {
                add_product(&mut sum, a[k], blocks::<T, B>(delta, column));
            }
            let mut row = blocks::<T, B>(weights, column);
            for b in 0..B {
                for j in 0..LANES {
                    row[b][j] = change.keep * row[b][j] - change.rate * sum[b][j];
                }
            }
            put(weights, column, row);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Generator, Stream};

    /// Rows of `length` random numbers, and 0 where they are filled up.
    fn rows<T: Real>(generator: &mut Generator, count: usize, length: usize) -> Vec<T> {
        let mut values = vec![T::ZERO; count * padded(length)];
        for row in values.chunks_exact_mut(padded(length)) {
            row[..length].fill_with(|| T::from_f64(2.0 * generator.uniform() - 1.0));
        }
        values
    }

    /// Forward, backward and update against the sums as they are written, number by number: the
    /// same bits, however many blocks and panels the weights come in.
    fn agree_with_plain_sums<T: Real>() {
        let mut generator = Generator::new(1, Stream::Order);
        for (inputs, outputs, count) in [
            (1, 1, 1),
            (7, 10, 2),
            (16, 8, 3),
            (17, 30, 1),
            (30, 30, 10),
            (40, 300, 3),
            (130, 256, 10),
            (24, 5000, 2),
        ] {
            let (across, stride) = (padded(inputs), padded(outputs));
            let mut random = |count, length| rows::<T>(&mut generator, count, length);
            let x = random(count, inputs);
            let delta = random(count, outputs);
            let mut weights = random(inputs, outputs);
            let biases = random(1, outputs);
            let (x, delta) =
                (Rows { values: &x, stride: across }, Rows { values: &delta, stride });
            let change = Change { keep: T::from_f64(0.999), rate: T::from_f64(0.01) };

            let mut z = vec![T::ONE; count * stride];
            weigh_rows(&mut z, stride, x, inputs, count, &weights, &biases);
            let mut back = vec![T::ONE; count * across];
            let mut updated = weights.clone();
            let room = &mut vec![T::ONE; room_to_turn(stride)];
            let zeros = &vec![T::ZERO; stride.max(across)];
            let update = Some((x, change));
            let errors = Back { delta, outputs, update };
            weigh_back(&mut back, errors, inputs, count, &mut updated, room, zeros);

            for image in 0..count {
                let (x, delta) = (x.row(image), delta.row(image));
                for j in 0..stride {
                    let products = (0..inputs).map(|k| x[k] * weights[k * stride + j]);
                    let sum = products.fold(biases[j], |sum, product| sum + product);
                    assert_eq!(z[image * stride + j], sum, "z of {inputs}, {outputs}");
                }
                for k in 0..across {
                    let w =
                        |j| if k < inputs { weights[k * stride + j] } else { T::ZERO };
                    let products = (0..outputs).map(|j| delta[j] * w(j));
                    let sum = products.fold(T::ZERO, |sum, product| sum + product);
                    assert_eq!(back[image * across + k], sum, "δ of {inputs}, {outputs}");
                }
            }
            for k in 0..inputs {
                for j in 0..stride {
                    let products = (0..count).map(|i| x.row(i)[k] * delta.row(i)[j]);
                    let sum = products.fold(T::ZERO, |sum, product| sum + product);
                    let w = &mut weights[k * stride + j];
                    *w = change.keep * *w - change.rate * sum;
                }
            }
            assert_eq!(updated, weights, "weights of {inputs}, {outputs}");
        }
    }

    #[test]
    fn every_sum_has_the_bits_of_its_plain_order() {
        agree_with_plain_sums::<f32>();
        agree_with_plain_sums::<f64>();
    }
}
