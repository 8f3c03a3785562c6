//! The fast engine: the same gradients as [`crate::network`]'s, a chunk of images at a time.
//!
//! Where the chapter's equations are:
//!
//! | equation | function | file |
//! |---|---|---|
//! | zˡ = wˡ aˡ⁻¹ + bˡ, aˡ = φ(zˡ) | [`Engine::feed_forward`] | `forward.rs` |
//! | C, and the answer argmax aᴸ | [`Engine::tally`] | `forward.rs` |
//! | BP1: δᴸ = ∇ₐC ⊙ σ′(zᴸ) | `output_errors` in [`Engine::propagate_back`] | `backward.rs` |
//! | BP2: δˡ = ((wˡ⁺¹)ᵀ δˡ⁺¹) ⊙ φ′(zˡ) | [`Engine::propagate_back`] | `backward.rs` |
//! | BP3: ∂C/∂bˡⱼ = δˡⱼ | [`Engine::add_bias_gradients`] | `backward.rs` |
//! | BP4: ∂C/∂wˡⱼₖ = aˡ⁻¹ₖ δˡⱼ | [`Engine::add_weight_gradients`], [`Engine::add_weight_gradients_by_pixel`] | `backward.rs` |
//! | ‖δˡ‖, δ averaged over the images | [`Engine::mean_bias_gradient`], [`crate::measures::speed`] | `backward.rs` |
//! | w → (1 − ηλ/n) w − η ∂C/∂w, b → b − η ∂C/∂b | [`Engine::descend_by_chunk`], [`Engine::descend_by_sums`] | `descent.rs` |
//! | the same by another optimiser | [`Engine::descend_by_sums`] | `descent.rs`, `training/optimiser/` |
//!
//! What goes beyond them, normalisation, dropout and residual connections, is in `cures.rs`.
//! `range.rs` watches for numbers that leave the range of floats. [`layout`] says where the numbers of a layer lie, [`faint`] how errors too small for the
//! precision keep their digits. The loops themselves are in `training/kernel.rs`.

mod backward;
mod cures;
mod descent;
mod faint;
mod forward;
mod layout;
mod range;

use super::{aligned::Aligned, kernel::room_to_turn, saved::Saved};
use crate::{
    Error,
    maths::Real,
    network::{Activation, Cost, DrawnLayer, Network, Output},
};
use cures::{Cured, at_hand};
use layout::{Layer, Trace, chunk_for};

pub use cures::Cures;

/// A network laid out for speed, with the room for a chunk of images.
#[derive(Debug, Clone)]
pub struct Engine<T> {
    layers: Vec<Layer<T>>,
    traces: Vec<Trace<T>>,
    activation: Activation,
    output: Output,
    cost: Cost,
    chunk: usize,
    zeros: Aligned<T>,
    /// Room for the weights of a few inputs, turned over.
    panel: Aligned<T>,
    steps: Aligned<T>,
    /// How many steps along sums there have been.
    steps_taken: usize,
    /// So many layers, the first ones, take no steps.
    frozen: usize,
    /// What goes beyond the chapter's equations, if anything does.
    cures: Option<Box<Cured<T>>>,
}

impl<T: Real> Engine<T> {
    /// The engine that starts from `network`'s parameters, rounded to `T`.
    #[must_use]
    pub fn new(network: &Network) -> Self {
        let &Network { activation, output, cost, .. } = network;
        let mut engine = Self::blank(&network.sizes(), activation, output, cost);
        let parameters = network.weights.iter().zip(&network.biases).enumerate();
        for (index, (w, b)) in parameters {
            engine.take(&DrawnLayer {
                index,
                weights: w.iter().copied().collect(),
                biases: b.to_vec(),
            });
        }
        engine
    }

    /// The engine of a network of the layers' `sizes` whose parameters are all 0.
    #[inline(never)]
    pub(super) fn blank(
        sizes: &[usize],
        activation: Activation,
        output: Output,
        cost: Cost,
    ) -> Self {
        let chunk = chunk_for(sizes);
        let hidden = sizes.len().saturating_sub(2);
        let layers: Vec<_> = sizes
            .windows(2)
            .enumerate()
            .map(|(index, pair)| {
                let is_hidden = index < hidden;
                let own = if is_hidden { Some(activation) } else { output.activation() };
                Layer::new(pair[0], pair[1], own)
            })
            .collect();
        let traces =
            layers.iter().map(|layer| Trace::new(chunk * layer.stride)).collect();
        let widest = layers.iter().map(|layer| layer.stride).max().unwrap_or(0);
        Self {
            zeros: Aligned::filled(T::ZERO, widest),
            panel: Aligned::filled(T::ZERO, room_to_turn(widest)),
            steps: Aligned::filled(
                T::ZERO,
                layers.first().map_or(0, |layer| layer.stride),
            ),
            layers,
            traces,
            activation,
            output,
            cost,
            chunk,
            steps_taken: 0,
            frozen: 0,
            cures: None,
        }
    }

    /// Takes the parameters of a layer, rounded to `T`.
    pub(super) fn take(&mut self, layer: &DrawnLayer) {
        self.layers[layer.index].take(&layer.weights, &layer.biases);
    }

    /// The same engine, whose first `layers` hidden layers stay as they are in every step. Their
    /// gradients are there as ever.
    #[must_use]
    pub fn with_frozen(mut self, layers: usize) -> Self {
        self.frozen = layers.min(self.hidden_layers());
        self
    }

    /// The most images that one pass takes.
    ///
    /// It depends on the sizes alone (and with batch normalisation on the mini-batch), so that
    /// the order of summation, and with it every bit, is the same on every machine.
    #[must_use]
    pub fn chunk(&self) -> usize {
        self.chunk
    }

    /// The number of hidden layers.
    #[must_use]
    pub fn hidden_layers(&self) -> usize {
        self.layers.len().saturating_sub(1)
    }

    /// Ends a mini-batch: a run that is taken up goes back to the end of one.
    pub(super) fn end_batch(&mut self) {
        if let Some(cures) = at_hand(&mut self.cures) {
            cures.end_batch();
        }
    }

    /// Saves what is known of layer `index` at the end of the last mini-batch, or takes it up.
    /// The sums of gradients are not part of it. Returns whether there is such a layer.
    #[inline(never)]
    pub(super) fn save_layer(
        &mut self,
        saved: &mut Saved<'_>,
        index: usize,
    ) -> Result<bool, Error> {
        let Some(layer) = self.layers.get_mut(index) else { return Ok(false) };
        saved.numbers(&mut layer.weights, "weights")?;
        saved.number(&mut layer.scale, "scale of weights")?;
        saved.numbers(&mut layer.biases, "biases")?;
        layer.weight_memory.save(saved, layer.inputs * layer.stride)?;
        layer.bias_memory.save(saved, layer.stride)?;
        Ok(true)
    }

    /// Saves what is known besides the layers, after `steps` steps, or takes it up.
    pub(super) fn save_rest(
        &mut self,
        saved: &mut Saved<'_>,
        steps: usize,
    ) -> Result<(), Error> {
        if saved.is_read() {
            self.steps_taken = steps;
        }
        match at_hand(&mut self.cures) {
            Some(cures) => cures.save(saved),
            None => Ok(()),
        }
    }

    /// The parameters as a network, exactly.
    #[must_use]
    pub fn network(&self) -> Network {
        let layers = self.layers.iter();
        Network {
            weights: layers.clone().map(Layer::weights).collect(),
            biases: layers.map(Layer::biases).collect(),
            activation: self.activation,
            output: self.output,
            cost: self.cost,
        }
    }
}
