//! Whole networks at the boundary: settings and pixels in, flat arrays of numbers out.

use js_sys::{Float32Array, Reflect, Uint8Array};
use ndarray::Array2;
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::error::to_js;
use crate::{
    Error,
    jacobians::{
        Architecture, Measurement, SeedMeasurement, Spectrum, fixed_point_factor,
        mean_field_factors, target,
    },
    maths, measures,
    network::{Activation, Initialisation},
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

/// About as many multiplications as make a unit of work: some microseconds.
const UNIT: u64 = 10_000;

#[derive(Deserialize)]
struct RawArchitecture {
    depth: usize,
    width: usize,
    activation: String,
    initialisation: String,
    seed: u32,
    seeds: Option<u32>,
}

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
    fn read(spec: &JsValue) -> Result<Self, JsValue> {
        let read = || -> Result<Self, Error> {
            let raw: RawArchitecture = serde_wasm_bindgen::from_value(spec.clone())
                .map_err(|error| Error::Setting {
                    key: "spec",
                    expected: "a JacobiansSpec".to_owned(),
                    got: error.to_string(),
                })?;
            let architecture = Architecture {
                depth: raw.depth,
                width: raw.width,
                activation: Activation::from_name(&raw.activation)?,
                initialisation: Initialisation::from_name(&raw.initialisation)?,
            };
            let field = |name: &str| Reflect::get(spec, &name.into()).unwrap_or_default();
            let pixels = field("pixels").dyn_into::<Float32Array>().unwrap_or_default();
            let labels = field("labels").dyn_into::<Uint8Array>().unwrap_or_default();
            Ok(Self {
                architecture: architecture.checked()?,
                seed: raw.seed,
                seeds: raw.seeds.unwrap_or(1),
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

/// Rank, then largest, root mean square and smallest, their decimal logarithms, and all
/// values and their logarithms: 7 + 2n numbers.
fn flatten(spectrum: &Spectrum, into: &mut Vec<f64>) {
    into.push(spectrum.rank() as f64);
    into.extend([spectrum.largest(), spectrum.root_mean_square(), spectrum.smallest()]);
    into.extend(spectrum.log10_summary());
    into.extend(spectrum.values());
    into.extend(spectrum.log10_values());
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
        let asked = Asked::read(&spec)?;
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
    /// Code `data` where a matrix is not of numbers.
    pub fn advance(&mut self, units: u32) -> Result<(), JsValue> {
        for _ in 0..(units / self.units_a_step).max(1) {
            self.measurement.step().map_err(|error| to_js(&error))?;
        }
        Ok(())
    }

    /// For L hidden layers of n neurons: ‖δˡ‖\[L\] by backpropagation,
    /// ‖J_l … J_{L−1} δᴸ‖\[L\], the norms of their differences\[L\], log₁₀‖δˡ‖\[L\]; then for
    /// every l from 1 to L − 1 the spectrum of J_l and that of J_l … J_{L−1}, each as rank,
    /// largest, root mean square, smallest, the logarithms of these three, the n values, and
    /// their logarithms.
    #[must_use]
    pub fn answer(&self) -> Vec<f64> {
        let found = self.measurement.found();
        let mut flat =
            [&*found.delta_norms, &*found.product_norms, &*found.differences].concat();
        flat.extend(found.delta_norms.iter().map(|&norm| maths::log10(norm)));
        for (layer, product) in found.layers.iter().zip(&found.products) {
            flatten(layer, &mut flat);
            flatten(product, &mut flat);
        }
        flat
    }
}

/// The factors per layer of several seeds, worked out in slices.
#[wasm_bindgen]
#[derive(Debug)]
pub struct RawSeedFactors {
    asked: Asked,
    /// The seed at work, and how many of its images were seen.
    now: Option<(SeedMeasurement, usize)>,
    seeds_done: u32,
    rows: Vec<f64>,
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
        let asked = Asked::read(&spec)?;
        Ok(Self { asked, now: None, seeds_done: 0, rows: vec![] })
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
            let factors = measurement.factors();
            self.rows.extend(&factors.layers);
            self.rows.push(factors.mean);
            self.now = None;
            self.seeds_done += 1;
        }
    }

    /// The mean-field factor of each pair of hidden layers\[L − 1\], their geometric mean, and
    /// the factor far from the input; then, for each seed, rms‖δˡ‖/rms‖δˡ⁺¹‖\[L − 1\] over the
    /// images, and their geometric mean.
    #[must_use]
    pub fn answer(&self) -> Vec<f64> {
        let squares: f64 = self.asked.x.iter().map(|v| v * v).sum();
        let mean_square = squares / self.asked.x.len() as f64;
        let mut flat = mean_field_factors(self.asked.architecture, mean_square);
        let logs: f64 = flat.iter().map(|&factor| maths::ln(factor)).sum();
        flat.push(maths::exp(logs / flat.len() as f64));
        flat.push(fixed_point_factor(self.asked.architecture));
        flat.extend(&self.rows);
        flat
    }
}

/// The 5 %, 50 % and 95 % quantiles of every column of `values`, rows one after the other.
#[wasm_bindgen(js_name = quantilesOfColumns)]
pub fn quantiles_of_columns(values: &[f64], columns: usize) -> Vec<f64> {
    measures::quantiles_of_columns(values, columns, [0.05, 0.5, 0.95])
}
