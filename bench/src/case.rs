//! What is trained: which network, on how many images, in which mini-batches.

use unstable_gradients::{
    data::{CLASSES, Side},
    network::{Activation, Cost, Initialisation, Network},
    random::{Generator, Stream},
};

/// The precision of a course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// 32-bit floats.
    F32,
    /// 64-bit floats.
    F64,
}

/// How the weights start.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Start {
    /// As in the chapter, N(0, 1/√`n_in`).
    Chapter,
    /// N(0, σ) with this σ, biases as in the chapter: so small that the gradients of the
    /// first layers of a deep network leave the normal range.
    Small(f64),
}

/// A network and the images that it trains on.
///
/// Sigmoid neurons, cross-entropy, learning rate 0.1 and λ = 5, as in the chapter's figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// What the network sees of an image.
    pub side: Side,
    /// Widths of the hidden layers.
    pub hidden: Vec<usize>,
    /// Images a mini-batch; `images` for the full batch.
    pub batch: usize,
    /// Training images.
    pub images: usize,
    /// How the weights start.
    pub start: Start,
}

impl Case {
    /// The seed of every case.
    pub const SEED: u32 = 1;

    /// Reads `28 30,30 10 1000`: side of the image, hidden layers, mini-batch, images; and
    /// perhaps the standard deviation of small weights.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let side = Side::try_from(words.next()?.parse::<f64>().ok()?).ok()?;
        let hidden = words.next()?.split(',').map(|n| n.parse().ok());
        let hidden = hidden.collect::<Option<Vec<usize>>>()?;
        let batch = words.next()?.parse().ok()?;
        let images = words.next()?.parse().ok()?;
        let start = match words.next() {
            None => Start::Chapter,
            Some(deviation) => Start::Small(deviation.parse().ok()?),
        };
        let whole = batch > 0 && batch <= images && words.next().is_none();
        whole.then_some(Self { side, hidden, batch, images, start })
    }

    /// The network before its first epoch.
    #[must_use]
    pub fn network(&self) -> Network {
        let mut sizes = vec![self.side.pixels()];
        sizes.extend(&self.hidden);
        sizes.push(CLASSES);
        let mut network = Network::initialise(
            &sizes,
            Activation::Sigmoid,
            Cost::CrossEntropy,
            Initialisation::Chapter,
            Self::SEED,
        );
        if let Start::Small(deviation) = self.start {
            for w in &mut network.weights {
                let spread = deviation * (w.ncols() as f64).sqrt();
                w.mapv_inplace(|w| w * spread);
            }
        }
        network
    }

    /// The order of the images in the first epoch, as a run of the page has it.
    #[must_use]
    pub fn order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..u32::try_from(self.images).unwrap_or(0)).collect();
        if self.batch < self.images {
            Generator::new(Self::SEED, Stream::Order).shuffle(&mut order);
        }
        order
    }
}
