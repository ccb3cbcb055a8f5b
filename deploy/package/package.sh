#!/usr/bin/env bash
# Called by `./scrip package`: makes a Debian package and a container image of the program as it was built.
#   package.sh RUN OUT [deb|image]
#   RUN   the program as plain jars; OUT has java.options and usage already, and gets everything that is made
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
run=$1 out=$2 wanted=${3:-both}
program=$out/program

# All of Java SE: libraries reach much of it by reflection, which no tool can see. Then what is not in it: memory outside
# the heap (unsupported), archives as file systems (Flyway, zipfs), figures of the machine (management), host names by DNS,
# keys of elliptic curves, texts in more encodings, and jcmd to look into a server that misbehaves.
modules=java.se,jdk.unsupported,jdk.zipfs,jdk.management,jdk.naming.dns,jdk.crypto.ec,jdk.charsets,jdk.localedata,jdk.net,jdk.jfr,jdk.jcmd

die() {
    echo "scrip: $1" >&2
    exit 1
}

command -v dpkg-deb >/dev/null || die "no dpkg-deb found: packages are made on Debian or Ubuntu (or: apt-get install dpkg)"
case "$(uname -m)" in
    x86_64) architecture=amd64 other=arm64v8 ;;
    aarch64) architecture=arm64 other=amd64 ;;
    *) die "there is no PostgreSQL in Scrip for $(uname -m)" ;;
esac
for jar in "$run"/../scrip-server-*-exec.jar; do
    version=${jar##*/scrip-server-}
    version=${version%-exec.jar}
done
# A snapshot comes before its release.
version=${version/-/\~}
version=${version,,}

echo "scrip: making a runtime" >&2
rm -rf "$program"
mkdir -p "$program/lib"
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --no-man-pages --no-header-files --output "$program/runtime" >"$out/jlink.log" 2>&1 \
    || { cat "$out/jlink.log" >&2; die "the runtime could not be made"; }
cp "$run/scrip-server.jar" "$program/"
cp "$run"/lib/*.jar "$program/lib/"
rm -f "$program"/lib/embedded-postgres-binaries-linux-"$other"-*.jar
cp "$out/java.options" "$program/java.options"
{
    sed -e '/^Of the working copy/,$d' -e '/after a build it first makes a start cache/d' -e 's|\./scrip|scrip|g' -e 's|; data in SCRIP_DATA.*|; settings in /etc/scrip/scrip.conf, data in /var/lib/scrip|' "$out/usage" | sed -e '$d'
    echo '  setup        serve over TLS: write the settings, take a certificate, start the service'
} >"$program/usage"

java() {
    "$program/runtime/bin/java" "@$program/java.options" -Dscrip.name=scrip "$@"
}

# The start cache, made where the program is installed, holds for jars and a runtime of these dates.
find "$program" -exec touch -h -d @1767225600 {} +

java -jar "$program/scrip-server.jar" completion bash >"$program/completion"
java -jar "$program/scrip-server.jar" config --template \
    | sed -e 's|^# SCRIP_DATA = .*|SCRIP_DATA = /var/lib/scrip|' >"$out/scrip.conf"
grep -q '^SCRIP_DATA = /var/lib/scrip$' "$out/scrip.conf" || die "the template of settings has no SCRIP_DATA"

rm -f "$out"/scrip_*.deb
bash "$here/deb.sh" "$program" "$out/scrip.conf" "$version" "$architecture" "$out"
[ "$wanted" != deb ] || exit 0
missing=$(bash "$here/image.sh" --missing)
if [ -n "$missing" ]; then
    [ "$wanted" != image ] || die "no image made: $missing"
    echo "scrip: no image made: $missing" >&2
    exit 0
fi
bash "$here/image.sh" "$out/tree" "$version" "$architecture" "$out"
