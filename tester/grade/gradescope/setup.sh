#!/usr/bin/env bash
# Gradescope runs this once, when the autograder's image is built: it has a network then, and no submission.
set -euo pipefail

kit="${AUTOGRADER_ROOT:-/autograder}/source"
cd "$kit"

# An image's own Node will do from 20.18 on. Else the very one that made this bundle is installed beside the kit.
is_new_enough() {
  command -v node > /dev/null && node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit(major > 20 || (major === 20 && minor >= 18) ? 0 : 1)'
}

if ! command -v npm > /dev/null; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends npm ca-certificates
fi
if ! is_new_enough; then
  npm install --prefix "$kit/node" --no-audit --no-fund --loglevel=error "node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@$(cat node-version)"
  export PATH="$(echo "$kit"/node/node_modules/node-linux-*/bin):$PATH"
fi
command -v node > node-path

npm ci --ignore-scripts --no-audit --no-fund --loglevel=error

# Whoever owns the submission's process must not read the salt.
if [ -f salt ]; then chmod 600 salt; fi
node .raftlab/cli.js --version
