// polars.mjs NODE_FOLDER TYPES OUT CSV...: one Parquet file for each CSV, several at once. Types: "header<TAB>type" a line.
// Polars' CSV reader has no decimals, so numbers are doubles.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

const [folder, types, out, ...files] = process.argv.slice(2);
const module = createRequire(join(folder, 'package.json'))('nodejs-polars');
const polars = module.default ?? module;
const dtypes = { TEXT: polars.Utf8, DECIMAL: polars.Float64, TIMESTAMP: polars.Datetime('ms') };
const columns = readFileSync(types, 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
const schema = Object.fromEntries(columns.map(([name, type]) => [name, dtypes[type]]));

const sinks = files.map((file) =>
  polars.scanCSV(file, { schema }).sinkParquet(join(out, `${basename(file, '.csv.gz')}.parquet`), {
    compression: 'zstd',
    compressionLevel: 3,
    maintainOrder: false,
  }),
);
await Promise.all(sinks.map((sink) => sink.collect()));
