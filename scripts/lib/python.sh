# shellcheck shell=bash
# Brings Python and the documentation tools that figures are tried in. Needs
# say.sh, stamps.sh, packages.sh, and the repository's root as the working
# directory.

readonly HOST_TOOLS=.tools/hosts

# bring_numpy: a python3 with NumPy, to run the scripts that the figures give.
bring_numpy() {
  "${PYTHON:-python3}" -c 'import numpy' 2>/dev/null || bring_debian python3-numpy
}

# bring_host_python: a python3 that makes environments.
bring_host_python() {
  "${PYTHON:-python3}" -c 'import ensurepip' 2>/dev/null || bring_debian python3 python3-venv
}

# bring_host_tools: the tools of examples/requirements.txt, in a folder of their own.
bring_host_tools() {
  local wanted
  wanted=$(fingerprint examples/requirements.txt)
  [[ -x $HOST_TOOLS/bin/myst ]] && is_fresh host-tools "$wanted" && return 0
  say 'Installing Sphinx, MkDocs, JupyterLab, MyST and Hugo'
  mark_stale host-tools
  bring_host_python
  quietly "${PYTHON:-python3}" -m venv --clear "$HOST_TOOLS" || return 1
  # One retry: a dropped connection is the commonest cause of a failure here.
  quietly "$HOST_TOOLS/bin/pip" install -r examples/requirements.txt ||
    quietly "$HOST_TOOLS/bin/pip" install -r examples/requirements.txt || return 1
  mark_fresh host-tools "$wanted"
}
