#!/usr/bin/env bash
# Makes a container image without a container engine: image.sh TREE VERSION ARCHITECTURE OUT
#   TREE   the files of the Debian package
# The base layer comes from Debian's packages by debootstrap (DEBIAN_MIRROR names a mirror), for no registry of images is
# needed then; the second layer is the program. The image is an archive of the OCI layout.
set -euo pipefail
readonly suite=bookworm user=10001 date=@1767225600

if [ "${1:-}" = --missing ]; then
    if ! command -v debootstrap >/dev/null; then
        echo "it needs debootstrap (apt-get install debootstrap)"
    elif [ "$(id -u)" != 0 ]; then
        echo "it needs root, as debootstrap does"
    fi
    exit 0
fi
tree=$1 version=$2 architecture=$3 out=$4
image=$out/image blobs=$out/image/blobs/sha256
base=$out/base program=$out/layer

if [ ! -f "$out/base.made" ]; then
    echo "scrip: making the base layer from packages of Debian" >&2
    rm -rf "$base"
    debootstrap --variant=minbase "$suite" "$base" ${DEBIAN_MIRROR:-} >"$out/debootstrap.log" 2>&1 || {
        tail -n 5 "$out/debootstrap.log" >&2
        echo "scrip: debootstrap failed, see $out/debootstrap.log" >&2
        exit 1
    }
    rm -rf "$base"/var/cache/apt/* "$base"/var/lib/apt/lists/* "$base"/var/log/* "$base"/usr/share/man/*
    touch "$out/base.made"
fi

rm -rf "$program" "$image"
mkdir -p "$blobs" "$program/etc" "$program/var/lib/scrip"
cp -a "$tree/usr" "$program/usr"
cp -a "$tree/etc/scrip" "$program/etc/scrip"
cp -p "$base/etc/passwd" "$base/etc/group" "$program/etc/"
echo "scrip:x:$user:$user::/var/lib/scrip:/usr/sbin/nologin" >>"$program/etc/passwd"
echo "scrip:x:$user:" >>"$program/etc/group"
chown -R 0:0 "$program"
chown -R "0:$user" "$program/etc/scrip"
chown "$user:$user" "$program/var/lib/scrip"
chmod 700 "$program/var/lib/scrip"

# The start cache is made where the program will be, in a root of both layers.
echo "scrip: making a start cache" >&2
whole=$out/whole
rm -rf "$whole"
cp -a "$base" "$whole"
cp -a "$program/." "$whole/"
install -d -m 700 -o "$user" -g "$user" "$whole/var/lib/scrip"
unshare --mount --propagation private sh -eu -c '
    mount --bind "$1" "$1"
    mount -t proc proc "$1/proc"
    mount --rbind /dev "$1/dev"
    exec chroot --userspec="$2:$2" "$1" /usr/lib/scrip/make-start-cache /var/lib/scrip
' sh "$whole" "$user"
if [ -f "$whole/var/lib/scrip/start.aot" ]; then
    install -m 644 "$whole/var/lib/scrip/start.aot" "$program/usr/lib/scrip/start.aot"
else
    tail -n 3 "$whole/var/lib/scrip/training.log" >&2
    echo "scrip: the start cache could not be made: the image goes without" >&2
fi
rm -rf --one-file-system "$whole"

# Moves a file to where its digest says, and prints that.
keep() {
    local digest
    digest=$(sha256sum "$1" | cut -d ' ' -f 1)
    mv "$1" "$blobs/$digest"
    echo "$digest"
}

# Packs a folder ($1); sets its digests and size.
layer() {
    tar --create --directory "$1" --file "$image/layer" --sort=name --numeric-owner --format=gnu \
        --mtime="$date" --clamp-mtime --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' .
    unpacked=$(sha256sum "$image/layer" | cut -d ' ' -f 1)
    gzip -n -4 "$image/layer"
    packed=$(keep "$image/layer.gz")
    size=$(stat -c %s "$blobs/$packed")
}

layer "$base"
base_unpacked=$unpacked base_packed=$packed base_size=$size
layer "$program"

cat >"$image/config" <<JSON
{"architecture": "$architecture", "os": "linux", "created": "2026-01-01T00:00:00Z",
 "config": {"User": "$user:$user", "WorkingDir": "/var/lib/scrip",
  "Env": ["PATH=/usr/sbin:/usr/bin:/sbin:/bin", "SCRIP_HOST=0.0.0.0", "SCRIP_PORT=8080", "SCRIP_METERING_PORT=8081",
   "SCRIP_MANAGEMENT_PORT=8082", "SCRIP_MANAGEMENT_HOST=0.0.0.0"],
  "Entrypoint": ["/usr/bin/scrip"], "Cmd": ["start"], "StopSignal": "SIGTERM",
  "ExposedPorts": {"8080/tcp": {}, "8081/tcp": {}, "8082/tcp": {}}, "Volumes": {"/var/lib/scrip": {}, "/tmp": {}},
  "Labels": {"org.opencontainers.image.title": "scrip", "org.opencontainers.image.version": "$version",
   "org.opencontainers.image.licenses": "Apache-2.0"}},
 "rootfs": {"type": "layers", "diff_ids": ["sha256:$base_unpacked", "sha256:$unpacked"]}}
JSON
config_size=$(stat -c %s "$image/config")
config=$(keep "$image/config")

readonly media=application/vnd.oci.image
cat >"$image/manifest" <<JSON
{"schemaVersion": 2, "mediaType": "$media.manifest.v1+json",
 "config": {"mediaType": "$media.config.v1+json", "digest": "sha256:$config", "size": $config_size},
 "layers": [
  {"mediaType": "$media.layer.v1.tar+gzip", "digest": "sha256:$base_packed", "size": $base_size},
  {"mediaType": "$media.layer.v1.tar+gzip", "digest": "sha256:$packed", "size": $size}]}
JSON
manifest_size=$(stat -c %s "$image/manifest")
manifest=$(keep "$image/manifest")

# A tilde may not stand in the name of an image's version.
cat >"$image/index.json" <<JSON
{"schemaVersion": 2, "mediaType": "$media.index.v1+json", "manifests": [
 {"mediaType": "$media.manifest.v1+json", "digest": "sha256:$manifest", "size": $manifest_size,
  "platform": {"architecture": "$architecture", "os": "linux"},
  "annotations": {"org.opencontainers.image.ref.name": "${version/\~/-}", "io.containerd.image.name": "scrip:${version/\~/-}"}}]}
JSON
echo '{"imageLayoutVersion": "1.0.0"}' >"$image/oci-layout"
archive=$out/scrip-${version/\~/-}-$architecture.oci.tar
rm -f "$out"/scrip-*.oci.tar
tar --create --directory "$image" --file "$archive" --sort=name --owner=0 --group=0 --mtime="$date" oci-layout index.json blobs
rm -rf "$image" "$program"
echo "$archive"
