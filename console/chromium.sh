#!/bin/sh
# Prints the Chromium that plays the stories: SCRIP_CHROMIUM, or the system's; on Debian, installs it if permitted.
set -eu

found() {
    for candidate in "${SCRIP_CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$candidate" ] && command -v "$candidate"; then
            return 0
        fi
    done
    return 1
}

found && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "scrip: installing Chromium and a font with Chinese for the stories in a browser" >&2
    export DEBIAN_FRONTEND=noninteractive
    {
        apt-get update -q && apt-get install -q -y --no-install-recommends chromium fonts-noto-cjk
    } >&2 || true
    found && exit 0
fi
echo "scrip: no Chromium found, which plays the stories: install it (on Debian: sudo apt-get install chromium fonts-noto-cjk) or name one in SCRIP_CHROMIUM" >&2
exit 1
