# shellcheck shell=bash
# Makes dist-package/, which `npm pack` turns into the package of the figures.
# Needs say.sh, stamps.sh and toolchain.sh, and the repository's root as the working directory.

build_package() {
  local wanted
  wanted=$(fingerprint www LICENSE-MIT LICENSE-APACHE Cargo.lock \
    package.json package-lock.json scripts/package.mjs scripts/state-tables.mjs \
    scripts/lib/{common-files,importable-without-document,lean-templates}.mjs \
    scripts/lib/package{.sh,-bundle.mjs,-manifest.mjs,-modules.mjs,-notices.mjs,-types.mjs})
  if [[ -f dist-package/package.json ]] && is_fresh package "$wanted"; then
    return 0
  fi
  say 'Building dist-package/'
  mark_stale package
  # Its notices name the crates that the core is made of.
  have cargo || bring_rust
  quietly node scripts/package.mjs dist-package.new ||
    die 'the package did not build'
  rm -rf dist-package
  mv dist-package.new dist-package
  mark_fresh package "$wanted"
  note "$(find dist-package -type f | wc -l) files, $(du -sk dist-package | cut -f1) kB"
}
