# shellcheck shell=bash
# Brings Node's packages. Needs say.sh, stamps.sh, and the repository's root as
# the working directory.

readonly OLDEST_NODE=20

# bring_node: a node that is new enough.
bring_node() {
  { have node && have npm; } ||
    die "no Node here: install Node $OLDEST_NODE or newer with npm (https://nodejs.org)"
  (($(node -p 'process.versions.node.split(".")[0]') >= OLDEST_NODE)) ||
    die "Node $(node --version) is too old: $OLDEST_NODE or newer is needed"
}

# bring_node_packages: node_modules as package-lock.json says.
bring_node_packages() {
  local wanted
  bring_node
  wanted=$(fingerprint package.json package-lock.json)
  # npm writes its own record last: without it an installation was cut short.
  if [[ -f node_modules/.package-lock.json ]] && is_fresh node-packages "$wanted"; then
    return 0
  fi
  say 'Installing the Node packages of package-lock.json'
  mark_stale node-packages
  # One retry: a dropped connection is the commonest cause of a failure here.
  quietly npm ci --no-fund --no-audit || quietly npm ci --no-fund --no-audit ||
    die 'npm ci failed'
  mark_fresh node-packages "$wanted"
}
