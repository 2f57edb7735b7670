#!/bin/sh
# Compares the service with a bare Camel Main with the same endpoints: start, rest, a verb. See benchmarks/README.md.
# Options: --settle 10 and --minutes 5 (minutes until rest is measured, and of rest), --rounds 3 (of starts), --program FOLDER (an unpacked archive instead of this checkout),
# --java25 JAVA_HOME (or JAVA_25), --write no (leaves the table of benchmarks/README.md as it is).
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
program=$home
java25=${JAVA_25:-}
before=
for word in "$@"; do
    case $before in
        --program) program=$word ;;
        --java25) java25=$word ;;
    esac
    before=$word
done

"$program/bin/lamplighter" status --help >/dev/null # builds a checkout when needed
lib=$program/lib
sandbox=$program/sandbox
if [ ! -d "$lib" ]; then
    lib=$program/target/lamplighter/lib
    sandbox=$program/target/lamplighter/sandbox
fi
# Has the archives of classes made, which belong to an installation: of the Java whose folder $1 is, or of the one on the path.
prepare() {
    version=$("${1:+$1/bin/}java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.version = //p')
    if [ ! "$(dirname "$lib")/service-$version.jsa" -nt "$lib/lamplighter.jar" ]; then
        JAVA_HOME=$1 "$program/bin/lamplighter" prepare
    fi
}
prepare "${JAVA_HOME:-}"
if [ -n "$java25" ]; then prepare "$java25"; fi

bin=${JAVA_HOME:+$JAVA_HOME/bin/}
classes=$home/target/benchmarks/service/classes
mkdir -p "$classes"
find "$home/benchmarks/service/src" -name '*.java' -exec "${bin}javac" --release 17 -d "$classes" -cp "$lib/*:$sandbox/*" {} +
main=${SERVICE_MAIN:-dev.lamplighter.benchmarks.service.ServiceComparison} # all.sh has others
exec "${bin}java" -Xmx256m -Dservice.home="$home" -Dservice.classes="$classes" -Dsun.net.httpserver.nodelay=true \
    -cp "$classes:$lib/*:$sandbox/*" "$main" "$@"
