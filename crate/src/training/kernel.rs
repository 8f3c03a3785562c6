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

/// out = start + Σ_k x_k w_k for `count` images, k over the first `inputs` numbers of each
/// row of `x`; `start` is the biases, or zeros for a product alone.
///
/// `out` has rows of `start.len()`, `weights` `inputs` rows of the same.
#[inline(never)]
pub(crate) fn weigh_rows<T: Real>(
    out: &mut [T],
    x: Rows<'_, T>,
    inputs: usize,
    count: usize,
    weights: &[T],
    start: &[T],
) {
    let stride = start.len();
    let weights = &weights[..inputs * stride];
    let mut image = 0;
    // Two images share each row of weights that is loaded; an odd last one is done alone. Two
    // sums of doubles would fill all registers.
    while T::TILE >= 4 && image + 1 < count {
        let (one, other) = (&x.row(image)[..inputs], &x.row(image + 1)[..inputs]);
        for_each_pair_tile(out, image, [one, other], weights, start);
        image += 2;
    }
    while image < count {
        let row = &x.row(image)[..inputs];
        for_each_single_tile(out, image, row, weights, start);
        image += 1;
    }
}

#[inline(always)]
fn for_each_pair_tile<T: Real>(
    out: &mut [T],
    image: usize,
    x: [&[T]; 2],
    weights: &[T],
    start: &[T],
) {
    let stride = start.len();
    let mut column = 0;
    while column + 2 * LANES <= stride {
        pair_tile::<T, 2>(out, image, x, weights, start, column);
        column += 2 * LANES;
    }
    if column < stride {
        pair_tile::<T, 1>(out, image, x, weights, start, column);
    }
}

#[inline(always)]
fn pair_tile<T: Real, const B: usize>(
    out: &mut [T],
    image: usize,
    x: [&[T]; 2],
    weights: &[T],
    start: &[T],
    column: usize,
) {
    let stride = start.len();
    let mut one = blocks::<T, B>(start, column);
    let mut other = one;
    let rows = weights.chunks_exact(stride);
    for ((row, &x0), &x1) in rows.zip(x[0]).zip(x[1]) {
        let row = blocks::<T, B>(row, column);
        add_product(&mut one, x0, row);
        add_product(&mut other, x1, row);
    }
    put(out, image * stride + column, one);
    put(out, (image + 1) * stride + column, other);
}

#[inline(always)]
fn for_each_single_tile<T: Real>(
    out: &mut [T],
    image: usize,
    x: &[T],
    weights: &[T],
    start: &[T],
) {
    let stride = start.len();
    for_each_tile!(T, stride, |column, B| {
        let mut sum = blocks::<T, B>(start, column);
        for (row, &x) in weights.chunks_exact(stride).zip(x) {
            add_product(&mut sum, x, blocks::<T, B>(row, column));
        }
        put(out, image * stride + column, sum);
    });
}

/// How a row of weights changes once its gradient over images is summed: w → keep · w −
/// rate · sum. With a `keep` of 1 and a rate below 0 it is the gradient's own running sum over
/// several chunks, with the same bits as by adding.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change<T> {
    pub(crate) keep: T,
    pub(crate) rate: T,
}

/// Updates `weights` ([`inputs`][stride]) by Σ over `count` images of a_k δ_j (BP4).
#[inline(never)]
pub(crate) fn update_rows<T: Real>(
    weights: &mut [T],
    a: Rows<'_, T>,
    inputs: usize,
    delta: Rows<'_, T>,
    count: usize,
    change: Change<T>,
) {
    let stride = delta.stride;
    let (a_values, delta_values) =
        (&a.values[..count * a.stride], &delta.values[..count * stride]);
    for_each_tile!(T, stride, |column, B| {
        for k in 0..inputs {
            let mut sum = [[T::ZERO; LANES]; B];
            let images =
                a_values.chunks_exact(a.stride).zip(delta_values.chunks_exact(stride));
            for (a, delta) in images {
                add_product(&mut sum, a[k], blocks::<T, B>(delta, column));
            }
            let start = k * stride + column;
            let mut row = blocks::<T, B>(weights, start);
            for b in 0..B {
                for j in 0..LANES {
                    row[b][j] = change.keep * row[b][j] - change.rate * sum[b][j];
                }
            }
            put(weights, start, row);
        }
    });
}
