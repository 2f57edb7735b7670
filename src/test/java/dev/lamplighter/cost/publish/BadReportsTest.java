package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One run over a bucket with every bad report there is and, between them, good ones: in a JVM with little heap. */
final class BadReportsTest {
    private static final List<BadReports.Bad> BAD = BadReports.all();
    private static final List<String> GOOD = List.of("aaa-good", "b100-good", "zzz-good");
    private static final Map<String, String> TOLD = new LinkedHashMap<>();
    private static final Set<String> SHOWN = new HashSet<>();
    /** Less than the larger of them take when they are inflated. */
    private static final String HEAP = "-Xmx48m";

    @TempDir
    private static Path folder;

    private static String name(int index) {
        return "b%03d".formatted(index);
    }

    @BeforeAll
    static void publishAll() throws Exception {
        for (int i = 0; i < BAD.size(); i++) {
            BadReport report = new BadReport(name(i));
            BAD.get(i).spoil().accept(report);
            report.write(folder.resolve("bucket"));
        }
        for (String good : GOOD) {
            new BadReport(good).write(folder.resolve("bucket"));
        }
        String names = Stream.concat(
                        GOOD.stream(), IntStream.range(0, BAD.size()).mapToObj(BadReportsTest::name))
                .collect(Collectors.joining(","));
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:+ExitOnOutOfMemoryError",
                        "-XX:TieredStopAtLevel=1",
                        "-Duser.timezone=" + System.getProperty("user.timezone"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        BadReportsProcess.class.getName(),
                        folder.toString(),
                        names)
                .redirectError(log.toFile())
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            out.lines().map(line -> line.split("\t", 2)).forEach(BadReportsTest::hear);
        }
        assertThat(process.waitFor()).as(Files.readString(log)).isZero();
    }

    private static void hear(String[] line) {
        if (line[0].equals(BadReportsProcess.SHOWN)) {
            SHOWN.add(line[1]);
        } else {
            TOLD.put(line[0], line[1]);
        }
    }

    static Stream<Integer> bad() {
        return IntStream.range(0, BAD.size()).boxed();
    }

    @Test
    void areAtLeastAHundredAndFifty() {
        assertThat(BAD)
                .hasSizeGreaterThanOrEqualTo(150)
                .extracting(BadReports.Bad::what)
                .doesNotHaveDuplicates();
        assertThat(TOLD).hasSize(BAD.size() + GOOD.size());
    }

    @ParameterizedTest
    @MethodSource("bad")
    void endWithTheirCodeInOneLineAndShowNothing(int index) throws IOException {
        BadReports.Bad bad = BAD.get(index);
        String told = TOLD.getOrDefault(name(index), "");
        boolean waits = bad.code().equals("COST-005");

        assertThat(told)
                .as(bad.what())
                .contains(bad.code() + "  ")
                .hasSizeLessThan(1500)
                .doesNotContain("<line break>", "\u001b");
        assertThat(told.startsWith(bad.code())).as(told).isEqualTo(!waits);
        assertThat(SHOWN).doesNotContain("costs_" + name(index) + " 2025-02");
        assertThat(files(folder.resolve("lake/lamplighter/costs_" + name(index))))
                .as(told)
                .isEmpty();
        List<Path> reasons = files(folder.resolve("lake/lamplighter/quarantine/" + name(index)));
        assertThat(reasons).hasSize(waits ? 0 : 1);
        if (!waits) {
            assertThat(Files.readString(reasons.get(0))).contains("\"code\" : \"" + bad.code() + "\"");
        }
    }

    @Test
    void keepNoGoodReportFromBeingPublished() throws IOException {
        for (String good : GOOD) {
            assertThat(TOLD.get(good)).startsWith("2025-02 published: 1 rows in = rows out, cost 1.5");
            assertThat(files(folder.resolve("lake/lamplighter/costs_" + good.replace('-', '_'))))
                    .hasSize(1);
        }
        assertThat(SHOWN).hasSize(GOOD.size());
    }

    private static List<Path> files(Path under) throws IOException {
        if (!Files.exists(under)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(under)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
