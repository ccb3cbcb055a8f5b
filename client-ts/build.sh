#!/bin/sh
# Builds the client into dist/ with what is installed for the console; with `test`, its tests into dist-test/ too.
set -eu
cd "$(dirname "$0")"

tools=../console/node_modules
PATH=$PWD/$tools/node/bin:$PATH
if [ ! -x "$tools/.bin/tsc" ]; then
    echo "client-ts: $tools has no tsc: build the console first" >&2
    exit 1
fi
ln -sfn "$tools" node_modules

# TypeScript believes what it remembers even if somebody has deleted what it made.
[ -f dist/index.js ] || rm -rf dist
[ "${1:-}" = test ] || exec node_modules/.bin/tsc -b .

contract=../server/src/main/resources/openapi.yaml
if [ ! -f target/schema.d.ts ] || [ -n "$(find "$contract" -newer target/schema.d.ts)" ]; then
    mkdir -p target
    node_modules/.bin/openapi-typescript "$contract" -o target/schema.d.ts --default-non-nullable=false >/dev/null
fi
# What only Node.js has is not used in a browser.
exec node_modules/.bin/tsc -b test test/browser
