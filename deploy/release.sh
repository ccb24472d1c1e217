#!/usr/bin/env bash
# Makes the folder to publish of the release that HEAD is: docs/how-to/cut-a-release.md has what is done before and after.
#
#     deploy/release.sh [--dry-run] [FOLDER]
#
# FOLDER is ../waybill-VERSION unless it is said; it must not exist. --dry-run takes a -SNAPSHOT and the changelog's section
# Unreleased, too, and runs no tests but those of the archives.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd -P)

dry=
if [ "${1:-}" = --dry-run ]; then
    dry=1
    shift
fi

problems=0
problem() {
    echo "release: $1" >&2
    problems=1
}

version=$(sed -n 's|^  <version>\(.*\)</version>$|\1|p' "$root/pom.xml")
folder=${1:-$(dirname "$root")/waybill-$version}
section=$version
for tool in git mvn java sha256sum cmp; do
    command -v "$tool" >/dev/null || problem "there is no $tool on the PATH"
done
[ ! -e "$folder" ] || problem "$folder exists; name another folder, or delete it"
[ -z "$(git -C "$root" status --porcelain)" ] || problem "there are changes that are not committed: git status"
case $version in
    *-SNAPSHOT)
        [ -n "$dry" ] || problem "the version is $version; set that of the release and commit it: deploy/set-version.sh"
        section=Unreleased
        ;;
    *)
        grep -q '^## Unreleased$' "$root/CHANGELOG.md" || problem "CHANGELOG.md: there is no section \"## Unreleased\" for what comes next"
        grep -qE "^## ${version//./\\.} · [0-9]{4}-[0-9]{2}-[0-9]{2}$" "$root/CHANGELOG.md" ||
            problem "CHANGELOG.md: there is no section \"## $version · $(date -u +%F)\""
        ;;
esac
tagged=$(git -C "$root" rev-parse -q --verify "refs/tags/v$version^{commit}" || true)
[ -z "$tagged" ] || [ "$tagged" = "$(git -C "$root" rev-parse HEAD)" ] ||
    problem "the tag v$version is of another commit: a version is released once"
notes=$(awk -v section="## $section" '
    /^## / { inside = $0 == section || index($0, section " ") == 1; next }
    inside { print }' "$root/CHANGELOG.md" | sed '/./,$!d')
[ -n "$notes" ] || problem "CHANGELOG.md: the section of $section is empty"
[ "$problems" = 0 ] || exit 2

if [ -n "$dry" ]; then
    "$root/deploy/check-reproducible.sh" HEAD "$folder"
else
    "$root/deploy/check-reproducible.sh" --with-tests HEAD "$folder"
fi
printf '%s\n' "$notes" >"$folder/RELEASE-NOTES.md"

cat <<END

$folder is what is published of $version, of commit $(git -C "$root" rev-parse HEAD).
Next:
    git tag -s v$version -m "Waybill $version" && git push origin v$version
    docker build --build-arg VERSION=$version --build-arg REVISION=$(git -C "$root" rev-parse HEAD) -t waybill:$version .
    docker build --build-arg VERSION=$version --build-arg REVISION=$(git -C "$root" rev-parse HEAD) -t waybill-connect:$version -f deploy/connect/Dockerfile .
END
