# shellcheck shell=bash
# Brings Rust: natively, and for wasm32. Needs say.sh and packages.sh, and the
# repository's root as the working directory.
#
# The wasm32 standard library comes from rustup where rustup can download it.
# Where it cannot, Debian's own current Rust (rustc-web) is used for wasm, with
# a standard library built once from Debian's source package.
# WASM_TOOLCHAIN=rustup or WASM_TOOLCHAIN=debian forces one of the two ways.

readonly WASM_TARGET=wasm32-unknown-unknown
readonly DEBIAN_STD=/usr/lib/rustlib/$WASM_TARGET/lib
# Names of the Debian compiler alone, so that putting this folder first on PATH
# changes no other tool.
readonly DEBIAN_RUST_BIN=$PWD/.tools/debian-rust/bin

# The oldest Rust that the workspace accepts.
minimum_rust() { sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml; }

# rust_is_new_enough: does the `cargo` on PATH work, and is it new enough?
rust_is_new_enough() {
  local found
  have cargo && have rustc || return 1
  found=$(rustc --version 2>/dev/null | cut -d' ' -f2) || return 1
  [[ -n $found ]] &&
    printf '%s\n%s\n' "$(minimum_rust)" "$found" | sort -V -C
}

# bring_rust: a cargo on PATH that is new enough, and a linker for it.
bring_rust() {
  local home_bin=${CARGO_HOME:-$HOME/.cargo}/bin
  if [[ -x $home_bin/cargo && :$PATH: != *:$home_bin:* ]]; then
    PATH=$home_bin:$PATH
  fi
  have cc || bring_debian gcc libc6-dev || die 'Rust needs a C linker (cc)'
  rust_is_new_enough && return 0
  say "No Rust $(minimum_rust) or newer here: taking Debian's"
  bring_debian rustc-web cargo-web || die "no Rust: install it from https://rustup.rs and run this again"
  link_debian_rust
  PATH=$DEBIAN_RUST_BIN:$PATH
  rust_is_new_enough || die "Debian's Rust is older than $(minimum_rust)"
}

link_debian_rust() {
  local tool
  mkdir -p "$DEBIAN_RUST_BIN"
  for tool in cargo rustc rustdoc cargo-clippy clippy-driver cargo-fmt rustfmt; do
    if [[ -x /usr/bin/$tool ]]; then
      ln -sfn "/usr/bin/$tool" "$DEBIAN_RUST_BIN/$tool"
    fi
  done
}

# has_wasm_std: does the `rustc` on PATH have a wasm32 standard library?
has_wasm_std() {
  local folder
  folder=$(rustc --print target-libdir --target "$WASM_TARGET" 2>/dev/null) || return 1
  compgen -G "$folder/libstd-*.rlib" >/dev/null
}

# is_debian_rust: is the `rustc` on PATH the one in /usr?
is_debian_rust() { [[ $(rustc --print sysroot) == /usr ]]; }

# bring_wasm_rust: sets up PATH and the environment for building for wasm32.
# Call it after bring_rust, in a subshell if native builds follow.
bring_wasm_rust() {
  case ${WASM_TOOLCHAIN:-} in
    rustup) rustup_wasm || die 'rustup could not add the wasm32 target' ;;
    debian) debian_wasm ;;
    '') rustup_wasm || debian_wasm ;;
    *) die "WASM_TOOLCHAIN is '$WASM_TOOLCHAIN'; it can be 'rustup' or 'debian'" ;;
  esac
}

rustup_wasm() {
  have rustup && ! is_debian_rust || return 1
  has_wasm_std && return 0
  # Once this has failed here, the Debian way is set up, and asking the network
  # again at each start would cost the time-out each time.
  [[ ${WASM_TOOLCHAIN:-} != rustup && -d $DEBIAN_STD ]] && return 1
  say 'Adding the wasm32 target by rustup'
  quietly timeout 180 rustup target add "$WASM_TARGET" && has_wasm_std
}

debian_wasm() {
  bring_debian rustc-web cargo-web rust-web-src lld-19 ||
    die "no wasm32 target: 'rustup target add $WASM_TARGET' failed, and Debian's packages are not to be had"
  link_debian_rust
  PATH=$DEBIAN_RUST_BIN:$PATH
  # A rustup proxy would otherwise be asked for through these.
  unset RUSTUP_TOOLCHAIN RUSTC CARGO
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
  debian_std_is_current || build_debian_std
}

# A standard library serves only the compiler that built it.
debian_std_is_current() {
  has_wasm_std && [[ -f $DEBIAN_STD/built-by &&
    $(<"$DEBIAN_STD/built-by") == "$(rustc --version)" ]]
}

build_debian_std() {
  local work as_root=()
  ((EUID == 0)) || as_root=(sudo)
  say 'Building the wasm32 standard library, once (one to three minutes)'
  work=$(mktemp -d)
  mkdir "$work/src"
  : >"$work/src/lib.rs"
  printf '%s\n' '[package]' 'name = "std-builder"' 'version = "0.0.0"' \
    'edition = "2021"' '[lib]' 'crate-type = ["cdylib"]' '[workspace]' \
    >"$work/Cargo.toml"
  # `test` is what wasm tests are compiled against.
  (
    cd "$work"
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR=$work/target quietly \
      cargo build --release --target "$WASM_TARGET" \
      -Zbuild-std=std,test,panic_abort
  ) || die 'the wasm32 standard library did not build'
  "${as_root[@]}" rm -rf "$DEBIAN_STD"
  "${as_root[@]}" mkdir -p "$DEBIAN_STD"
  "${as_root[@]}" cp "$work/target/$WASM_TARGET"/release/deps/*.rlib "$DEBIAN_STD/"
  rustc --version | "${as_root[@]}" tee "$DEBIAN_STD/built-by" >/dev/null
  rm -rf "$work"
}
