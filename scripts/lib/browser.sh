# shellcheck shell=bash
# Brings a Chromium with its driver, and a Firefox. Needs say.sh and packages.sh.
#
# CHROMIUM, CHROMEDRIVER and FIREFOX name other ones than those found on PATH.

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

# bring_firefox: exports FIREFOX. It is driven by its own WebDriver BiDi, so it
# needs no driver.
bring_firefox() {
  local name
  for name in firefox-esr firefox; do
    [[ ${FIREFOX:-} ]] || FIREFOX=$(command -v "$name" || true)
  done
  if [[ -z $FIREFOX ]]; then
    bring_debian firefox-esr || return 1
    FIREFOX=/usr/bin/firefox-esr
  fi
  export FIREFOX
}
