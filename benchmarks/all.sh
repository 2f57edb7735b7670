#!/bin/sh
# Runs every benchmark that has peers or bounds, prints its tables, what differs by more than a tenth from those of README.md, and writes them there.
#   benchmarks/all.sh [--java25 JAVA_HOME] [PART ...]
# Parts: service (start, rest, a verb; 20 minutes), poll (3), convert (1 and 8 files, on Java 17 and 25; 8 to 12), conversions (in the service, published; 5).
# All of them if none is named. JAVA_25 is the other way to name a Java 25; without one only Java 17 is measured.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
java25=${JAVA_25:-}
if [ "${1:-}" = --java25 ]; then
    java25=$2
    shift 2
fi
if [ $# -eq 0 ]; then set -- service poll convert conversions; fi
work=$home/target/benchmarks/all
mkdir -p "$work"

# Runs a class of benchmarks/service.
run_main() {
    SERVICE_MAIN=$1
    export SERVICE_MAIN
    shift
    "$home/benchmarks/service.sh" "$@"
    unset SERVICE_MAIN
}

# Puts what a benchmark has printed ($2) into its part of README.md.
write() {
    run_main dev.lamplighter.benchmarks.service.ReadmeBlock "$home/benchmarks/README.md" "benchmarks/all.sh $1" "$2"
}

poll() {
    printed=$work/poll.md
    {
        echo
        echo "$(date -u +%Y-%m-%d), $(nproc) cores, load $(cut -d ' ' -f 1 /proc/loadavg) at the start:"
        echo
        echo '```'
        for benchmark in FleetPollCost ReconcileCost; do
            (cd "$home" && ./mvnw --batch-mode --quiet --no-transfer-progress -f benchmarks/pom.xml verify "-Dbenchmark=$benchmark")
        done
        echo '```'
        echo
    } >"$printed"
    write poll "$printed"
}

# $1: the Java's number, $2: its JAVA_HOME or nothing
convert() {
    (
        if [ -n "$2" ]; then
            JAVA_HOME=$2
            PATH=$2/bin:$PATH
            export JAVA_HOME PATH
        fi
        "$home/benchmarks/convert.sh" --files 8,1 --cores "$(nproc)" --rounds 3 --without fastcsv,arrow
    )
    { echo; sed 's/^## /#### /' "$home/target/benchmarks/convert/report.md"; echo; } >"$work/convert-$1.md"
    write "convert-$1" "$work/convert-$1.md"
}

for part; do
    case $part in
        service) "$home/benchmarks/service.sh" --java25 "$java25" ;;
        poll) poll ;;
        convert)
            convert 17 "${JAVA_HOME:-}"
            if [ -n "$java25" ]; then convert 25 "$java25"; fi
            ;;
        conversions) run_main dev.lamplighter.sandbox.ServiceConversions ;;
        *)
            echo "all.sh: no part $part; there are service, poll, convert and conversions" >&2
            exit 2
            ;;
    esac
done
