# shellcheck shell=bash
# Debian packages, for machines that lack a tool. Needs say.sh.

_apt_updated=''

# bring_debian PACKAGE...: installs those not installed yet.
bring_debian() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null |
      grep -q 'install ok installed' || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  have apt-get || {
    note "wanted: ${missing[*]}, but this machine has no apt-get"
    return 1
  }
  local as_root=()
  if ((EUID != 0)); then
    have sudo || {
      note "wanted: ${missing[*]}; installing them takes root or sudo"
      return 1
    }
    as_root=(sudo)
  fi
  say "Installing from Debian: ${missing[*]}"
  if [[ -z $_apt_updated ]]; then
    quietly "${as_root[@]}" apt-get update ||
      note 'apt-get update failed; going on with the lists at hand'
    _apt_updated=yes
  fi
  quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${missing[@]}"
}
