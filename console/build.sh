#!/bin/sh
# Builds the console into dist/ with the system's npm, unless its sources are unchanged. Called by Maven.
set -eu
cd "$(dirname "$0")"

sum_of() {
    find "$@" -type f ! -name schema.d.ts -print 2>/dev/null | LC_ALL=C sort | tr '\n' '\0' | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

contract=../server/src/main/resources/openapi.yaml
made_of=$(sum_of src public scripts site index.html package.json package-lock.json vite.config.ts tsconfig.json build.sh "$contract" \
    $(find ../docs ../SECURITY.md ../CHANGELOG.md -name '*.md'))
stamp=dist/.made-of
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$made_of" ]; then
    exit 0
fi

if ! command -v npm >/dev/null 2>&1; then
    echo "console: there is no npm (Node.js 20.19 or newer with npm builds the console)" >&2
    exit 1
fi

locked=$(sum_of package.json package-lock.json)
installed=node_modules/.locked
if [ ! -f "$installed" ] || [ "$(cat "$installed")" != "$locked" ]; then
    echo "console: npm ci" >&2
    # The browser for tests is the system's; none is downloaded here.
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error
    printf '%s\n' "$locked" >"$installed"
fi

echo "console: building because sources changed" >&2
rm -rf dist
npm run --silent build
printf '%s\n' "$made_of" >"$stamp"
