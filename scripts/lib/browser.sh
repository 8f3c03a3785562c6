# shellcheck shell=bash
# Brings a Chromium and its driver. Needs say.sh and packages.sh.
#
# CHROMIUM and CHROMEDRIVER name other ones than those found on PATH.

# bring_browser: exports CHROMIUM and CHROMEDRIVER.
bring_browser() {
  local name
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    [[ ${CHROMIUM:-} ]] || CHROMIUM=$(command -v "$name" || true)
  done
  CHROMEDRIVER=${CHROMEDRIVER:-$(command -v chromedriver || true)}
  if [[ -z $CHROMIUM || -z $CHROMEDRIVER ]]; then
    # The two must be of one version, so both come from one place.
    bring_debian chromium chromium-driver || return 1
    CHROMIUM=/usr/bin/chromium CHROMEDRIVER=/usr/bin/chromedriver
  fi
  export CHROMIUM CHROMEDRIVER
}
