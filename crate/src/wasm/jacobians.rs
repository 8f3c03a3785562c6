//! Whole networks at the boundary: settings and pixels in.

use js_sys::{Float32Array, Uint8Array};
use ndarray::Array2;
use wasm_bindgen::prelude::*;

use super::{error::to_js, spec::Spec};
use crate::{
    Error,
    declaration::{Source, settings::jacobians},
    jacobians::{
        Architecture, Measurement, SeedMeasurement, Spectrum, fixed_point_factor,
        mean_field_factors, target,
    },
    maths, measures,
};

#[wasm_bindgen(typescript_custom_section)]
const SPEC: &str = "
/** A network of equal hidden layers, and images of 784 pixels for it. */
export interface JacobiansSpec {
  depth: number;
  width: number;
  activation: string;
  initialisation: string;
  /** Of the network, or of the first of several. */
  seed: number;
  pixels: Float32Array;
  /** The digit that each image shows. */
  labels: Uint8Array;
}

export interface SeedFactorsSpec extends JacobiansSpec {
  /** How many seeds, from `seed` on. */
  seeds: number;
}
";

/// About how many multiplications make a unit of work: some microseconds.
const UNIT: u64 = 10_000;

/// What a spec asks for.
#[derive(Debug)]
struct Asked {
    architecture: Architecture,
    seed: u32,
    seeds: u32,
    /// Images as rows.
    x: Array2<f64>,
    labels: Vec<u8>,
}

impl Asked {
    fn read(spec: JsValue) -> Result<Self, JsValue> {
        let read = || -> Result<Self, Error> {
            let spec = Spec(spec);
            let pixels: Float32Array = spec.typed_array("pixels");
            let labels: Uint8Array = spec.typed_array("labels");
            let seeds = match spec.number(jacobians::SEEDS.key) {
                None => 1,
                Some(_) => jacobians::SEEDS.read_whole(&spec)? as u32,
            };
            Ok(Self {
                architecture: Architecture::read(&spec)?,
                seed: jacobians::SEED.read_whole(&spec)? as u32,
                seeds,
                x: rows(&pixels.to_vec(), labels.length() as usize)?,
                labels: labels.to_vec(),
            })
        };
        read().map_err(|error| to_js(&error))
    }

    /// Multiplications of one pass through the network.
    fn weights(&self) -> u64 {
        let Architecture { depth, width, .. } = self.architecture;
        (width * (Architecture::INPUTS + (depth - 1) * width)) as u64
    }
}

/// Images as rows, if there are `count` of them, and one at least.
fn rows(pixels: &[f32], count: usize) -> Result<Array2<f64>, Error> {
    let expected = count.max(1) * Architecture::INPUTS;
    if pixels.len() != expected {
        return Err(Error::Shape {
            place: "pixels".to_owned(),
            expected: expected.to_string(),
            got: pixels.len().to_string(),
        });
    }
    Ok(Array2::from_shape_fn((count, Architecture::INPUTS), |(row, column)| {
        f64::from(pixels[row * Architecture::INPUTS + column])
    }))
}

/// The singular values of one matrix, the largest first.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct SpectrumNumbers {
    /// How many stand out from rounding.
    #[wasm_bindgen(readonly)]
    pub rank: usize,
    /// The largest.
    #[wasm_bindgen(readonly)]
    pub largest: f64,
    /// √(mean of squares).
    #[wasm_bindgen(readonly)]
    pub rms: f64,
    /// The smallest; rounding, where the rank is not full.
    #[wasm_bindgen(readonly)]
    pub smallest: f64,
    /// log₁₀ of the largest, which is never out of range.
    #[wasm_bindgen(readonly, js_name = log10Largest)]
    pub log10_largest: f64,
    /// Of √(mean of squares).
    #[wasm_bindgen(readonly, js_name = log10Rms)]
    pub log10_rms: f64,
    /// Of the smallest.
    #[wasm_bindgen(readonly, js_name = log10Smallest)]
    pub log10_smallest: f64,
    /// All of them.
    #[wasm_bindgen(readonly)]
    pub values: Vec<f64>,
    /// Their logarithms.
    #[wasm_bindgen(readonly, js_name = log10Values)]
    pub log10_values: Vec<f64>,
}

impl From<&Spectrum> for SpectrumNumbers {
    fn from(spectrum: &Spectrum) -> Self {
        let [log10_largest, log10_rms, log10_smallest] = spectrum.log10_summary();
        Self {
            rank: spectrum.rank(),
            largest: spectrum.largest(),
            rms: spectrum.root_mean_square(),
            smallest: spectrum.smallest(),
            log10_largest,
            log10_rms,
            log10_smallest,
            values: spectrum.values(),
            log10_values: spectrum.log10_values(),
        }
    }
}

/// The results for L hidden layers; index 0 is the first of them.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct JacobianNumbers {
    /// ‖δˡ‖ by backpropagation; L numbers.
    #[wasm_bindgen(readonly, js_name = deltaNorms)]
    pub delta_norms: Vec<f64>,
    /// ‖J_l … J_{L−1} δᴸ‖; L numbers.
    #[wasm_bindgen(readonly, js_name = productNorms)]
    pub product_norms: Vec<f64>,
    /// The norms of their differences; L numbers.
    #[wasm_bindgen(readonly)]
    pub differences: Vec<f64>,
    /// log₁₀‖δˡ‖; L numbers.
    #[wasm_bindgen(readonly, js_name = log10DeltaNorms)]
    pub log10_delta_norms: Vec<f64>,
    /// The singular values of each J_l; L − 1 of them.
    #[wasm_bindgen(readonly)]
    pub layers: Vec<SpectrumNumbers>,
    /// The singular values of each J_l … J_{L−1}; L − 1 of them.
    #[wasm_bindgen(readonly)]
    pub products: Vec<SpectrumNumbers>,
}

/// What the matrices between hidden layers do at one image, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawLayerJacobians {
    measurement: Measurement,
    units_a_step: u32,
}

#[wasm_bindgen]
impl RawLayerJacobians {
    /// Draws the network, and backpropagates once; `labels` names one image.
    ///
    /// # Errors
    ///
    /// Code `setting` or `shape`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "JacobiansSpec")] spec: JsValue,
    ) -> Result<Self, JsValue> {
        let asked = Asked::read(spec)?;
        let network = asked.architecture.network(asked.seed);
        let y = target(asked.labels[0]);
        let measurement = Measurement::new(&network, asked.x.row(0), y.view());
        // Two decompositions and a product, of 10 n³ multiplications or so.
        let multiplications = 10 * (asked.architecture.width as u64).pow(3);
        let units_a_step = (multiplications / UNIT + 1) as u32;
        Ok(Self { measurement, units_a_step })
    }

    /// Whether there is an answer.
    #[wasm_bindgen(getter, js_name = isDone)]
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.measurement.is_done()
    }

    /// Measures as many matrices as there are units for, and one at least.
    ///
    /// # Errors
    ///
    /// Code `data` if an entry of a matrix is NaN or infinite.
    pub fn advance(&mut self, units: u32) -> Result<(), JsValue> {
        for _ in 0..(units / self.units_a_step).max(1) {
            self.measurement.step().map_err(|error| to_js(&error))?;
        }
        Ok(())
    }

    /// The results.
    #[must_use]
    pub fn answer(&self) -> JacobianNumbers {
        let found = self.measurement.found();
        JacobianNumbers {
            log10_delta_norms: found
                .delta_norms
                .iter()
                .map(|&norm| maths::log10(norm))
                .collect(),
            delta_norms: found.delta_norms,
            product_norms: found.product_norms,
            differences: found.differences,
            layers: found.layers.iter().map(SpectrumNumbers::from).collect(),
            products: found.products.iter().map(SpectrumNumbers::from).collect(),
        }
    }
}

/// What theory says of very wide layers.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct MeanField {
    /// The factor of each pair of hidden layers; L − 1 numbers.
    #[wasm_bindgen(readonly)]
    pub layers: Vec<f64>,
    /// Their geometric mean.
    #[wasm_bindgen(readonly)]
    pub mean: f64,
    /// The factor far from the input.
    #[wasm_bindgen(readonly, js_name = fixedPoint)]
    pub fixed_point: f64,
}

/// The factors per layer of several seeds, and what theory says.
#[wasm_bindgen(getter_with_clone)]
#[derive(Debug, Clone)]
pub struct SeedFactors {
    /// What theory says.
    #[wasm_bindgen(readonly, js_name = meanField)]
    pub mean_field: MeanField,
    /// Of single images, root mean square. For each seed the factor of each pair of hidden
    /// layers, their geometric mean, and log₁₀ of the first layer's length over the last
    /// one's: L + 1 numbers.
    #[wasm_bindgen(readonly)]
    pub single: Vec<f64>,
    /// The same of the gradient averaged over the images.
    #[wasm_bindgen(readonly)]
    pub averaged: Vec<f64>,
}

/// The factors per layer of several seeds, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawSeedFactors {
    asked: Asked,
    /// The seed at work, and how many of its images were seen.
    now: Option<(SeedMeasurement, usize)>,
    seeds_done: u32,
    single: Vec<f64>,
    averaged: Vec<f64>,
}

#[wasm_bindgen]
impl RawSeedFactors {
    /// # Errors
    ///
    /// Code `setting` or `shape`.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "SeedFactorsSpec")] spec: JsValue,
    ) -> Result<Self, JsValue> {
        let asked = Asked::read(spec)?;
        Ok(Self { asked, now: None, seeds_done: 0, single: vec![], averaged: vec![] })
    }

    /// Whether there is an answer.
    #[wasm_bindgen(getter, js_name = isDone)]
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.seeds_done == self.asked.seeds
    }

    /// Draws a network, or shows one as many images as there are units for.
    pub fn advance(&mut self, units: u32) {
        if self.is_done() {
            return;
        }
        let Some((measurement, seen)) = &mut self.now else {
            let seed = self.asked.seed.wrapping_add(self.seeds_done);
            self.now = Some((SeedMeasurement::new(self.asked.architecture, seed), 0));
            return;
        };
        // Forward, and back.
        let images = (u64::from(units) * UNIT / (2 * self.asked.weights())).max(1);
        let end = self.asked.labels.len().min(*seen + images as usize);
        for image in *seen..end {
            measurement.add(self.asked.x.row(image), self.asked.labels[image]);
        }
        *seen = end;
        if end == self.asked.labels.len() {
            let found = measurement.factors();
            for (rows, factors) in
                [(&mut self.single, found.single), (&mut self.averaged, found.averaged)]
            {
                rows.extend(&factors.layers);
                rows.extend([factors.mean, factors.log10_ratio]);
            }
            self.now = None;
            self.seeds_done += 1;
        }
    }

    /// The factors of all seeds.
    #[must_use]
    pub fn answer(&self) -> SeedFactors {
        let squares: f64 = self.asked.x.iter().map(|v| v * v).sum();
        let mean_square = squares / self.asked.x.len() as f64;
        let layers = mean_field_factors(self.asked.architecture, mean_square);
        let logs: f64 = layers.iter().map(|&factor| maths::ln(factor)).sum();
        SeedFactors {
            mean_field: MeanField {
                mean: maths::exp(logs / layers.len() as f64),
                fixed_point: fixed_point_factor(self.asked.architecture),
                layers,
            },
            single: self.single.clone(),
            averaged: self.averaged.clone(),
        }
    }
}

/// The 5 %, 50 % and 95 % quantiles of every column of `values`, rows one after the other.
#[wasm_bindgen(js_name = quantilesOfColumns)]
pub fn quantiles_of_columns(values: &[f64], columns: usize) -> Vec<f64> {
    measures::quantiles_of_columns(values, columns, [0.05, 0.5, 0.95])
}
