#!/bin/sh
# Plays the stories of e2e/ in a real browser, against the server that SCRIP_URL and SCRIP_TOKEN name, or against
# its own: the built program with the demo in an empty folder. Arguments are passed to Playwright. Called by Maven.
set -eu
cd "$(dirname "$0")"

SCRIP_CHROMIUM=$(sh chromium.sh)
export SCRIP_CHROMIUM
if [ -z "${SCRIP_URL:-}" ]; then
    played=$PWD/target/stories
    rm -rf "$played"
    mkdir -p "$played"
    jar=$(ls ../server/target/scrip-server-*-exec.jar)
    # Passkeys are bound to a host name, so the browser uses localhost.
    SCRIP_PORT=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })')
    SCRIP_URL=http://localhost:$SCRIP_PORT
    SCRIP_TOKEN=$(node -p 'require("crypto").randomBytes(24).toString("hex")')
    SCRIP_STORIES_SERVER="exec '${JAVA_HOME:?names no JDK 25}/bin/java' --enable-native-access=ALL-UNNAMED -jar '$jar' start --demo >'$played/server.log' 2>&1"
    SCRIP_DATA=$played/data
    # As usual; with the demo nobody needs one.
    SCRIP_SECOND_FACTOR=administrator,finance
    export SCRIP_SECOND_FACTOR SCRIP_PORT SCRIP_URL SCRIP_TOKEN SCRIP_STORIES_SERVER SCRIP_DATA SCRIP_ADMIN_TOKEN="$SCRIP_TOKEN" SCRIP_EMERGENCY_TOKEN=on
fi
node_modules/.bin/playwright test "$@" || {
    echo "scrip: a story failed; its picture is in console/target/playwright, and if the stories had a server of their own its log is console/target/stories/server.log" >&2
    exit 1
}
