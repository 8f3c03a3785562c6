# shellcheck shell=bash
# Assembles dist/ from the sources and what was built from them. Needs say.sh
# and stamps.sh, and the repository's root as the working directory.

readonly SITE_PARTS=(index.html embed.html www LICENSE-MIT LICENSE-APACHE)

assemble_site() {
  local wanted part
  for part in "${SITE_PARTS[@]}"; do
    [[ -e $part ]] || die "$part is missing: the site is not whole"
  done
  wanted=$(fingerprint "${SITE_PARTS[@]}" scripts/lib/site.sh)
  if [[ -f dist/.nojekyll ]] && is_fresh site "$wanted"; then
    return 0
  fi
  say 'Assembling dist/'
  mark_stale site
  rm -rf dist.new
  mkdir dist.new
  cp -R "${SITE_PARTS[@]}" dist.new/
  # GitHub Pages would otherwise run the files through Jekyll.
  : >dist.new/.nojekyll
  find dist.new -name .gitignore -delete
  rm -rf dist
  mv dist.new dist
  mark_fresh site "$wanted"
  note "$(find dist -type f | wc -l) files, $(du -sk dist | cut -f1) kB"
}
