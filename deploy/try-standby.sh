#!/usr/bin/env bash
# Tries what docs/operating/standby.md describes: three nodes, each with Debian's etcd, Patroni and PostgreSQL 15, in network namespaces of
# this script's own; Scrip beside them, and callers that book without a pause while nodes are killed, cut off and switched over. Then it looks
# whether every acknowledged use is there once.
# Needs root, ip, unshare, iptables, openssl, curl, python3, psql and the packages etcd-server, etcd-client, patroni, postgresql-15; about
# eight minutes. It leaves nothing behind: what it starts and mounts ends with it, also if it is killed.
#     SCRIP="…" deploy/try-standby.sh [--keep-logs FOLDER]       SCRIP: how Scrip is run, default ./scrip
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

LIMIT_SECONDS=1500
BIN=/usr/lib/postgresql/15/bin
SCRIP=${SCRIP:-$PWD/scrip}
kit=$PWD/deploy/standby

die() {
    echo "FAILED: $1" >&2
    exit 1
}

say() {
    printf '%4d s  %s\n' $((SECONDS)) "$1"
}

if [ -z "${TRY_FOLDER:-}" ]; then
    [ "$(id -u)" = 0 ] || die "it needs root, for network namespaces"
    for program in ip unshare iptables openssl curl psql patroni patronictl etcd etcdctl /usr/bin/python3 $BIN/postgres; do
        command -v "$program" >/dev/null || die "it needs $program"
    done
    TRY_FOLDER=$(mktemp -d /var/tmp/scrip-standby-XXXXXX)
    export TRY_FOLDER KEEP_LOGS=
    [ "${1:-}" = --keep-logs ] && KEEP_LOGS=$(realpath "$2")
    trap '[ -z "$KEEP_LOGS" ] || { mkdir -p "$KEEP_LOGS" && cp "$TRY_FOLDER"/*.log "$TRY_FOLDER"/answers "$KEEP_LOGS"; } 2>/dev/null || true; rm -rf --one-file-system "$TRY_FOLDER"' EXIT
    timeout --signal=KILL "$LIMIT_SECONDS" \
        unshare --mount --pid --net --fork --mount-proc --propagation private --kill-child bash "$PWD/deploy/try-standby.sh"
    exit
fi

# ---- the network: this namespace is the switch and has Scrip; n1, n2 and n3 are the nodes ----

address() {
    echo "10.99.0.1${1#n}"
}

on() {
    local node=$1
    shift
    ip netns exec "$node" "$@"
}

network() {
    mkdir -p /run/netns
    mount -t tmpfs tmpfs /run/netns
    ip link set lo up
    ip link add switch type bridge
    ip addr add 10.99.0.1/24 dev switch
    ip link set switch up
    local node
    for node in n1 n2 n3; do
        ip netns add "$node"
        ip link add "port-$node" type veth peer name eth0 netns "$node"
        ip link set "port-$node" master switch up
        on "$node" ip link set lo up
        on "$node" ip addr add "$(address "$node")/24" dev eth0
        on "$node" ip link set eth0 up
    done
}

# ---- the nodes ----

start_etcd() {
    local node=$1 at
    at=$(address "$node")
    on "$node" etcd --enable-v2=true --name "$node" --data-dir "$TRY_FOLDER/$node/etcd" --initial-cluster-token scrip \
        --listen-peer-urls "http://$at:2380" --initial-advertise-peer-urls "http://$at:2380" \
        --listen-client-urls "http://$at:2379" --advertise-client-urls "http://$at:2379" \
        --initial-cluster n1=http://10.99.0.11:2380,n2=http://10.99.0.12:2380,n3=http://10.99.0.13:2380 \
        --initial-cluster-state new >>"$TRY_FOLDER/etcd-$node.log" 2>&1 &
}

start_patroni() {
    local node=$1
    on "$node" setpriv --reuid=postgres --regid=postgres --init-groups env -i PATH=/usr/bin:/bin LC_ALL=C.UTF-8 \
        patroni "$TRY_FOLDER/$node/patroni.yml" >>"$TRY_FOLDER/patroni-$node.log" 2>&1 &
}

node() {
    local node=$1 folder=$TRY_FOLDER/$1
    mkdir -p "$folder/sockets"
    cp "$TRY_FOLDER/certificate.pem" "$TRY_FOLDER/key.pem" "$folder/"
    sed -e "s|NAME|$node|; s|ADDRESS_\([123]\)|10.99.0.1\1|g; s|ADDRESS|$(address "$node")|; s|CERTIFICATE|$folder/certificate.pem|" \
        -e "s|KEY|$folder/key.pem|; s|DATA|$folder/pg|; s|PGPASS|$folder/pgpass|; s|SOCKETS|$folder/sockets|; s|NETWORK|10.99.0.0/24|" \
        -e "s|PASSWORD_SUPERUSER|$PASSWORD|; s|PASSWORD_REPLICATOR|$PASSWORD|" "$kit/patroni.yml" >"$folder/patroni.yml"
    chown -R postgres: "$folder"
    chmod 700 "$folder"
    chmod 600 "$folder/key.pem"
    start_etcd "$node"
    start_patroni "$node"
}

# As when its power fails: first nobody hears of it any more, then everything on it is dead.
power_off() {
    ip link set "port-$1" down
    # ip netns pids also has those whose parents are here.
    ip netns pids "$1" | xargs -r kill -9
}

power_on() {
    ip link set "port-$1" up
    start_etcd "$1"
    start_patroni "$1"
}

# From the other two nodes, not from Scrip.
cut_off() {
    local other
    for other in n1 n2 n3; do
        [ "$other" = "$1" ] || {
            on "$1" iptables -A INPUT -s "$(address "$other")" -j DROP
            on "$1" iptables -A OUTPUT -d "$(address "$other")" -j DROP
        }
    done
}

heal() {
    on "$1" iptables -F
}

# What the nodes say by Patroni: the leader, a synchronous standby, any other node; waits for it.
primary() {
    role leader "${1:-}"
}

synchronous() {
    role sync_standby
}

role() {
    local node
    for node in n1 n2 n3; do
        [ "$node" != "${2:-}" ] || continue
        case $1 in
            leader) curl -sf -m 2 -o /dev/null "http://$(address "$node"):8008/primary" && echo "$node" && return ;;
            sync_standby) curl -sf -m 2 -o /dev/null "http://$(address "$node"):8008/synchronous" && echo "$node" && return ;;
        esac
    done
    return 1
}

# Three nodes, one of them synchronous, the third streaming.
steady() {
    local tries=0
    until members=$(curl -sf -m 2 "http://$(address "$(primary || echo n1)"):8008/cluster") &&
        [ "$(grep -o '"state": "running"\|"state": "streaming"' <<<"$members" | wc -l)" = 3 ] &&
        grep -q sync_standby <<<"$members" && grep -q '"role": "leader"' <<<"$members"; do
        tries=$((tries + 1))
        [ $tries -lt 120 ] || die "the nodes do not come together: $members"
        sleep 1
    done
}

wait_until() {
    local what=$1 tries=0
    shift
    until "$@" >/dev/null 2>&1; do
        tries=$((tries + 1))
        [ $tries -lt 240 ] || die "not within two minutes: $what"
        sleep 0.5
    done
}

sql() {
    PGPASSWORD=$PASSWORD psql -XAtq "host=10.99.0.11,10.99.0.12,10.99.0.13 port=5432 user=postgres dbname=$1 target_session_attrs=read-write \
        connect_timeout=2 sslmode=verify-full sslrootcert=$TRY_FOLDER/certificate.pem" -c "$2"
}

uses() {
    /usr/bin/python3 "$kit/uses.py" "$@"
}

booking() {
    curl -sf -m 2 -o /dev/null "http://127.0.0.1:8080/health/readiness"
}

# Breaks something, waits until all is well again, and tells how long nothing was acknowledged.
trial() {
    local what=$1 began
    shift
    steady
    sleep 5
    began=$EPOCHREALTIME
    "$@"
    sleep 5
    wait_until "serving after: $what" booking
    sleep 10
    say "$what: $(uses pause "$TRY_FOLDER/answers" "$began")"
}

kill_postgres() {
    leader=$(primary)
    kill -9 "$(head -n 1 "$TRY_FOLDER/$leader/pg/postmaster.pid")"
}

kill_node() {
    leader=$(primary)
    power_off "$leader"
    wait_until "another primary" primary "$leader"
}

kill_standby() {
    leader=$(synchronous)
    power_off "$leader"
}

acknowledged() {
    grep -c ', 20[01], ' "$TRY_FOLDER/answers"
}

# PostgreSQL and Patroni of both standbys die, and etcd lives: the primary stays one, and nobody has what it commits.
kill_standbys() {
    local node pid before
    leader=$(primary)
    for node in n1 n2 n3; do
        [ "$node" = "$leader" ] || for pid in $(ip netns pids "$node"); do
            [ "$(cat "/proc/$pid/comm" 2>/dev/null)" = etcd ] || kill -9 "$pid" 2>/dev/null || true
        done
    done
    sleep 2
    before=$(acknowledged)
    sleep 18
    [ "$(acknowledged)" = "$before" ] || die "uses are acknowledged that no standby has"
    for node in n1 n2 n3; do
        [ "$node" = "$leader" ] || start_patroni "$node"
    done
}

cut_primary() {
    leader=$(primary)
    cut_off "$leader"
    wait_until "another primary" primary "$leader"
}

has_ended() {
    [ "$(PGPASSWORD=$PASSWORD psql -XAtq "host=$(address "$1") user=postgres dbname=postgres connect_timeout=2" -c "select pg_is_in_recovery()" 2>/dev/null)" != f ]
}

switch_over() {
    patronictl -c "$TRY_FOLDER/n1/patroni.yml" switchover --master "$(primary)" --candidate "$(synchronous)" --force \
        >>"$TRY_FOLDER/switchover.log" 2>&1
}

# ---- the trial ----

PASSWORD=$(openssl rand -hex 16)
chmod 711 "$TRY_FOLDER"
network
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=database \
    -addext subjectAltName=IP:10.99.0.11,IP:10.99.0.12,IP:10.99.0.13 \
    -keyout "$TRY_FOLDER/key.pem" -out "$TRY_FOLDER/certificate.pem" 2>/dev/null
chmod 644 "$TRY_FOLDER/certificate.pem"
for node in n1 n2 n3; do
    node "$node"
done
steady
say "three nodes: $(on n1 patroni --version), $($BIN/postgres --version), $(etcd --version | head -n 1)"

sql postgres "create role scrip login noinherit password '$PASSWORD'"
sql postgres "create database scrip"
PGPASSWORD=$PASSWORD psql -Xq -v login=scrip -f server/src/main/resources/db/roles.sql \
    "host=$(address "$(primary)") user=postgres dbname=scrip sslmode=verify-full sslrootcert=$TRY_FOLDER/certificate.pem"
export SCRIP_DATABASE_URL="jdbc:postgresql://10.99.0.11,10.99.0.12,10.99.0.13/scrip?targetServerType=primary&connectTimeout=2&sslmode=verify-full&sslrootcert=$TRY_FOLDER/certificate.pem"
export SCRIP_DATABASE_USER=scrip SCRIP_DATABASE_PASSWORD=$PASSWORD SCRIP_DATA=$TRY_FOLDER/beside SCRIP_PORT=8080
SCRIP_ADMIN_TOKEN=$(openssl rand -hex 20)
export SCRIP_ADMIN_TOKEN
$SCRIP start >"$TRY_FOLDER/scrip.log" 2>&1 &
server=$!
wait_until "Scrip serves" booking

ask() {
    curl -s --fail-with-body -o "$TRY_FOLDER/answer" -X "$1" "http://127.0.0.1:8080/v1/organizations/hospital$2" -H "Authorization: Bearer $SCRIP_ADMIN_TOKEN" \
        -H "Content-Type: application/json" -H "Idempotency-Key: $RANDOM$RANDOM" -d "$3" || die "$1 $2: $(cat "$TRY_FOLDER/answer")"
}
ask PUT "" '{"kind": "institution", "name": "Hospital"}'
ask POST /grants '{"resource": "aimis/cloud-inspection", "quantity": 100000000, "storage_years": 5}'
ask POST /keys "{\"name\": \"PACS\", \"actions\": [\"uses.write\"], \"expires_at\": \"$(date -u -d '+1 day' +%FT%TZ)\"}"
token=$(grep -o '"secret": *"[^"]*"' "$TRY_FOLDER/answer" | cut -d '"' -f 4)
[ -n "$token" ] || die "no key"
/usr/bin/python3 "$kit/uses.py" book http://127.0.0.1:8080 "$token" hospital "$TRY_FOLDER/answers" 2>"$TRY_FOLDER/uses.log" &
callers=$!
sleep 10
say "16 callers book: $(wc -l <"$TRY_FOLDER/answers") uses in 10 s"

trial "the primary's PostgreSQL is killed" kill_postgres
trial "the primary switches over by patronictl" switch_over
trial "the power of the primary's node fails" kill_node
power_on "$leader"
trial "the power of the synchronous standby fails" kill_standby
power_on "$leader"
trial "both standbys are away for 20 s" kill_standbys
trial "the primary is cut off from the other nodes, not from Scrip" cut_primary
wait_until "the primary that was cut off has ended" has_ended "$leader"
say "   the one cut off takes no writes any more"
heal "$leader"
steady

kill -TERM "$callers"
wait "$callers" || die "a caller was refused: $(tail -n 3 "$TRY_FOLDER/uses.log")"
grep -v '"standby-' "$TRY_FOLDER/answers" && die "an answer without a key"
sql scrip "select key_text, count(*) from log where key_text like 'standby-%' group by 1" >"$TRY_FOLDER/booked.log"
grep -v '|1$' "$TRY_FOLDER/booked.log" && die "booked more than once"
grep ', 20[01], ' "$TRY_FOLDER/answers" | grep -o '"standby-[0-9-]*"' | tr -d '"' | sort >"$TRY_FOLDER/told.log"
[ -z "$(uniq -d "$TRY_FOLDER/told.log")" ] || die "a use was acknowledged twice to a caller that asked once"
cut -d '|' -f 1 "$TRY_FOLDER/booked.log" | sort >"$TRY_FOLDER/there.log"
lost=$(comm -23 "$TRY_FOLDER/told.log" "$TRY_FOLDER/there.log" | wc -l)
[ "$lost" = 0 ] || die "$lost acknowledged uses are lost"
say "$(acknowledged) uses acknowledged, $(wc -l <"$TRY_FOLDER/there.log") booked, each once, none lost"
repeated=$(uses again http://127.0.0.1:8080 "$token" hospital "$TRY_FOLDER/answers") || die "$repeated"
say "$repeated"
# shellcheck disable=SC2086
$SCRIP verify >"$TRY_FOLDER/verify.log" 2>&1 || die "verify: $(tail -n 5 "$TRY_FOLDER/verify.log")"
say "scrip verify: $(tail -n 1 "$TRY_FOLDER/verify.log")"
kill -TERM "$server"
wait "$server" || [ $? = 143 ] || die "Scrip did not stop in order: $(tail -n 5 "$TRY_FOLDER/scrip.log")"
say "all is well"
