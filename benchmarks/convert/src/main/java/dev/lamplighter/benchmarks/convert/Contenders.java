package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Contender.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Everyone that is there on this machine. */
final class Contenders {
    static final String SUBJECT = "Lamplighter";
    static final String DUCKDB = "DuckDB";
    static final String GZIP = "gzip -dc";

    private static final String IGZIP = "igzip -dc";

    private final Folders folders;

    Contenders(Folders folders) {
        this.folders = folders;
    }

    /** The subject comes first. */
    List<Contender> all() {
        List<Contender> all = new ArrayList<>();
        all.add(new Contender(SUBJECT, Role.SUBJECT, true, this::lamplighter));
        Path polars = folders.work().resolve("node/node_modules/nodejs-polars");
        if (Files.exists(polars)) {
            all.add(new Contender("Polars", Role.PEER, true, this::polars));
        }
        all.add(new Contender(DUCKDB, Role.PEER, true, (report, out, cores) -> duckDb(report, out)));
        all.add(new Contender(
                "FastCSV + parquet-java", Role.OTHER, true, (report, out, cores) -> fastCsv(report, out)));
        all.add(new Contender("Arrow (uncompressed)", Role.OTHER, false, (report, out, cores) -> arrow(report, out)));
        all.add(new Contender(GZIP, Role.BOUND, false, (report, out, cores) -> inflate("gzip", report, cores)));
        if (isInstalled("igzip")) {
            all.add(new Contender(IGZIP, Role.BOUND, false, (report, out, cores) -> inflate("igzip", report, cores)));
        }
        return all;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private List<String> lamplighter(Report report, Path out, int cores) {
        return List.of(
                folders.home().resolve("bin/lamplighter").toString(),
                "costs",
                "convert",
                "--source",
                "file://" + report.bucket(),
                "--manifest",
                report.manifestKey(),
                "--target",
                "file://" + out,
                "--json");
    }

    private List<String> polars(Report report, Path out, int cores) {
        List<String> program = List.of(
                "env",
                "POLARS_MAX_THREADS=" + cores,
                "node",
                folders.here().resolve("polars.mjs").toString(),
                folders.work().resolve("node").toString());
        return job(program, report, out);
    }

    private List<String> duckDb(Report report, Path out) {
        String classPath = folders.classPath("duckdb");
        return job(List.of(java(), "-cp", classPath, DuckDbConvert.class.getName()), report, out);
    }

    private List<String> fastCsv(Report report, Path out) {
        String classPath = folders.classPath(""); // Hadoop needs most of them
        return job(List.of(java(), "-Xmx768m", "-cp", classPath, FastCsvConvert.class.getName()), report, out);
    }

    private List<String> arrow(Report report, Path out) {
        String classPath = folders.classPath("arrow", "jackson", "flatbuffers", "slf4j", "commons-codec");
        List<String> program = List.of(
                java(), "--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", classPath, ArrowConvert.class.getName());
        return job(program, report, out);
    }

    /** As many at once as there are cores, output thrown away. */
    private static List<String> inflate(String program, Report report, int cores) {
        String shell = "printf '%s\\0' \"$@\" | xargs -0 -n 1 -P " + cores + " " + program + " -dc >/dev/null";
        return join(List.of("sh", "-c", shell, "sh"), paths(report.files()));
    }

    private static List<String> job(List<String> program, Report report, Path out) {
        return join(program, List.of(report.types().toString(), out.toString()), paths(report.files()));
    }

    private static List<String> paths(List<Path> files) {
        return files.stream().map(Path::toString).toList();
    }

    @SafeVarargs
    private static List<String> join(List<String>... parts) {
        return Stream.of(parts).flatMap(Collection::stream).toList();
    }
}
