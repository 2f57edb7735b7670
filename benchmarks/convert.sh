#!/bin/sh
# Compares "lamplighter costs convert" with DuckDB, Polars, Arrow, a naive Java program and bare gzip: see benchmarks/README.md.
# Builds what is missing, then prints. Options are passed on; --help lists them.
set -eu

home=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd -P)
here=$home/benchmarks/convert
work=$home/target/benchmarks/convert
polars=0.26.1

"$home/bin/lamplighter" costs convert >/dev/null 2>&1 || true # builds, and has the archive of classes made, when needed
(cd "$home" && ./mvnw --batch-mode --quiet --no-transfer-progress -f benchmarks/convert/pom.xml process-classes)

# The binding says it needs Node 22 and is therefore passed over by Node 20, where it runs; asked for by name it is installed.
if [ ! -d "$work/node/node_modules/nodejs-polars" ]; then
    mkdir -p "$work/node"
    echo '{"private": true}' >"$work/node/package.json"
    binding=nodejs-polars-$(node -p 'process.platform + "-" + process.arch')-gnu
    npm install --prefix "$work/node" --silent "nodejs-polars@$polars" "$binding@$polars" ||
        echo "convert.sh: Polars can't be installed, it is left out" >&2
fi

exec java -Xmx512m -Dconvert.home="$home" -Dconvert.here="$here" -Dconvert.work="$work" \
    -cp "$work/classes:$home/target/lamplighter/lib/*:$work/lib/*" \
    dev.lamplighter.benchmarks.convert.ConvertComparison "$@"
