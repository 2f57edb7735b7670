package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One run over a bucket with every bad report there is and, between them, good ones. */
final class BadReportsTest {
    private static final List<BadReports.Bad> BAD = BadReports.all();
    private static final List<String> GOOD = List.of("aaa-good", "b100-good", "zzz-good");
    private static final Map<String, String> TOLD = new LinkedHashMap<>();
    private static final StateDatabase STATE = StateDatabase.inMemory();

    @TempDir
    private static Path folder;

    private static PublishingFixture at;

    private static String name(int index) {
        return "b%03d".formatted(index);
    }

    @BeforeAll
    static void publishAll() throws IOException {
        FileStore source = new FileStore(folder.resolve("bucket"));
        FileStore target = new FileStore(folder.resolve("lake"));
        String[] names = Stream.concat(
                        GOOD.stream(), IntStream.range(0, BAD.size()).mapToObj(BadReportsTest::name))
                .toArray(String[]::new);
        at = new PublishingFixture(
                STATE.dataSource(),
                new PublishingFixture.Outside(
                        source,
                        target,
                        clock -> new ParquetConverter(
                                new ManifestReader(),
                                new ConversionMeter(clock),
                                clock,
                                NumberType.DECIMAL,
                                96L << 20)),
                names);
        for (int i = 0; i < BAD.size(); i++) {
            BadReport report = new BadReport(name(i));
            BAD.get(i).spoil().accept(report);
            report.write(folder.resolve("bucket"));
        }
        for (String good : GOOD) {
            new BadReport(good).write(folder.resolve("bucket"));
        }
        for (ReportVersion version : at.reports().discover()) {
            TOLD.put(version.reportName(), outcome(version));
        }
    }

    @AfterAll
    static void close() {
        STATE.close();
    }

    private static String outcome(ReportVersion version) {
        try {
            return at.reports().publish(version).sentence();
        } catch (ProblemException e) {
            return e.problem().line();
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
                .doesNotContain("\n", "\u001b");
        assertThat(told.startsWith(bad.code())).as(told).isEqualTo(!waits);
        assertThat(at.athena.partitions()).doesNotContainKey("costs_" + name(index) + " 2025-02");
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
        assertThat(at.athena.partitions()).hasSize(GOOD.size());
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
