# shellcheck shell=bash
# Brings the command-line tools of the wasm build into .tools/. Needs say.sh
# and toolchain.sh, and the repository's root as the working directory.

readonly WASM_PACK_VERSION=0.15.1

# wasm_bindgen_version: the one in Cargo.lock; the command-line tool must match.
wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print }' Cargo.lock
}

# has_version COMMAND VERSION: is that command on PATH, in that version?
has_version() {
  have "$1" && [[ $("$1" --version 2>/dev/null) == *" $2"* ]]
}

# cargo_tool CRATE VERSION: installs a crate's commands into .tools/bin.
cargo_tool() {
  # Barely optimised: compiling them takes longer than all their work here.
  local install=(
    env CARGO_PROFILE_RELEASE_OPT_LEVEL=1
    cargo install "$1" --version "=$2" --force
    --root .tools --target-dir .tools/target
  )
  say "Building $1 $2, once (two to four minutes)"
  quietly "${install[@]}" --locked 2>/dev/null && return 0
  # A mirror may lag behind the crate's own lock file.
  note 'not with the versions that it was locked to; trying the newest that fit'
  quietly "${install[@]}" || die "cargo could not install $1 $2"
}

# bring_wasm_bindgen: also brings wasm-bindgen-test-runner, its test runner.
bring_wasm_bindgen() {
  local version
  version=$(wasm_bindgen_version)
  PATH=$PWD/.tools/bin:$PATH
  if has_version wasm-bindgen "$version" &&
    has_version wasm-bindgen-test-runner "$version"; then
    return 0
  fi
  cargo_tool wasm-bindgen-cli "$version"
  rm -rf .tools/target
}

# bring_wasm_pack: runs the wasm tests.
bring_wasm_pack() {
  PATH=$PWD/.tools/bin:$PATH
  has_version wasm-pack "$WASM_PACK_VERSION" && return 0
  cargo_tool wasm-pack "$WASM_PACK_VERSION"
  rm -rf .tools/target
}
