#!/usr/bin/env bash
# Builds a commit twice, from two fresh clones in folders of different names, with different time zones and languages, and compares
# all that would be published, byte by byte. Exit code 0: equal.
#
#     deploy/check-reproducible.sh [--with-tests] [COMMIT [FOLDER [OPTION...]]]
#
# COMMIT is HEAD unless it is said. What the first build made is copied to FOLDER. With --with-tests the first build runs all tests.
# Both builds get each OPTION for Maven: -Dquick leaves formatting and static analysis out.
set -euo pipefail
# Jars keep the modes of the files that they are made of.
umask 022
root=$(cd "$(dirname "$0")/.." && pwd -P)

tests=-DskipTests
if [ "${1:-}" = --with-tests ]; then
    tests=-DskipTests=false
    shift
fi
commit=$(git -C "$root" rev-parse --verify "${1:-HEAD}^{commit}")
keep=${2:-}
shift $(($# < 2 ? $# : 2))
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build FOLDER OPTION...: prints Maven's log only if it fails.
build() {
    local folder=$1
    shift
    git clone -q "$root" "$folder"
    git -C "$folder" checkout -q --detach "$commit"
    echo "building $commit in $folder ..."
    (cd "$folder" && CI=true mvn -B -ntp verify -Prelease "-Dwaybill.revision=$commit" "$@" >build.log 2>&1) || {
        tail -n 60 "$folder/build.log" >&2
        exit 1
    }
}

(export TZ=UTC LC_ALL=C && build "$work/one" "$tests" "$@")
# What the first build has tried need not be tried again.
(export TZ=Pacific/Chatham LC_ALL=C.UTF-8 && build "$work/the other one" -DskipTests -DskipITs -Duser.language=de "$@")

one=$work/one/release/target/publish
other="$work/the other one/release/target/publish"
if ! diff <(cd "$one" && ls) <(cd "$other" && ls); then
    echo "the two builds have made different files" >&2
    exit 1
fi
different=0
for file in "$one"/*; do
    name=$(basename "$file")
    if cmp -s "$file" "$other/$name"; then
        echo "equal      $name"
    else
        echo "DIFFERENT  $name"
        different=1
    fi
done
if [ "$different" != 0 ]; then
    trap - EXIT
    echo "the builds stay in $work: compare what differs, for instance with diffoscope" >&2
    exit 1
fi
(cd "$one" && sha256sum -c --quiet SHA256SUMS)
if [ -n "$keep" ]; then
    mkdir -p "$keep"
    cp "$one"/* "$keep/"
fi
