#!/usr/bin/env bash
# Sets the version wherever it stands: deploy/set-version.sh 1.2.0, or 1.3.0-SNAPSHOT. Commits nothing.
# The Helm chart, the tags of images and the examples never say -SNAPSHOT.
set -euo pipefail
cd "$(dirname "$0")/.."

new=${1:-}
[[ $new =~ ^[0-9]+\.[0-9]+\.[0-9]+(-SNAPSHOT)?$ ]] || {
    echo "usage: deploy/set-version.sh VERSION, such as 1.2.0 or 1.3.0-SNAPSHOT" >&2
    exit 2
}
old=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' pom.xml)
[ -n "$old" ] || { echo "pom.xml: there is no version below <project>" >&2; exit 1; }

# replace OLD NEW FILE...: each file must have it.
replace() {
    local from=${1//./\\.} to=$2 file
    shift 2
    for file; do
        grep -q "$from" "$file" || { echo "$file: does not say $from" >&2; exit 1; }
        sed "s|$from|$to|" "$file" >"$file.new"
        cat "$file.new" >"$file"
        rm "$file.new"
    done
}

replace "<version>$old</version>" "<version>$new</version>" pom.xml ./*/pom.xml
replace "ARG VERSION=$old" "ARG VERSION=$new" Dockerfile deploy/connect/Dockerfile
chart=deploy/helm/waybill
replace "^appVersion: $old" "appVersion: $new" "$chart/Chart.yaml"
replace "^version: ${old%-SNAPSHOT}" "version: ${new%-SNAPSHOT}" "$chart/Chart.yaml"
replace "image: waybill:${old%-SNAPSHOT}" "image: waybill:${new%-SNAPSHOT}" docker-compose.yml
replace "image: waybill-connect:${old%-SNAPSHOT}" "image: waybill-connect:${new%-SNAPSHOT}" docker-compose.yml
replace "tag: ${old%-SNAPSHOT}" "tag: ${new%-SNAPSHOT}" "$chart/ci/large-values.yaml"
replace "waybill-connect:${old%-SNAPSHOT}" "waybill-connect:${new%-SNAPSHOT}" "$chart/ci/strimzi-values.yaml"
replace "waybill-export-sink-${old%-SNAPSHOT}-plugin" "waybill-export-sink-${new%-SNAPSHOT}-plugin" "$chart/ci/strimzi-values.yaml"

# The plain manifests are what the chart makes; HelmChartTest holds them to it.
plain=deploy/kubernetes/waybill.yaml
replace "app.kubernetes.io/version: \"$old\"" "app.kubernetes.io/version: \"$new\"" "$plain"
replace "image: waybill:$old" "image: waybill:$new" "$plain"
replace "waybill-connect:${old%-SNAPSHOT}" "waybill-connect:${new%-SNAPSHOT}" "$plain"
replace "waybill-export-sink-${old%-SNAPSHOT}-plugin" "waybill-export-sink-${new%-SNAPSHOT}-plugin" "$plain"

echo "$old -> $new"
