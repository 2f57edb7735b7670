package dev.lamplighter.benchmarks.convert;

import dev.lamplighter.benchmarks.convert.Contender.Role;
import dev.lamplighter.benchmarks.convert.Stopwatch.FailedRunException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The rounds of one scenario. In each round everyone runs once, beginning with another one each time, so that what else
 * happens on the machine hits everyone alike.
 */
final class Rounds {
    private final Folders folders;
    private final Stopwatch stopwatch;
    private final Scenario scenario;
    private final Report report;
    private final Path outputs;
    private final Map<Contender, List<Measurement>> measured = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    /** Outputs of the subject that are not the same to the byte. */
    private final Map<String, Path> toVerify = new LinkedHashMap<>();

    Rounds(Folders folders, Stopwatch stopwatch, Scenario scenario, Report report) throws IOException {
        this.folders = folders;
        this.stopwatch = stopwatch;
        this.scenario = scenario;
        this.report = report;
        outputs = Folders.emptied(folders.work().resolve("out"));
    }

    /** @throws IllegalStateException when the subject fails; others that fail are left out */
    Results run(List<Contender> contenders, int rounds) throws IOException, InterruptedException {
        contenders.forEach(contender -> measured.put(contender, new ArrayList<>()));
        warmFileCache();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Contender contender = contenders.get((i + round) % contenders.size());
                if (measured.containsKey(contender)) {
                    run(contender, round);
                }
            }
        }
        Results results = new Results(scenario, report);
        measured.forEach(results::put);
        return results;
    }

    /** A sentence for each that failed. */
    List<String> failures() {
        return failures;
    }

    /** Every output of the subject, those that are the same to the byte once; a folder each. */
    List<Path> outputsToVerify() {
        return List.copyOf(toVerify.values());
    }

    /** DuckDB's last conversion, or one made now when it did not take part. */
    Path reference(Contender duckDb) throws IOException, InterruptedException, FailedRunException {
        Path out = outputs.resolve(folderName(duckDb));
        if (!Files.exists(out)) {
            Files.createDirectories(out);
            stopwatch.run(duckDb.command().line(report, out, stopwatch.cores()), stopwatch.cores(), log(duckDb), out);
        }
        return out;
    }

    private void run(Contender contender, int round) throws IOException, InterruptedException {
        boolean subject = contender.role() == Role.SUBJECT;
        Path out = Folders.emptied(outputs.resolve(folderName(contender) + (subject ? "-" + round : "")));
        try {
            List<String> command = contender.command().line(report, out, scenario.cores());
            Measurement result = stopwatch.run(command, scenario.cores(), log(contender), out);
            measured.get(contender).add(result);
            System.err.printf(
                    Locale.ROOT,
                    "%s round %d  %-22s %8.2f s wall %8.2f s CPU %6.0f MB%n",
                    scenario.name(),
                    round + 1,
                    contender.name(),
                    result.wallSeconds(),
                    result.cpuSeconds(),
                    result.peakBytes() / 1e6);
            if (subject) {
                keep(out);
            }
        } catch (FailedRunException e) {
            if (subject) {
                throw new IllegalStateException("Lamplighter failed: " + e.getMessage(), e);
            }
            failures.add(contender.name() + " failed and is left out: " + e.getMessage());
            System.err.println(contender.name() + " failed: " + e.getMessage());
            measured.remove(contender);
        }
    }

    private void keep(Path out) throws IOException {
        String hash = hash(out);
        if (toVerify.putIfAbsent(hash, out) != null) {
            Folders.emptied(out);
        }
    }

    private static String hash(Path folder) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : Folders.parquet(folder)) {
                try (OutputStream into = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
                    Files.copy(file, into);
                }
            }
            return new BigInteger(1, digest.digest()).toString(16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void warmFileCache() throws IOException {
        for (Path file : report.files()) {
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
        }
    }

    private Path log(Contender contender) throws IOException {
        return Files.createDirectories(folders.work().resolve("logs"))
                .resolve(scenario.name() + "-" + folderName(contender) + ".log");
    }

    private static String folderName(Contender contender) {
        return contender.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
    }
}
