# shellcheck shell=bash
# Builds the Rust core for the browser into www/pkg. Needs the other pieces of
# this folder, and the repository's root as the working directory.

readonly PKG=www/pkg
readonly TARGET_FOLDER=${CARGO_TARGET_DIR:-target}
# Each is a feature of the crate and a package of its own, so that a figure
# brings no other figure's code.
readonly CORE_PARTS=(chain circuits cures gradient-check identity-rows idx jacobians linear-reader random-chains recipe recurrent training)

# build_core KIND: KIND is `optimised`, or `quick` to leave wasm-opt out.
build_core() {
  local kind=$1 wanted
  wanted=$(printf '%s' "${WASM_TOOLCHAIN:-}" "$(grep '"binaryen"' package.json)" |
    fingerprint - Cargo.toml Cargo.lock crate/Cargo.toml crate/src \
      scripts/lib/core.sh scripts/lib/guard-glue.mjs scripts/lib/toolchain.sh)
  if core_is_there && { is_fresh core "optimised $wanted" || is_fresh core "$kind $wanted"; }; then
    return 0
  fi
  bring_rust
  (
    bring_wasm_rust
    # Linking a part keeps one processor busy, so the builds go side by side;
    # and the tool that their output needs is built meanwhile.
    all_of bring_wasm_bindgen \
      "compile_core simd -Ctarget-feature=+simd128" \
      "compile_core scalar -Ctarget-feature=-simd128"
    # What ran beside this shell set no PATH in it.
    bring_wasm_bindgen
    write_glue simd
    write_glue scalar
  )
  same_glue
  if [[ $kind == optimised ]]; then
    bring_node_packages
    all_of 'optimise_core simd --enable-simd' 'optimise_core scalar'
    check_instructions
  fi
  mark_stale core
  install_core
  mark_fresh core "$kind $wanted"
  report_core
}

# all_of COMMAND...: runs them side by side; fails if one does.
all_of() {
  local command process processes=() status=0
  for command in "$@"; do
    # shellcheck disable=SC2086 # a command is several words
    $command &
    processes+=($!)
  done
  for process in "${processes[@]}"; do
    wait "$process" || status=1
  done
  return "$status"
}

core_is_there() {
  local part
  for part in "${CORE_PARTS[@]}"; do
    [[ -f $PKG/$part.js && -f $PKG/${part}_bg.wasm && -f $PKG/${part}_scalar_bg.wasm ]] ||
      return 1
  done
}

# compile_core BUILD FLAG: leaves the wasm of every part in the target folder.
compile_core() {
  local build=$1 flag=$2 folder=$TARGET_FOLDER/wasm-$1 part
  mkdir -p "$folder/parts"
  for part in "${CORE_PARTS[@]}"; do
    say "Compiling the core for the browser, $build build: $part"
    # As a cdylib alone only what the part exports is compiled. Link-time optimisation
    # makes it a little larger here.
    # Paths of this machine would otherwise stand in the messages of panics, and
    # the same source would give other bytes elsewhere. A separate folder per
    # build keeps the one's flags from undoing the other's work. The separator is
    # the one that cargo asks for: a path may contain a space.
    CARGO_PROFILE_RELEASE_LTO=off \
      CARGO_ENCODED_RUSTFLAGS="$flag"$'\x1f'"--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"$'\x1f'"--remap-path-prefix=$PWD=." \
      quietly cargo rustc --release --lib --crate-type cdylib --package unstable-gradients \
      --no-default-features --features "$part" \
      --target "$WASM_TARGET" --target-dir "$folder" || return 1
    cp "$folder/$WASM_TARGET/release/unstable_gradients.wasm" "$folder/parts/$part.wasm"
  done
}

# write_glue BUILD: the JavaScript that loads each part, and the wasm as it wants it.
write_glue() {
  local folder=$TARGET_FOLDER/wasm-$1 part
  rm -rf "$folder/glue"
  for part in "${CORE_PARTS[@]}"; do
    quietly wasm-bindgen --target web --out-name "$part" \
      --out-dir "$folder/glue" "$folder/parts/$part.wasm"
  done
  node scripts/lib/guard-glue.mjs "$folder"/glue/*.js
}

# Both builds are loaded through one file of glue: it must fit both.
same_glue() {
  local part
  for part in "${CORE_PARTS[@]}"; do
    diff "$TARGET_FOLDER/wasm-simd/glue/$part.js" \
      "$TARGET_FOLDER/wasm-scalar/glue/$part.js" | head -n 20 >&2 ||
      die "the SIMD and the scalar build of $part want different JavaScript glue; one file could not load both"
  done
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

# optimise_core BUILD FEATURE...
optimise_core() {
  local folder=$TARGET_FOLDER/wasm-$1/glue part
  say "Optimising the $1 build"
  shift
  for part in "${CORE_PARTS[@]}"; do
    # No fast-math: it changes the last bits too. An instruction that is not of
    # these features is an error.
    quietly node_modules/.bin/wasm-opt "${WASM_FEATURES[@]}" "$@" -O3 \
      "$folder/${part}_bg.wasm" -o "$folder/$part.optimised" || return 1
    mv "$folder/$part.optimised" "$folder/${part}_bg.wasm"
  done
}

check_instructions() {
  local count
  count=$(node_modules/.bin/wasm-dis --all-features \
    "$TARGET_FOLDER/wasm-simd/glue/training_bg.wasm" -o - |
    grep -cE '\((v128|[if](8x16|16x8|32x4|64x2))\.' || true)
  note "instructions on vectors in the SIMD build of training: $count"
  ((count > 0)) || die 'the SIMD build has no SIMD instructions'
}

install_core() {
  local part
  mkdir -p "$PKG"
  # What an older build called by other names would else be served for ever.
  find "$PKG" -type f ! -name build-id.js -delete
  for part in "${CORE_PARTS[@]}"; do
    cp "$TARGET_FOLDER/wasm-simd/glue/$part.js" \
      "$TARGET_FOLDER/wasm-simd/glue/$part.d.ts" \
      "$TARGET_FOLDER/wasm-simd/glue/${part}_bg.wasm" "$PKG/"
    cp "$TARGET_FOLDER/wasm-scalar/glue/${part}_bg.wasm" \
      "$PKG/${part}_scalar_bg.wasm"
  done
}

# stamp_build: the build id, which page and worker compare before they talk.
stamp_build() { node scripts/lib/build-id.mjs; }

report_core() {
  local part file
  for part in "${CORE_PARTS[@]}"; do
    for file in "${part}_bg.wasm" "${part}_scalar_bg.wasm" "$part.js"; do
      note "$(printf '%-30s %8d bytes, %7d gzipped' "$file" \
        "$(wc -c <"$PKG/$file")" "$(gzip -9 -c "$PKG/$file" | wc -c)")"
    done
  done
}
