package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.Gzip;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.ConversionEngine;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The same versions published by both engines: row for row in both directions, or refused by both. */
@Tag("long")
final class BothEnginesIT {
    private static final Path SAMPLES =
            Path.of("src/test/resources/cur-samples").toAbsolutePath();
    private static final long ALL_HERE = 50L << 30;
    private static final Logger LOG = LoggerFactory.getLogger(BothEnginesIT.class);
    private static int tests;

    private final SandboxLake lake = SandboxLake.shared();
    private final StateDatabase local = StateDatabase.inMemory();
    private final StateDatabase athena = StateDatabase.inMemory();
    private final int test = ++tests;

    @AfterEach
    void close() {
        local.close();
        athena.close();
    }

    private LakePublishing here(String report) {
        return by(ConversionEngine.LOCAL, ALL_HERE, report);
    }

    /** @param above what this machine may convert where Athena can't */
    private LakePublishing there(String report, long above) {
        return by(ConversionEngine.ATHENA, above, report);
    }

    private LakePublishing by(ConversionEngine engine, long above, String report) {
        boolean isLocal = engine == ConversionEngine.LOCAL;
        String own = "both" + test + (isLocal ? "-l" : "-a");
        return new LakePublishing(
                lake,
                (isLocal ? local : athena).dataSource(),
                report,
                new LakePublishing.Names(own, own.replace('-', '_'), ""),
                new AthenaConversionSettings(engine, above, 1L << 40, NumberType.DECIMAL));
    }

    @ParameterizedTest
    @CsvSource({
        "s1-versions, hourly, 0",
        "s2-drift, hourly, 1000000",
        "s3-zip-2018, hourly, 1000000",
        "s4-multimember-nasty, hourly, 1000000",
        "s5-commitments, commitments, 0",
        "s6-savings-plan-tags, r, 0",
        "s8-cur2, cur2, 0",
        "s9-focus, focus, 0"
    })
    void publishTheSameRowsOfTheSamples(String sample, String report, long above) throws Exception {
        LakePublishing here = here(report);
        LakePublishing there = there(report, above);
        here.deliver(SAMPLES.resolve(sample));
        there.deliver(SAMPLES.resolve(sample));

        List<PublicationResult> one = here.publish();
        List<PublicationResult> other = there.publish();

        assertThat(one).isNotEmpty();
        assertThat(other).extracting(PublicationResult::sentence).isEqualTo(sentences(one));
        assertSameRows(here, there);
        for (Map<String, String> month : there.rows("SELECT DISTINCT billing_period AS month FROM costs")) {
            assertThat(there.desk.verify(String.valueOf(month.get("month"))))
                    .singleElement()
                    .asString()
                    .startsWith(month.get("month") + " verified");
        }
        assertNoHelpers(there);
    }

    private static List<String> sentences(List<PublicationResult> results) {
        return results.stream().map(PublicationResult::sentence).toList();
    }

    @Test
    void publishTheSameRowsOfWhateverAReportMayHave() throws Exception {
        LakePublishing here = here("nasty");
        LakePublishing there = there("nasty", 0);
        NastyReport.ofGoodOddities().deliver(here, "bucket", "a1");
        NastyReport.ofGoodOddities().deliver(there, "bucket", "a1");

        assertThat(sentences(there.publish())).isEqualTo(sentences(here.publish()));

        assertSameRows(here, there);
        assertThat(there.desk.verify("2026-10")).singleElement().asString().startsWith("2026-10 verified");
        assertThat(there.publishTexts()).isEqualTo(1);
        assertThat(there.rows("SELECT sum(line_item_unblended_cost) AS n FROM costs_typed"))
                .isEqualTo(there.rows("SELECT sum(line_item_unblended_cost) AS n FROM costs"));
        assertThat(there.rows("SELECT sum(amortised_cost) AS n FROM costs_costs"))
                .isEqualTo(here.rows("SELECT sum(amortised_cost) AS n FROM costs_costs"));
        assertNoHelpers(there);
    }

    @Test
    void aMonthGoesBackToWhatTheOtherEngineHasConverted() throws Exception {
        LakePublishing first = by(ConversionEngine.ATHENA, 0, "nasty");
        new NastyReport()
                .file(NastyReport.header() + "\n" + NastyReport.row("one") + "\n")
                .deliver(first, "bucket", "a1");
        first.publish();
        LakePublishing second = new LakePublishing(
                lake,
                athena.dataSource(),
                "nasty",
                new LakePublishing.Names("both" + test + "-a", "both" + test + "_a", ""));
        new NastyReport()
                .file(NastyReport.header() + "\n" + NastyReport.row("one") + "\n" + NastyReport.row("two") + "\n")
                .deliver(second, "bucket", "a2");
        second.publish();
        assertThat(second.rows("SELECT count(*) AS n FROM costs")).containsExactly(Map.of("n", "2"));

        second.desk.rollback("", "2026-10", "");

        assertThat(second.rows("SELECT count(*) AS n FROM costs")).containsExactly(Map.of("n", "1"));
        assertThat(second.desk.verify("2026-10"))
                .singleElement()
                .asString()
                .startsWith("2026-10 verified: assembly a1");
    }

    static Stream<Arguments> badFiles() {
        String head = NastyReport.header() + "\n";
        String good = NastyReport.row("good") + "\n";
        return Stream.of(
                Arguments.of("an eleventh decimal", text(cost("0.12345678901"))),
                Arguments.of("an eleventh decimal by its exponent", text(cost("1E-11"))),
                Arguments.of("a twenty-first decimal", text(cost("1.0000000000000001E-5"))),
                Arguments.of("a fifteenth digit before the point", text(cost("123456789012345"))),
                Arguments.of("a number with a space", text(cost(" 1"))),
                Arguments.of("no number", text(cost("NaN"))),
                Arguments.of("NULL as text", text(cost("NULL"))),
                Arguments.of("a 30th of February", text(NastyReport.row("1", "2026-02-30T00:00:00Z", "1", "x"))),
                Arguments.of("a microsecond", text(NastyReport.row("1", "2026-10-01T00:00:00.000001Z", "1", "x"))),
                Arguments.of("another zone", text(NastyReport.row("1", "2026-10-01T00:00:00+01:00", "1", "x"))),
                Arguments.of(
                        "a double with too many digits",
                        text(NastyReport.row("1", "2026-10-01", "0.1234567890123456789", "x"))),
                Arguments.of("a line break inside quotes", text(NastyReport.row("\"two\nlines\""))),
                Arguments.of("a carriage return inside quotes", text(NastyReport.row("\"two\rlines\""))),
                Arguments.of("a field too few", text("id,,,,,,1,1,USD,AmazonEC2,,,")),
                Arguments.of("a field too many", text(NastyReport.row("x,y"))),
                Arguments.of("a quote in a field", text(NastyReport.row("a 5\" disk"))),
                Arguments.of("text behind a quote", text(NastyReport.row("\"a\"b"))),
                Arguments.of("an empty line between rows", Gzip.of(head + good + "\n" + good)),
                Arguments.of(
                        "no UTF-8", Gzip.of((head + NastyReport.row("\u00e9")).getBytes(StandardCharsets.ISO_8859_1))),
                Arguments.of("several members", members(Gzip.of(head + good), Gzip.of(good))),
                Arguments.of("no rows", Gzip.of(head)),
                Arguments.of("another header", Gzip.of("a,b\n1,2\n")),
                Arguments.of("no gzip", (head + good).getBytes(StandardCharsets.UTF_8)),
                Arguments.of("a truncated file", truncated(Gzip.of(head + good.repeat(50)))));
    }

    private static String cost(String cost) {
        return NastyReport.row(cost, "2026-10-01T00:00:00Z", "1", "x");
    }

    private static byte[] text(String row) {
        return Gzip.of(NastyReport.header() + "\n" + NastyReport.row("good") + "\n" + row + "\n");
    }

    private static byte[] members(byte[]... members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Stream.of(members).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] truncated(byte[] whole) {
        return Arrays.copyOf(whole, whole.length - 9);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badFiles")
    void neitherPublishesWhatTheOtherRefuses(String what, byte[] file) throws Exception {
        LakePublishing here = here("nasty");
        LakePublishing strict = there("nasty", 0);
        new NastyReport().file(file).deliver(here, "bucket", "a1");
        new NastyReport().file(file).deliver(strict, "bucket", "a1");
        String refused = code(here);

        String byAthena = code(strict);

        assertThat(byAthena).as("%s by Athena alone, here %s", what, refused).isIn("COST-211", "COST-012", "COST-106");
        if (!byAthena.equals("COST-106")) { // else it is tried again, and the next attempt drops them
            assertNoHelpers(strict);
        }
        LakePublishing lenient = there("nasty", ALL_HERE);
        new NastyReport().file(file).deliver(lenient, "bucket", "a2");
        assertThat(code(lenient)).as(what).isEqualTo(refused);
        if (refused.isEmpty()) {
            assertSameRows(here, lenient);
        }
    }

    /**
     * The code of what became of it; empty when it was published. An attempt that a busy machine has lost is made again, as the
     * service does it a minute later.
     */
    private static String code(LakePublishing at) throws IOException {
        String line;
        try {
            at.publish();
            return "";
        } catch (ProblemException e) {
            line = e.problem().line();
        }
        for (int attempt = 2; attempt <= 3 && line.startsWith("COST-106"); attempt++) {
            LOG.warn("attempt {}: {}", attempt, line);
            line = at.desk.publish("2026-10").get(0);
        }
        return line.startsWith("COST-") ? line.substring(0, "COST-106".length()) : "";
    }

    private void assertSameRows(LakePublishing here, LakePublishing there) {
        assertThat(beside(here, there)).as("by this machine alone").isEqualTo("0");
        assertThat(beside(there, here)).as("by Athena alone").isEqualTo("0");
    }

    private static String beside(LakePublishing one, LakePublishing other) {
        List<Map<String, String>> names = one.rows("SELECT column_name AS name FROM information_schema.columns WHERE"
                + " table_schema = '" + one.database + "' AND table_name = 'costs' ORDER BY 1");
        String columns =
                String.join(", ", names.stream().map(row -> row.get("name")).toList());
        return String.valueOf(one.rows("SELECT count(*) AS n FROM (SELECT " + columns + " FROM " + one.database
                        + ".costs EXCEPT ALL SELECT " + columns + " FROM " + other.database + ".costs)")
                .get(0)
                .get("n"));
    }

    private void assertNoHelpers(LakePublishing at) {
        boolean isThere = lake.glue().getDatabases(request -> {}).databaseList().stream()
                .anyMatch(database -> database.name().equals(at.database));
        if (!isThere) {
            return;
        }
        assertThat(lake.glue()
                        .getTables(request -> request.databaseName(at.database))
                        .tableList())
                .as("helper tables")
                .noneMatch(table -> table.name().startsWith("lamplighter_"));
    }
}
