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

readonly HOST_PACKAGES=.tools/host-packages

# bring_host_packages: what the projects of examples/ need that npm installs; a
# copy of each is built there.
bring_host_packages() {
  local host wanted failed=0
  for host in astro docusaurus; do
    wanted=$(fingerprint "examples/$host/package.json")
    [[ -d $HOST_PACKAGES/$host/node_modules ]] && is_fresh "host-$host" "$wanted" && continue
    say "Installing ${host^}"
    mark_stale "host-$host"
    rm -rf "${HOST_PACKAGES:?}/$host"
    mkdir -p "$HOST_PACKAGES/$host"
    cp "examples/$host/package.json" "$HOST_PACKAGES/$host/"
    install_host_packages "$HOST_PACKAGES/$host" ||
      install_host_packages "$HOST_PACKAGES/$host" || { failed=1; continue; }
    mark_fresh "host-$host" "$wanted"
  done
  return "$failed"
}

# install_host_packages FOLDER: no script of a package is run.
install_host_packages() {
  quietly npm install --prefix "$1" --prefer-offline --ignore-scripts \
    --no-package-lock --no-audit --no-fund
}
