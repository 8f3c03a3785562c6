# shellcheck shell=bash
# Builds the Rust core for the browser into www/pkg. Needs the other pieces of
# this folder, and the repository's root as the working directory.

readonly CORE_NAME=unstable_gradients
readonly PKG=www/pkg
readonly TARGET_FOLDER=${CARGO_TARGET_DIR:-target}

# build_core KIND: KIND is `optimised`, or `quick` to leave wasm-opt out.
build_core() {
  local kind=$1 wanted
  wanted=$(printf '%s' "${WASM_TOOLCHAIN:-}" |
    fingerprint - Cargo.toml Cargo.lock crate/Cargo.toml crate/src \
      package-lock.json scripts/build scripts/lib)
  if core_is_there && { is_fresh core "optimised $wanted" || is_fresh core "$kind $wanted"; }; then
    return 0
  fi
  bring_rust
  (
    bring_wasm_rust
    bring_wasm_bindgen
    compile_core simd '-Ctarget-feature=+simd128'
    compile_core scalar '-Ctarget-feature=-simd128'
  )
  same_glue
  if [[ $kind == optimised ]]; then
    bring_node_packages
    optimise_core
    check_instructions
  fi
  mark_stale core
  install_core
  mark_fresh core "$kind $wanted"
  report_core
}

core_is_there() {
  [[ -f $PKG/$CORE_NAME.js && -f $PKG/${CORE_NAME}_bg.wasm &&
    -f $PKG/${CORE_NAME}_scalar_bg.wasm ]]
}

# compile_core BUILD FLAG: leaves glue and wasm in the target folder.
compile_core() {
  local build=$1 flag=$2 folder=$TARGET_FOLDER/wasm-$1
  say "Compiling the core for the browser, $build build"
  # Paths of this machine would otherwise stand in the messages of panics, and
  # the same source would give other bytes elsewhere. A separate folder per
  # build keeps the one's flags from undoing the other's work. The separator is
  # the one that cargo asks for: a path may contain a space.
  CARGO_ENCODED_RUSTFLAGS="$flag"$'\x1f'"--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"$'\x1f'"--remap-path-prefix=$PWD=." \
    quietly cargo build --release --lib --package unstable-gradients \
    --target "$WASM_TARGET" --target-dir "$folder"
  rm -rf "$folder/glue"
  quietly wasm-bindgen --target web --out-name "$CORE_NAME" \
    --out-dir "$folder/glue" \
    "$folder/$WASM_TARGET/release/$CORE_NAME.wasm"
}

# Both builds are loaded through one file of glue: it must fit both.
same_glue() {
  cmp -s "$TARGET_FOLDER/wasm-simd/glue/$CORE_NAME.js" \
    "$TARGET_FOLDER/wasm-scalar/glue/$CORE_NAME.js" && return 0
  diff "$TARGET_FOLDER/wasm-simd/glue/$CORE_NAME.js" \
    "$TARGET_FOLDER/wasm-scalar/glue/$CORE_NAME.js" | head -n 20 >&2 || true
  die 'the SIMD and the scalar build want different JavaScript glue; one file could not load both'
}

# What Rust emits today and every browser since 2021 knows. Naming each keeps
# wasm-opt from using newer ones, and from taking SIMD into the scalar build.
# Relaxed SIMD would change the last bits of results from machine to machine.
readonly WASM_FEATURES=(
  --mvp-features
  --enable-bulk-memory
  --enable-bulk-memory-opt
  --enable-call-indirect-overlong
  --enable-multivalue
  --enable-mutable-globals
  --enable-nontrapping-float-to-int
  --enable-reference-types
  --enable-sign-ext
)

optimise_core() {
  local build wasm features
  for build in simd scalar; do
    say "Optimising the $build build"
    wasm=$TARGET_FOLDER/wasm-$build/glue/${CORE_NAME}_bg.wasm
    features=("${WASM_FEATURES[@]}")
    if [[ $build == simd ]]; then features+=(--enable-simd); fi
    # No fast-math: it changes the last bits too.
    quietly node_modules/.bin/wasm-opt "${features[@]}" -O3 \
      "$wasm" -o "$wasm.optimised"
    mv "$wasm.optimised" "$wasm"
  done
}

# count_simd FILE: how many instructions on vectors it has.
count_simd() {
  node_modules/.bin/wasm-dis --all-features "$1" -o - |
    grep -cE '\((v128|[if](8x16|16x8|32x4|64x2))\.' || true
}

check_instructions() {
  local simd scalar
  simd=$(count_simd "$TARGET_FOLDER/wasm-simd/glue/${CORE_NAME}_bg.wasm")
  scalar=$(count_simd "$TARGET_FOLDER/wasm-scalar/glue/${CORE_NAME}_bg.wasm")
  note "instructions on vectors: $simd in the SIMD build, $scalar in the scalar build"
  ((simd > 0)) || die 'the SIMD build has no SIMD instructions'
  ((scalar == 0)) || die 'the scalar build has SIMD instructions; browsers without SIMD could not load it'
}

install_core() {
  mkdir -p "$PKG"
  cp "$TARGET_FOLDER/wasm-simd/glue/$CORE_NAME.js" \
    "$TARGET_FOLDER/wasm-simd/glue/$CORE_NAME.d.ts" \
    "$TARGET_FOLDER/wasm-simd/glue/${CORE_NAME}_bg.wasm" "$PKG/"
  cp "$TARGET_FOLDER/wasm-scalar/glue/${CORE_NAME}_bg.wasm" \
    "$PKG/${CORE_NAME}_scalar_bg.wasm"
}

# stamp_build: the build id, which page and worker compare before they talk.
stamp_build() { node scripts/lib/build-id.mjs; }

report_core() {
  local file
  for file in "${CORE_NAME}_bg.wasm" "${CORE_NAME}_scalar_bg.wasm" "$CORE_NAME.js"; do
    note "$(printf '%-36s %8d bytes, %7d gzipped' "$file" \
      "$(wc -c <"$PKG/$file")" "$(gzip -9 -c "$PKG/$file" | wc -c)")"
  done
}
