#!/bin/sh
# Builds the packages of one commit twice, and fails if the two builds have other bytes: in two folders (the second in memory, which
# lists files in another order), one after the other, with another umask, locale, time zone and environment, secrets included.
#   packaging/reproduce.sh [--sbom] [COMMIT]
#     --sbom  with sbom.json in both packages
#     COMMIT  default: HEAD; what is not committed is not in it
# With other machines: compare the sums that it prints. They depend on the release of the JDK that compiles (17), on nothing else.
set -eu
sbom=
if [ "${1:-}" = --sbom ]; then sbom=-Dskip.sbom=false; shift; fi
commit=${1:-HEAD}
checkout=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)

first=$(mktemp -d)
second=$(mktemp -d /dev/shm/a-longer-name-than-the-first.XXXXXX 2>/dev/null || mktemp -d)
trap 'rm -rf "$first" "$second"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Builds in the folder $1 with the umask $2; what follows is added to the environment.
build() {
    folder=$1
    mask=$2
    shift 2
    (
        umask "$mask"
        git -C "$checkout" archive "$commit" | tar -x --no-same-permissions -C "$folder"
        cd "$folder"
        # shellcheck disable=SC2086 # none or one word
        env "$@" ./mvnw --batch-mode --quiet --no-transfer-progress -Dquick -Dskip.trino $sbom package >&2
    )
}

build "$first" 022 LC_ALL=C.UTF-8 TZ=UTC
build "$second" 077 LC_ALL=C TZ=Pacific/Chatham USER=somebody LOGNAME=somebody AWS_SECRET_ACCESS_KEY=of-the-second-build

different=
for built in "$first"/target/lamplighter/lib/lamplighter.jar "$first"/target/*.tar.gz "$first"/target/*.deb; do
    name=${built#"$first"/}
    if cmp "$built" "$second/$name"; then
        echo "$(sha256sum <"$built" | cut -d ' ' -f 1)  $name"
    else
        different=yes
    fi
done
if [ -n "$different" ]; then
    trap - EXIT
    echo "reproduce: the two builds have other bytes; both are kept, for diffoscope: $first/target $second/target" >&2
    exit 1
fi
