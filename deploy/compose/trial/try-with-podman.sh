#!/bin/sh
# Builds our images, brings docker-compose.yml up under podman, and walks through docs/how-to/deploy-with-compose.md, which
# says what this needs and what it does not prove. Ends with 0 if all was so, and leaves nothing behind.
# Usage, as root: deploy/compose/trial/try-with-podman.sh
set -eu

trial=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
root=$(CDPATH='' cd -- "$trial/../../.." && pwd -P)
began=$(date +%s)
step() { printf '%5d s  %s\n' "$(($(date +%s) - began))" "$*"; }
fail() {
    step "NOT SO: $*" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || fail "this is not root, who may make the base image"
for tool in podman debootstrap "${COMPOSE:=docker-compose}" tar curl; do
    command -v "$tool" >/dev/null || fail "there is no $tool; the page says what to install"
done
case $("$COMPOSE" version --short) in
    2.* | [3-9].* | [1-9][0-9].*) ;;
    *) fail "$COMPOSE is older than 2" ;;
esac

# With TRIAL_FOLDER the images stay there for the next trial.
work=${TRIAL_FOLDER:-$(mktemp -d "${TMPDIR:-/tmp}/waybill-trial.XXXXXX")}
project=$work/project
log=$work/log
maven=${MAVEN_REPOSITORY:-$work/maven}
rm -rf "$project" "$work/host" "$work/debian"
mkdir -p "$work/networks" "$work/host" "$project" "$maven"
: >"$log"

# A storage, networks and locks of its own: nothing of other users of podman is seen or touched.
export CONTAINERS_CONF="$work/containers.conf" CONTAINERS_REGISTRIES_CONF="$work/registries.conf"
cat >"$CONTAINERS_CONF" <<END
[engine]
lock_type = "file"
END
[ -z "${PODMAN_RUNTIME:-}" ] || echo "runtime = \"$PODMAN_RUNTIME\"" >>"$CONTAINERS_CONF"
echo 'unqualified-search-registries = ["docker.io"]' >"$CONTAINERS_REGISTRIES_CONF"
podman() {
    command podman --root "$work/storage" --runroot "$work/run" --tmpdir "$work/run/libpod" --network-config-dir "$work/networks" "$@"
}
compose() {
    DOCKER_HOST="unix://$work/podman.sock" "$COMPOSE" --project-directory "$project" \
        --file "$project/docker-compose.yml" --file "$work/limits.yml" "$@" 2>>"$log"
}

children=
clean() {
    code=$?
    trap - EXIT HUP INT TERM
    if [ "$code" != 0 ]; then
        tail -n 40 "$log" >&2
        [ ! -S "$work/podman.sock" ] || compose logs --no-color --tail 40 >&2 || :
    fi
    [ ! -S "$work/podman.sock" ] || compose down --volumes --timeout 20 >>"$log" 2>&1 || :
    for child in $children; do kill "$child" 2>/dev/null || :; done
    if [ -z "${TRIAL_FOLDER:-}" ]; then
        podman rmi --all --force >>"$log" 2>&1 || :
        umount "$work/storage/overlay" 2>/dev/null || :
        rm -rf "$work"
    fi
    step "cleaned up; $([ "$code" = 0 ] && echo "all was so" || echo "ended with $code")"
    exit "$code"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

# wait_for SECONDS WHAT COMMAND: until the command succeeds.
wait_for() {
    end=$(($(date +%s) + $1))
    what=$2
    shift 2
    until "$@" >>"$log" 2>&1; do
        [ "$(date +%s)" -lt "$end" ] || fail "$what"
        sleep 2
    done
}

# --- Images -----------------------------------------------------------------------------------------------------------

tar -C "$root" --exclude=./.git --exclude=target --exclude=node_modules --exclude=./.waybill -c . | tar -C "$project" -x
image() { sed -n "s|^ *image: \\($1:.*\\)|\\1|p; s|^FROM \\($1:[^ ]*\\).*|\\1|p" "$root/docker-compose.yml" "$root/Dockerfile" "$root/deploy/connect/Dockerfile" | sort -u; }
kafka=$(image apache/kafka)
registry=$(image apicurio/apicurio-registry)
waybill=$(image waybill)
connect=$(image waybill-connect)
base=localhost/trial-base:1

if ! podman image exists "$base"; then
    debootstrap --variant=minbase --include=ca-certificates,openjdk-17-jdk-headless,maven,curl,wget,procps bookworm \
        "$work/debian" "${DEBIAN_MIRROR:-http://deb.debian.org/debian}" >>"$log" 2>&1 || fail "debootstrap made a Debian"
    # This machine's own certificate authorities, if it has any.
    cp -R /usr/local/share/ca-certificates "$work/debian/usr/local/share/"
    chroot "$work/debian" update-ca-certificates >>"$log" 2>&1
    tar -C "$work/debian" -c . | podman import --change 'ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64' - "$base" >>"$log" 2>&1
    rm -rf "$work/debian"
fi
for name in $(image maven) $(image eclipse-temurin); do podman tag "$base" "docker.io/library/$name"; done
step "a Debian with a JDK stands in for" $(image maven) $(image eclipse-temurin)

# Podman's own limits can be higher than a machine lets it give: as many as this shell has, and 32,768 at most.
limit() { awk -v name="$1" 'index($0, name) == 1 { most = $(NF - 1); print (most == "unlimited" || most > 32768 ? 32768 : most) }' /proc/self/limits; }
files=$(limit 'Max open files')
processes=$(limit 'Max processes')
services() { sed -n '/^services:/,/^volumes:/s/^  \([a-z-]*\):$/\1/p' "$root/docker-compose.yml"; }
{
    echo 'services:'
    for service in $(services); do echo "  $service: { ulimits: { nofile: $files, nproc: $processes } }"; done
} >"$work/limits.yml"

build() { podman build --pull=never --ulimit "nofile=$files:$files" --ulimit "nproc=$processes:$processes" --volume "$maven:/root/.m2/repository" "$@" >>"$log" 2>&1; }
build --build-arg BASE="$base" --build-arg KAFKA_VERSION="${kafka#*:}" -t "docker.io/$kafka" "$trial/kafka" || fail "$kafka has a stand-in"
build --build-arg BASE="$base" --build-arg REGISTRY_VERSION="${registry#*:}" -t "docker.io/$registry" "$trial/registry" ||
    fail "$registry has a stand-in"
step "Maven Central's jars stand in for $kafka $registry"

# The commit reaches the programs by the build argument that Compose takes from its environment.
REVISION=$(git -C "$root" rev-parse HEAD 2>>"$log" || echo unknown)
export REVISION
[ "$(compose config | grep -c "^ *REVISION: $REVISION\$")" = 2 ] || fail "compose gives both images their commit"
build --build-arg REVISION="$REVISION" -t "docker.io/library/$waybill" "$project" || fail "Dockerfile builds"
version=$(podman run --rm --pull=never --network none --ulimit "nofile=$files:$files" --ulimit "nproc=$processes:$processes" \
    "docker.io/library/$waybill" --version 2>>"$log") || fail "the image says its version"
case $version in *"$REVISION"*) ;; *) fail "the image says that it is of $REVISION; it says $version" ;; esac
step "Dockerfile built $waybill, which says: $version"
build --build-arg REVISION="$REVISION" -t "docker.io/library/$connect" -f "$project/deploy/connect/Dockerfile" --target waybill-sink-alone "$project" || fail "deploy/connect/Dockerfile builds"
step "deploy/connect/Dockerfile built $connect without Confluent's sink"

# --- Up ---------------------------------------------------------------------------------------------------------------

# Confluent's sink is not in the image, so neither is the export that it would deliver.
sed -i '/^  - id: archive$/,$d' "$project/deploy/compose/tenants/acme.yaml"
sed -i '/^  confluent-s3-sink:$/,$d' "$project/deploy/compose/platform.yaml"
# A change takes effect after two minutes instead of seven.
cat >>"$project/deploy/compose/platform.yaml" <<'END'
settings: { future-skew: PT10S, lead: PT2M }
END

DISABLE_HC_SYSTEMD=true command podman --root "$work/storage" --runroot "$work/run" --tmpdir "$work/run/libpod" \
    --network-config-dir "$work/networks" system service --time 0 "unix://$work/podman.sock" >>"$log" 2>&1 &
children="$children $!"
wait_for 20 "podman serves Docker's API" test -S "$work/podman.sock"
state() { podman inspect --format "$2" "waybill-$1-1" 2>>"$log"; }
# Where there is no systemd, nobody runs the health checks for podman: this does, at their intervals.
watch_health() {
    while sleep "$2"; do podman healthcheck run "waybill-$1-1" >/dev/null 2>&1 || :; done
}
awk '/^  [a-z-]+:$/ { sub(":", ""); service = $1 } /^      interval:/ { sub("s$", ""); print service, $2 }' "$root/docker-compose.yml" >"$work/checked"
while read -r service interval; do
    watch_health "$service" "$interval" &
    children="$children $!"
done <"$work/checked"

all_up() {
    while read -r service interval; do
        [ "$(state "$service" '{{.State.Health.Status}}')" = healthy ] || return 1
    done <"$work/checked"
}
up() {
    compose up --detach --no-build --pull never >>"$log" || fail "compose starts everything"
    for once in apply receipt-key; do
        [ "$(state $once '{{.State.Status}} {{.State.ExitCode}}')" = "exited 0" ] || fail "$once ended with 0"
    done
    wait_for 120 "all services are healthy" all_up
    wait_for 120 "the application is ready" curl -fsS http://127.0.0.1:8080/readyz
}
up
step "up: $(wc -l <"$work/checked") services are healthy, apply and receipt-key ended with 0, /readyz answers 200"

# --- A tenant, its events and its files -------------------------------------------------------------------------------

specs=$project/deploy/compose/tenants
events=20

# inside OPTION... apply [COMMAND]: in a container of the service apply. Compose does not get its exit code from podman, so that is asked for.
inside() {
    compose run --name waybill-trial -T "$@" || :
    code=$(podman inspect --format '{{.State.ExitCode}}' waybill-trial)
    podman rm --force waybill-trial >>"$log" 2>&1
    return "$code"
}
# apply_trial WHAT: sets begin, the time from which on the export is as its file says.
apply_trial() {
    inside apply >"$work/applied" || fail "apply $1"
    cat "$work/applied" >>"$log"
    begin=$(sed -n 's|^.* trial/downloads .* from \([0-9TZ:-]*\) on.*$|\1|p' "$work/applied")
    [ -n "$begin" ] || fail "apply says from when on: $1"
    step "apply $1, from $begin on"
    wait_for 200 "$begin has come" sh -c "[ \$(date +%s) -ge $(date -d "$begin" +%s) ]"
}
publish() {
    number=0
    while [ "$number" -lt "$events" ]; do
        number=$((number + 1))
        echo "trial|{\"event_id\":\"$1-$number\",\"tenant\":\"trial\",\"occurred_at\":\"$(date -u +%FT%TZ)\",\"method\":\"GET\",\"status\":200}"
    done | compose exec -T broker /opt/kafka/bin/kafka-console-producer.sh --bootstrap-server broker:9092 \
        --topic download-events --reader-property parse.key=true --reader-property 'key.separator=|' >>"$log" || fail "the broker takes events"
    until=$(date -u -d '1 minute' +%FT%H:%M:00Z)
    step "published $events events"
}
fetch() {
    rm -rf "$work/host/delivered"
    compose cp local-store:/var/lib/waybill/trial-logs/client-logs "$work/host/delivered" >>"$log" 2>&1
}
verify() {
    inside --no-deps --user "$(id -u)" --volume "$work/host:/host:ro" apply verify --rows --public-key /host/signing.pub.pem "$@"
}
delivered_and_signed() { fetch && verify --until "$until" "/host/delivered"; }
# delivered NAME ENDING: each event that was published under this name is in the files, once, and verify finds nothing.
delivered() {
    wait_for 400 "the windows up to $until are delivered, and verify finds nothing wrong" delivered_and_signed
    find "$work/host/delivered" -name "*.$2" -exec zcat {} + >"$work/rows"
    for number in $(seq "$events"); do
        [ "$(grep -c -E "(^|\")$1-$number[,\"]" "$work/rows")" = 1 ] || fail "$1-$number is in the files once"
    done
    step "all $events are in $(find "$work/host/delivered" -name "*.$2" | wc -l) files *.$2, each once; verify --rows finds nothing wrong"
}
hashes() { (cd "$work/host/delivered" && find . -type f -exec sha256sum {} + | sort); }

registered() { curl -fsS "http://127.0.0.1:8081/apis/ccompat/v7/$1" -H 'Content-Type: application/vnd.schemaregistry.v1+json' ${2:+--data "$2"}; }
schema=$(registered subjects/trial-value/versions '{"schema":"\"string\""}') || fail "the registry takes a schema"
schema=$(echo "$schema" | tr -dc 0-9)
known=$(registered "schemas/ids/$schema") || fail "the registry answers with the schema $schema"
case $known in *'"schema":"\"string\""'*) ;; *) fail "the registry has the schema under its id; it says $known" ;; esac

cp "$trial/trial.yaml" "$specs/"
inside apply plan --bootstrap=broker:9092 --tenants=/etc/waybill/tenants --platform=/etc/waybill/platform.yaml >>"$log" ||
    fail "plan"
apply_trial "adds the tenant"
compose cp streams:/run/receipts/signing.pub.pem "$work/host/" >>"$log" 2>&1 || fail "the public key can be copied"
publish first
delivered first csv.gz

object=$(find "$work/host/delivered" -name '*.csv.gz' | head -n 1)
echo >>"$object"
if verify /host/delivered >>"$log"; then fail "verify finds a changed object"; fi
step "verify finds a byte that was added to an object"

sed -i 's/^    format: .*/    format: { kind: json-lines, compression: gzip }/' "$specs/trial.yaml"
apply_trial "changes the format"
publish second
delivered second jsonl.gz
step "memory: $(podman stats --no-stream --format '{{.Name}} {{.MemUsage}}' | sed -n 's/^waybill-\(.*\)-1 \([1-9].*\)$/\1 \2;/p' | tr '\n' ' ')"

# --- Everything stops and starts --------------------------------------------------------------------------------------

hashes >"$work/before"
compose stop >>"$log" 2>&1 || fail "everything stops"
# A JVM that ends after SIGTERM has the code 143; 137 is one that was killed.
while read -r service interval; do
    case $(state "$service" '{{.State.ExitCode}}') in
        0 | 143) ;;
        *) fail "$service ends by itself when it is stopped; it ended with $(state "$service" '{{.State.ExitCode}}')" ;;
    esac
done <"$work/checked"
compose down >>"$log" 2>&1 || fail "the containers go"
step "stopped, each service by itself; the containers are gone, the volumes stay"
up
step "up again"
again=$(registered "schemas/ids/$schema")
[ "$again" = "$known" ] || fail "the registry has the schema under its id; it said $known, and now $again"
publish third
delivered third jsonl.gz
hashes >"$work/after"
[ -z "$(comm -23 "$work/before" "$work/after")" ] || fail "what was delivered before is there, unchanged"
step "what was delivered before is there, unchanged"
