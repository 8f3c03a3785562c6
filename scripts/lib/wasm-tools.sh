# shellcheck shell=bash
# Brings the command-line tools of the wasm build into .tools/. Needs say.sh
# and toolchain.sh, and the repository's root as the working directory.

# wasm_bindgen_version: the one in Cargo.lock; the command-line tool must match.
wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print }' Cargo.lock
}

# has_version COMMAND VERSION: is that command on PATH, in that version?
has_version() {
  have "$1" && [[ $("$1" --version 2>/dev/null) == *" $2"* ]]
}

# cargo_tool CRATE VERSION FLAG...: installs a crate's commands into .tools/bin.
cargo_tool() {
  local crate=$1 version=$2
  shift 2
  # Not optimised: compiling them takes longer than all their work here.
  local install=(
    env CARGO_PROFILE_RELEASE_OPT_LEVEL=0 CARGO_PROFILE_RELEASE_STRIP=true
    cargo install "$crate" --version "=$version" --force "$@"
    --root .tools --target-dir ".tools/target-$crate"
  )
  say "Building $crate $version, once (one or two minutes)"
  quietly "${install[@]}" --locked 2>/dev/null || {
    # A mirror may lag behind the crate's own lock file.
    note 'not with the versions that it was locked to; trying the newest that fit'
    quietly "${install[@]}" || die "cargo could not install $crate $version"
  }
  rm -rf ".tools/target-$crate"
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
  # The runner speaks to a driver on this machine: without encryption.
  cargo_tool wasm-bindgen-cli "$version" --no-default-features
}
