# shellcheck shell=bash
# Adds to dist/ files that open without a host. Needs say.sh, stamps.sh and site.sh,
# and the repository's root as the working directory.

build_single() {
  local wanted
  wanted=$(fingerprint dist/index.html dist/embed.html www package-lock.json \
    scripts/single.mjs scripts/lib/{importable-without-document,lean-templates}.mjs \
    scripts/lib/package-{bundle,modules}.mjs)
  if [[ -f dist/single/unstable-gradients.html ]] && is_fresh single "$wanted"; then
    return 0
  fi
  say 'Building dist/single/, files that open without a host'
  mark_stale single
  rm -rf dist/single
  node scripts/single.mjs dist ||
    die 'the single files were not built'
  mark_fresh single "$wanted"
}
