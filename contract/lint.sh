#!/bin/sh
# Checks the contract by two public linters and by the project's own rules (spectral.yaml). A warning fails, too.
set -eu
cd "$(dirname "$0")"

contract=${1:-../server/src/main/resources/openapi.yaml}
locked=$(sha256sum package.json package-lock.json | sha256sum | cut -d ' ' -f 1)
installed=node_modules/.locked
if [ ! -f "$installed" ] || [ "$(cat "$installed")" != "$locked" ]; then
    npm ci --no-audit --no-fund --loglevel=error
    printf '%s\n' "$locked" >"$installed"
fi

node lint.mjs "$contract" &
public=$!
faults=0
node_modules/.bin/spectral lint --ruleset spectral.yaml --fail-severity hint --quiet --format text "$contract" || faults=1
wait "$public" || faults=1
exit "$faults"
