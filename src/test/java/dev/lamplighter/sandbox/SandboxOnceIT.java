package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that shows somebody without an AWS account that everything works. */
@Order(2) // one of those that take longest
final class SandboxOnceIT {
    private static final int LONGEST_MINUTES = 12;
    private static final Pattern ROWS = Pattern.compile(
            " {2}\\d{4}-\\d{2} {2}([\\d,]+) rows in = (\\d+) rows out, (-?\\d+\\.\\d+) USD exactly, version \\S+");

    @Test
    void goesEveryWayOnceToItsEndAndSaysWhatItDid(@TempDir Path folder) throws Exception {
        Path output = folder.resolve("output");
        Process sandbox = new ProcessBuilder(
                        "bin/lamplighter",
                        "sandbox",
                        "--once",
                        "--folder",
                        folder.resolve("sandbox").toString())
                .redirectOutput(output.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        boolean ended = sandbox.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
        sandbox.destroy();
        List<String> lines = Files.readAllLines(output);

        assertThat(ended)
                .as("ends within %d minutes: %s", LONGEST_MINUTES, lines)
                .isTrue();
        assertThat(sandbox.exitValue())
                .as(
                        "exit code of: %s, on standard error: %s, the service complained: %s",
                        lines,
                        Files.readString(folder.resolve("errors")),
                        complaints(folder.resolve("sandbox/service.log")))
                .isZero();
        for (String way : List.of("light", "costs", "windows", "routes", "stop")) {
            assertThat(lines).anyMatch(line -> line.matches(way + " +ok"));
        }
        assertThat(lines).contains("all ways went to their end");
        assertThat(lines.get(0))
                .matches("service {3}started in \\d+\\.\\d s, [1-9]\\d+ MiB resident, [1-9]\\d+ at its highest, .*");
        assertThat(lines).contains("  reserved-vs-on-demand", "  data-transfer", "  cost-by-tag");
        assertThat(lines).anyMatch(line -> line.contains("StartInstances"));
        assertThat(lines).anyMatch(line -> line.contains("AssociateAddress  eipalloc-"));
        assertThat(lines).anyMatch(line -> line.contains("StopInstances"));
        expectRowsInToBeRowsOut(lines);
    }

    /** What the service warned of, since its log goes with its folder. */
    private static List<String> complaints(Path log) throws IOException {
        if (!Files.exists(log)) {
            return List.of("it left no log");
        }
        return Files.readAllLines(log).stream()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                .toList();
    }

    @Test
    void takesItsProcessesWithItWhenItIsToldToEnd(@TempDir Path folder) throws Exception {
        Process sandbox = new ProcessBuilder(
                        "bin/lamplighter",
                        "sandbox",
                        "--once",
                        "--folder",
                        folder.resolve("sandbox").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Path state = folder.resolve("sandbox/work/lamplighter.pid");
        await().atMost(LONGEST_MINUTES, TimeUnit.MINUTES).until(() -> Files.exists(state) || !sandbox.isAlive());
        List<ProcessHandle> others = sandbox.descendants().toList();

        sandbox.destroy();

        assertThat(sandbox.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
        assertThat(others).as("a service at least").isNotEmpty();
        await().atMost(ServiceHome.LONGEST).until(() -> others.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void expectRowsInToBeRowsOut(List<String> lines) {
        List<Matcher> reports =
                lines.stream().map(ROWS::matcher).filter(Matcher::matches).toList();
        assertThat(reports).as("report versions in %s", lines).hasSize(3);
        assertThat(reports)
                .allSatisfy(
                        report -> assertThat(report.group(1).replace(",", "")).isEqualTo(report.group(2)));
    }
}
