//! A core error as a JavaScript `Error` with a `name` and a `code`.

use js_sys::{Number, Object, Reflect};
use wasm_bindgen::{JsValue, prelude::*};

/// The crate's error as JavaScript sees it: `name` is `CoreError`, `code` the stable kind.
///
/// `JsError` would carry the message alone.
pub(crate) fn to_js(error: &crate::Error) -> JsValue {
    let js = js_sys::Error::new(&error.to_string());
    js.set_name("CoreError");
    // Setting a property of a fresh Error object cannot fail.
    let _ = Reflect::set(&js, &"code".into(), &error.code().into());
    js.into()
}

#[wasm_bindgen(start)]
fn start() {
    console_error_panic_hook::set_once();
    crate::let_write_numbers(|x| {
        let number = Number::from(x);
        AsRef::<Object>::as_ref(&number).to_string().into()
    });
}
