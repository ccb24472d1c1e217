#!/bin/sh
# Counts events and sums bytes in every format with programs that are not ours; see ../check-with-other-tools.md.
# Usage: read-with-other-tools.sh BUCKET_FOLDER [FOLDER_WITH_NODE_MODULES] [avro-tools.jar]
set -eu
bucket=$(cd "$1" && pwd)
modules=${2:-}
avro=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
first=

# say FORMAT TOOL "EVENTS BYTES": one line of the table; all must be the same.
say() {
    first=${first:-$3}
    verdict=
    [ "$3" = "$first" ] || { verdict='  DIFFERS'; failed=1; }
    printf '%-18s %-24s %s%s\n' "$1" "$2" "$3" "$verdict"
}

has() { command -v "$1" >/dev/null || { echo "($1 is not there: left out)"; return 1; }; }
text() { find "$bucket/$1" -type f -name '*.gz' -exec zcat {} +; }

if has mlr; then
    for format in csv json-flat json-cloudsmith json-nested json-array; do
        input=--ijson
        [ "$format" != csv ] || input=--icsv
        say "$format" Miller "$(text $format | mlr $input --onidx stats1 -a sum,count -f bytes \
            then put '$n = $bytes_count; $s = $bytes_sum' then cut -o -f n,s)"
    done
fi

if has jq; then
    for format in json-flat json-cloudsmith json-nested json-array json-timestamp ecs ocsf; do
        say "$format" jq "$(text $format | if [ "$format" = json-timestamp ]; then cut -d ' ' -f 2-; else cat; fi |
            jq -nr '[inputs | if type == "array" then .[] else . end
                | (.bytes // .http.response.bytes? // .http_response.length? // 0)]
                | "\(length) \(add)"')"
    done
fi

if has goaccess && has jq; then
    for pair in apache-common=COMMON apache-combined=COMBINED s3-access-log=AWSS3 w3c=CLOUDFRONT; do
        format=${pair%=*}
        text "$format" | goaccess --log-format="${pair#*=}" --no-global-config -o "$work/report.json" - >/dev/null 2>&1
        say "$format" "GoAccess ${pair#*=}" "$(jq -r '.general | "\(.valid_requests) \(.bandwidth)"' "$work/report.json")"
        failures=$(jq .general.failed_requests "$work/report.json")
        [ "$failures" = 0 ] || { echo "$format: GoAccess failed on $failures lines"; failed=1; }
    done
fi

say apache-cloudsmith awk "$(text apache-cloudsmith | awk -F '\t' 'NF != 10 { exit 1 } { s += $7 } END { printf "%d %.0f", NR, s }')"
say cef grep+awk "$(text cef | grep -o '^CEF:0|.* out=[0-9]*' | awk -F ' out=' '{ s += $NF } END { printf "%d %.0f", NR, s }')"

if [ -n "$avro" ]; then
    find "$bucket/avro" -type f -name '*.avro' >"$work/files"
    while read -r file; do
        java -jar "$avro" tojson "$file" 2>/dev/null </dev/null >>"$work/avro.json"
    done <"$work/files"
    say avro avro-tools "$(grep -c . "$work/avro.json") $(grep -o '"bytes":{"long":[0-9]*' "$work/avro.json" |
        awk -F : '{ s += $NF } END { printf "%.0f", s }')"
fi

if [ -n "$modules" ] && has node; then
    cp "$(dirname "$0")/read-parquet.mjs" "$modules/waybill-read-parquet.mjs"
    node "$modules/waybill-read-parquet.mjs" "$bucket" >"$work/parquet"
    rm "$modules/waybill-read-parquet.mjs"
    while IFS='|' read -r format tool figures; do
        say "$format" "$tool" "$figures"
    done <"$work/parquet"
fi
exit $failed
