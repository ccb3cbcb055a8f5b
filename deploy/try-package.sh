#!/usr/bin/env bash
# Tries what `./scrip package` made, as a stranger would: installs the .deb in a fresh folder of Debian, sets it up over TLS,
# uses it, upgrades, removes and purges it; then starts the container image with a root that cannot be written to.
# Needs root, debootstrap, curl, openssl, unshare and ip; takes some minutes. It leaves nothing behind.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
out=$PWD/server/target/package

die() {
    echo "FAILED: $1" >&2
    exit 1
}

say() {
    printf '%4d s  %s\n' $((SECONDS)) "$1"
}

[ "$(id -u)" = 0 ] || die "it needs root, for chroot and mount"
for program in debootstrap dpkg-deb curl openssl unshare ip; do
    command -v "$program" >/dev/null || die "it needs $program"
done
deb=$(ls "$out"/scrip_*.deb) || die "there is no package: ./scrip package"

if [ -z "${TRY_FOLDER:-}" ]; then
    TRY_FOLDER=$(mktemp -d /var/tmp/scrip-try-XXXXXX)
    export TRY_FOLDER
    trap 'rm -rf --one-file-system "$TRY_FOLDER"' EXIT
    # A fresh Debian: that of the image, if it was made, for it is one.
    if [ -f "$out/base.made" ]; then
        cp -a "$out/base" "$TRY_FOLDER/debian"
    else
        debootstrap --variant=minbase bookworm "$TRY_FOLDER/debian" ${DEBIAN_MIRROR:-} >"$TRY_FOLDER/debootstrap.log" 2>&1 \
            || die "$(tail -n 3 "$TRY_FOLDER/debootstrap.log")"
    fi
    # Mounts, processes and ports of its own: nothing can be left, and port 443 is free.
    unshare --mount --pid --net --fork --mount-proc --propagation private --kill-child bash "$PWD/deploy/try-package.sh"
    exit
fi

root=$TRY_FOLDER/debian
ip link set lo up
# The service may open ports below 1024; here, without systemd, everybody may.
echo 0 >/proc/sys/net/ipv4/ip_unprivileged_port_start
chroot_with() {
    # Java asks on which mounted file system a folder is; the root of a chroot is none by itself.
    mountpoint -q "$1" || mount --bind "$1" "$1"
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    mount -t tmpfs -o mode=1777 tmpfs "$1/dev/shm"
}

in_debian() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" "$@"
}

# Waits until an address answers 200.
wait_for() {
    local tries=0
    until curl -sf --cacert "$TRY_FOLDER/certificate.pem" "$1" >"$TRY_FOLDER/answer" 2>/dev/null; do
        tries=$((tries + 1))
        [ "$tries" -lt 240 ] || die "$1 does not answer: $(tail -n 20 "$TRY_FOLDER/server.log")"
        kill -0 "$server" 2>/dev/null || die "the server has ended: $(tail -n 20 "$TRY_FOLDER/server.log")"
        sleep 0.5
    done
}

start() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root chroot "$root" scrip start >"$TRY_FOLDER/server.log" 2>&1 &
    server=$!
    local began=$EPOCHREALTIME
    wait_for https://localhost/health/readiness
    say "serves after $(echo "$EPOCHREALTIME $began" | awk '{printf "%.1f", $1 - $2}') s: https://localhost/health/readiness says $(cat "$TRY_FOLDER/answer")"
}

stop() {
    local code=0
    kill -TERM "$server"
    wait "$server" || code=$?
    [ "$code" = 143 ] || die "stopped with $code instead of 143: $(tail -n 5 "$TRY_FOLDER/server.log")"
    ! pgrep -u "$(in_debian id -u scrip)" >/dev/null || die "something goes on after the stop: $(ps aux | grep -c scrip)"
    say "stopped by SIGTERM, and its PostgreSQL with it"
}

certificate() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=localhost/O=$1" \
        -addext subjectAltName=DNS:localhost -keyout "$TRY_FOLDER/key.pem" -out "$TRY_FOLDER/certificate.pem" 2>/dev/null
    cp "$TRY_FOLDER"/{certificate,key}.pem "$root/root/"
}

chroot_with "$root"
[ ! -e "$root/usr/bin/java" ] || die "this Debian has a Java"
certificate first

say "a fresh Debian $(cat "$root/etc/debian_version"), without Java and systemd"
cp "$deb" "$root/root/scrip.deb"
in_debian dpkg -i /root/scrip.deb >"$TRY_FOLDER/dpkg.log" 2>&1 || die "$(cat "$TRY_FOLDER/dpkg.log")"
say "first command, dpkg -i: $(tail -n 1 "$TRY_FOLDER/dpkg.log")"
[ "$(stat -c '%U %a' "$root/etc/scrip/scrip.conf")" = "root 640" ] || die "others may read scrip.conf"
[ ! -e "$root/usr/lib/scrip/runtime/bin/javac" ] || die "the package carries a compiler"
in_debian scrip --version | sed 's/^/        /'
in_debian scrip setup --origin https://localhost --certificate /root/certificate.pem --key /root/key.pem >"$TRY_FOLDER/setup.log" 2>&1 \
    || die "$(cat "$TRY_FOLDER/setup.log")"
say "second command, scrip setup: $(head -n 1 "$TRY_FOLDER/setup.log")"

start
user=$(ps -o user:20= -p "$server" | tr -d ' ')
[ "$(ps -o uid= -p "$server" | tr -d ' ')" = "$(in_debian id -u scrip)" ] || die "the server runs as $user"
grep -q start.aot "/proc/$server/maps" && say "the start cache is in use" || say "NOTE: the start cache is not in use"
[ "$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8082/health/liveness)" = 200 ] || die "the management port does not answer"
curl -s -o /dev/null -D - --cacert "$TRY_FOLDER/certificate.pem" https://localhost/ | grep -qi '^strict-transport-security' || die "no HSTS"
in_debian scrip organization create north --name "North Hospital" >/dev/null || die "an organization could not be made"
in_debian scrip organization list | grep -q north || die "the organization is not there"
in_debian test -s /var/lib/scrip/first-administrator || die "there is no link for the first administrator"
in_debian scrip doctor >"$TRY_FOLDER/doctor.log" 2>&1 || die "doctor: $(cat "$TRY_FOLDER/doctor.log")"
say "an organization made from the terminal; scrip doctor finds no fault"

certificate second
in_debian scrip setup --certificate /root/certificate.pem --key /root/key.pem
wait_for https://localhost/health/readiness
say "a renewed certificate is served without a start"
stop

mkdir "$TRY_FOLDER/next"
dpkg-deb -R "$deb" "$TRY_FOLDER/next/tree"
sed -i 's/^\(Version: .*\)$/\1+1/' "$TRY_FOLDER/next/tree/DEBIAN/control"
dpkg-deb --root-owner-group -Zzstd -b "$TRY_FOLDER/next/tree" "$root/root/next.deb" >/dev/null
rm -rf "$TRY_FOLDER/next"
in_debian dpkg -i /root/next.deb >"$TRY_FOLDER/dpkg.log" 2>&1 || die "$(cat "$TRY_FOLDER/dpkg.log")"
grep -q '^SCRIP_ORIGIN = https://localhost$' "$root/etc/scrip/scrip.conf" || die "the upgrade lost the settings"
[ "$(stat -c '%U %a' "$root/etc/scrip/scrip.conf")" = "root 640" ] || die "others may read scrip.conf after the upgrade"
say "upgraded to $(in_debian dpkg-query -W -f '${Version}' scrip); the settings are kept"
start
in_debian scrip organization list | grep -q north || die "the upgrade lost the organization"
say "the organization is there"
stop
in_debian scrip verify >"$TRY_FOLDER/verify.log" 2>&1 || die "verify: $(cat "$TRY_FOLDER/verify.log")"
say "scrip verify: $(tail -n 1 "$TRY_FOLDER/verify.log")"

in_debian dpkg -r scrip >/dev/null 2>&1 || die "it cannot be removed"
[ ! -e "$root/usr/lib/scrip" ] && [ ! -e "$root/usr/bin/scrip" ] || die "the removal left the program"
[ -d "$root/var/lib/scrip/pg" ] && [ -f "$root/etc/scrip/scrip.conf" ] || die "the removal took data or settings"
say "removed; data and settings are kept"
in_debian dpkg -P scrip >/dev/null 2>&1 || die "it cannot be purged"
[ ! -e "$root/var/lib/scrip" ] && [ ! -e "$root/etc/scrip" ] || die "the purge left data or settings"
say "purged; nothing is left"

image=$(ls "$out"/scrip-*.oci.tar 2>/dev/null) || {
    say "no image to try"
    exit
}
layout=$TRY_FOLDER/layout root=$TRY_FOLDER/image
mkdir "$layout" "$root"
tar -xf "$image" -C "$layout"
# Follows the digests from the index to the layers, and compares each.
blob() {
    [ "$(sha256sum "$layout/blobs/sha256/$1" | cut -d ' ' -f 1)" = "$1" ] || die "the blob $1 is not what it says"
    echo "$layout/blobs/sha256/$1"
}
digests() {
    grep -o 'sha256:[0-9a-f]\{64\}' "$1" | cut -d : -f 2
}
manifest=$(blob "$(digests "$layout/index.json")")
read -r -d "" config base program <<<"$(digests "$manifest" | tr '\n' ' ')" || true
for each in "$base" "${program%% *}"; do
    layer=$(blob "$each")
    grep -q "$(gzip -dc "$layer" | sha256sum | cut -d ' ' -f 1)" "$(blob "$config")" || die "the digest of an unpacked layer is wrong"
    tar -xzf "$layer" -C "$root" --numeric-owner
done
say "the image's digests are right"
mkdir "$TRY_FOLDER/volume"
chown 10001:10001 "$TRY_FOLDER/volume"
chmod 700 "$TRY_FOLDER/volume"
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$TRY_FOLDER/volume" "$root/var/lib/scrip"
chroot_with "$root"
env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin SCRIP_HOST=0.0.0.0 SCRIP_PORT=8080 SCRIP_METERING_PORT=8081 SCRIP_MANAGEMENT_PORT=8082 \
    SCRIP_MANAGEMENT_HOST=0.0.0.0 chroot --userspec=10001:10001 "$root" sh -c 'cd /var/lib/scrip && exec /usr/bin/scrip start' \
    >"$TRY_FOLDER/server.log" 2>&1 &
server=$!
wait_for http://127.0.0.1:8082/health/readiness
! touch "$root/usr/probe" 2>/dev/null || die "the root can be written to"
grep -q start.aot "/proc/$server/maps" && say "the start cache is in use" || say "NOTE: the start cache is not in use"
say "the image serves as uid $(ps -o uid= -p "$server" | tr -d ' ') with a root that cannot be written to: $(cat "$TRY_FOLDER/answer")"
kill -TERM "$server"
wait "$server" || [ $? = 143 ] || die "the container did not stop in order"
say "all is well"
