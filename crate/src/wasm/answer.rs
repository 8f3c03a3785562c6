//! What the core answers: structs whose getters have the names of the readings.

/// Makes structs whose fields JavaScript can read and not set; lists come as typed arrays.
/// `take` of `www/core/plain.js` makes a plain object of one.
macro_rules! answers {
    ($(
        $(#[$about:meta])*
        pub struct $name:ident {
            $( $(#[$what:meta])* pub $field:ident: $kind:ty, )*
        }
    )*) => {$(
        #[wasm_bindgen::prelude::wasm_bindgen(getter_with_clone)]
        #[derive(Debug, Clone)]
        $(#[$about])*
        pub struct $name {
            $( $(#[$what])* #[wasm_bindgen(readonly)] pub $field: $kind, )*
        }
    )*};
}

pub(super) use answers;
