//! Settings, as a plain object of JavaScript.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::declaration::Source;

/// A plain object to be read; anything else has no settings.
pub(super) struct Spec(pub(super) JsValue);

impl Spec {
    fn get(&self, key: &str) -> JsValue {
        // Only the getter of some other object could throw.
        Reflect::get(&self.0, &key.into()).unwrap_or(JsValue::UNDEFINED)
    }

    /// Whether there is a true at `key`.
    #[cfg(feature = "training")]
    pub(super) fn flag(&self, key: &str) -> bool {
        self.get(key).as_bool().unwrap_or_default()
    }

    /// The typed array at `key`; an empty one where there is none.
    #[cfg(any(feature = "jacobians", feature = "recurrent"))]
    pub(super) fn typed_array<T: JsCast + Default>(&self, key: &str) -> T {
        self.get(key).dyn_into().unwrap_or_default()
    }
}

impl Source for Spec {
    fn keys(&self) -> Vec<String> {
        let keys = Reflect::own_keys(&self.0).unwrap_or_default();
        keys.iter().filter_map(|key| key.as_string()).collect()
    }

    fn number(&self, key: &str) -> Option<f64> {
        self.get(key).as_f64()
    }

    fn numbers(&self, key: &str) -> Option<Vec<f64>> {
        let list: Array = self.get(key).dyn_into().ok()?;
        list.iter().map(|item| item.as_f64()).collect()
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).as_string()
    }

    fn kind(&self, key: &str) -> String {
        self.get(key).js_typeof().as_string().unwrap_or_default()
    }
}

/// The neuron of `identity-neuron`, its numbers within their ranges.
#[cfg(any(feature = "chain", feature = "identity-rows"))]
pub(super) fn identity_of(
    weight_in: f64,
    bias: f64,
    weight_out: f64,
    is_absorbed: bool,
) -> Result<crate::chain::identity::Identity, crate::Error> {
    use crate::declaration::settings::identity as settings;
    crate::chain::identity::Identity::new(
        settings::WEIGHT_IN.check(weight_in)?,
        settings::BIAS.check(bias)?,
        settings::WEIGHT_OUT.check(weight_out)?,
        is_absorbed,
    )
}
