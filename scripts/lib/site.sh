# shellcheck shell=bash
# Makes dist/ of the sources and what was built from them. Needs say.sh and
# stamps.sh, and the repository's root as the working directory.

readonly SITE_PARTS=(index.html embed.html figure.html lecture.html www)

build_site() {
  local wanted kept
  wanted=$(fingerprint - "${SITE_PARTS[@]}" LICENSE-MIT LICENSE-APACHE \
    vite.config.js scripts/{offline,notices}.mjs Cargo.lock scripts/lib/{package-notices,common-files,figure-pages,importable-without-document,lean-templates}.mjs package-lock.json scripts/lib/site.sh \
    <<<"${SITE_ADDRESS:-}")
  if [[ -f dist/.nojekyll ]] && is_fresh site "$wanted"; then
    return 0
  fi
  say 'Building dist/'
  mark_stale site
  quietly node_modules/.bin/vite build --outDir dist.new --emptyOutDir ||
    die 'the site did not build'
  kept=$(node scripts/offline.mjs dist.new) ||
    die 'the service worker was not built'
  node scripts/notices.mjs dist.new ||
    die 'the licences of others were not listed'
  cp LICENSE-MIT LICENSE-APACHE dist.new/
  # GitHub Pages would otherwise run the files through Jekyll.
  : >dist.new/.nojekyll
  rm -rf dist
  mv dist.new dist
  mark_fresh site "$wanted"
  note "$(find dist -type f | wc -l) files, $(du -sk dist | cut -f1) kB"
  note "$kept"
}
