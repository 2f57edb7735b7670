package dev.lamplighter.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Open, final, reopened: what a month's invoices say, and what a delivery after them is. */
final class InvoiceStatusTest {
    private static final Path SAMPLE = Path.of("src/test/resources/cur-samples/s1-versions");
    private static final String RECORDS = "lamplighter/reconciliation/hourly/2026-10/";

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "hourly");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private void deliver(String assembly, String... costs) throws IOException {
        at.deliver("hourly", "2026-10", assembly, costs);
        assertThat(at.poll()).isEmpty();
    }

    private ReportLedgerEntry shown() {
        return at.ledger().published().get(0);
    }

    private String sentence() {
        return Objects.requireNonNull(shown().change()).sentence();
    }

    private JsonNode json(String key) throws IOException {
        return new ObjectMapper().readTree(at.target.text(key));
    }

    @Test
    void fourDeliveriesOfARealMonthAreOpenOpenFinalAndReopenedByExactlyTheRefund() throws IOException {
        Path bucket = folder.resolve("bucket/cur/hourly/20250201-20250301");
        FileStore source = new FileStore(folder.resolve("bucket"));
        FileStore target = new FileStore(folder.resolve("lake"));
        PublishingFixture real = new PublishingFixture(
                database.dataSource(),
                new PublishingFixture.Outside(
                        source,
                        target,
                        clock -> new InProcessConverter(
                                new ManifestReader(),
                                new ConversionMeter(clock),
                                clock,
                                NumberType.DECIMAL,
                                96L << 20)),
                "hourly");
        List<String> states = new ArrayList<>();
        Instant writtenAt = Instant.parse("2025-02-12T00:00:00Z");
        for (String assembly :
                List.of("20250212T031500Z", "20250301T031500Z", "20250306T031500Z", "20250318T031500Z")) {
            Path from = SAMPLE.resolve("cur/hourly/20250201-20250301/" + assembly);
            Files.createDirectories(bucket.resolve(assembly));
            try (var files = Files.list(from)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            bucket.resolve(assembly).resolve(file.getFileName().toString()));
                }
            }
            Path manifest = bucket.resolve("hourly-Manifest.json");
            Files.write(manifest, Files.readAllBytes(from.resolve("hourly-Manifest.json")));
            writtenAt = writtenAt.plus(Duration.ofDays(1));
            Files.setLastModifiedTime(manifest, FileTime.from(writtenAt));
            assertThat(real.poll()).isEmpty();
            states.add(real.ledger().published().get(0).state().word());
        }

        assertThat(states).containsExactly("open", "open", "final", "reopened");
        BigDecimal difference = expected("20250318T031500Z").subtract(expected("20250306T031500Z"));
        assertThat(difference).isEqualByComparingTo("-12.34");
        MonthChange change =
                Objects.requireNonNull(real.ledger().published().get(0).change());
        assertThat(change.sentence())
                .isEqualTo("changed by -12.34 USD because of assembly 20250318T031500Z,"
                        + " which reopens the month: assembly 20250306T031500Z was final");
        assertThat(change.after().rows() - change.before().rows()).isEqualTo(1);
    }

    private static BigDecimal expected(String assembly) throws IOException {
        Path file = SAMPLE.resolve("expected-20250201-20250301-" + assembly + ".json");
        return new BigDecimal(
                new ObjectMapper().readTree(file.toFile()).get("unblended_cost").asText());
    }

    @Test
    void isOpenWhileOneLineHasNoInvoiceAndUnknownWhereNoneIsTold() throws IOException {
        deliver("a1", "1");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.UNKNOWN);
        deliver("a2", "1 USD 4711", "2 USD -");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.OPEN);
        deliver("a3", "1 USD 4711", "2 USD 4711");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.FINAL);
        assertThat(sentence()).isEqualTo("changed by 0 USD because of assembly a3, which is final");
    }

    @Test
    void aFinalMonthThatIsDeliveredAgainUnchangedStaysFinal() throws IOException {
        deliver("a1", "1 USD 4711");
        deliver("a2", "1 USD 4711");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.FINAL);

        deliver("a3", "1 USD -");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.REOPENED);
        deliver("a4", "1 USD 4711");
        assertThat(shown().state()).as("it was changed after it was final").isEqualTo(InvoiceStatus.REOPENED);
        JsonNode versions = new ObjectMapper().readTree(at.desk().reportJson()).path("versions");
        assertThat(versions.findValuesAsText("assemblyId")).containsExactlyInAnyOrder("a1", "a2", "a3", "a4");
        for (JsonNode version : versions) {
            boolean isShown = version.path("assemblyId").asText().equals("a4");
            assertThat(version.path("current").asBoolean()).isEqualTo(isShown);
            assertThat(version.path("phase").asText()).isEqualTo(isShown ? "PUBLISHED" : "SUPERSEDED");
            assertThat(version.path("rows").asLong()).isEqualTo(1);
            assertThat(Instant.parse(version.path("changedAt").asText())).isNotNull();
        }
        assertThat(at.desk().report().get(0)).contains("assembly a4  published").contains("  state reopened");
    }

    @Test
    void tellsTheDifferenceOfEachCurrencyAndNeverAddsThemUp() throws IOException {
        deliver("a1", "10 USD 1", "70 CNY 1");
        deliver("a2", "7.5 USD 1", "70.0000000001 CNY 1");

        assertThat(sentence())
                .startsWith("changed by -2.5 USD and 0.0000000001 CNY because of assembly a2, which reopens");
        JsonNode version = new ObjectMapper()
                .readTree(at.desk().reportJson())
                .path("versions")
                .path(0);
        assertThat(version.path("unblendedCosts"))
                .isEqualTo(new ObjectMapper()
                        .readTree("[{\"currency\": \"CNY\", \"amount\": \"70.0000000001\"},"
                                + " {\"currency\": \"USD\", \"amount\": \"7.5\"}]"));
        assertThat(at.desk().report().get(0)).contains("cost 70.0000000001 CNY and 7.5 USD");
        assertThat(json(RECORDS + "a2.change.json").get("currencies").toString())
                .isEqualTo("[{\"currency\":\"USD\",\"changedBy\":\"-2.5\",\"before\":\"10\",\"after\":\"7.5\"},"
                        + "{\"currency\":\"CNY\",\"changedBy\":\"0.0000000001\",\"before\":\"70\","
                        + "\"after\":\"70.0000000001\"}]");
    }

    @Test
    void standsInRecordsPlanAndReportAndSurvivesARestart() throws IOException {
        deliver("a1", "10 USD 1");
        assertThat(at.desk().plan()).containsExactly("2026-10  hourly  assembly a1  nothing: it is shown, state final");
        at.deliver("hourly", "2026-10", "a2", "8 USD 1");
        assertThat(at.desk().plan().get(0)).endsWith(", though the month is final with assembly a1");
        at.poll();
        at.restart();

        assertThat(shown().state()).isEqualTo(InvoiceStatus.REOPENED);
        assertThat(at.desk().report())
                .anySatisfy(line -> assertThat(line).contains("a2  published").contains("state reopened"))
                .anySatisfy(line -> assertThat(line).contains("a1  superseded").contains("state final"));
        assertThat(json(RECORDS + "a2.json").get("state").asText()).isEqualTo("final");
        assertThat(json(RECORDS + "a2.json").get("invoicedRows").toString()).isEqualTo("{\"rows\":1,\"invoiced\":1}");
        assertThat(json(RECORDS + "a2.change.json").get("stateBefore").asText()).isEqualTo("final");
        assertThat(json(RECORDS + "a2.change.json").get("stateAfter").asText()).isEqualTo("reopened");
    }

    @Test
    void goingBackToWhatWasFinalIsFinalAgain() throws IOException {
        deliver("a1", "10 USD 1");
        deliver("a2", "8 USD 1");

        assertThat(at.desk().rollback("", "2026-10", "").get(0))
                .contains("changed by 2 USD because of assembly a1, which is final");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.FINAL);

        at.desk().publish("2026-10");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.REOPENED);
    }

    @Test
    void whatAnOlderLedgerKeptIsUnknown() throws Exception {
        deliver("a1", "10 USD 1");
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE cost_version SET month_change = '{\"billingPeriod\":\"2026-10\",\"from\":\"a0\","
                    + "\"to\":\"a1\",\"currency\":\"USD\",\"changedBy\":\"3\",\"costBefore\":\"7\",\"costAfter\":\"10\","
                    + "\"rowsBefore\":1,\"rowsAfter\":1,\"services\":[]}',"
                    + " summary = REPLACE(summary, '\"invoicedRows\":{\"rows\":1,\"invoiced\":1},', '')");
        }
        at.restart();

        assertThat(shown().state()).isEqualTo(InvoiceStatus.UNKNOWN);
        assertThat(sentence()).isEqualTo("changed by 3 USD because of assembly a1");
        assertThat(at.desk().report().get(0)).contains("state unknown");
        deliver("a2", "9 USD 1");
        assertThat(shown().state()).isEqualTo(InvoiceStatus.FINAL);
    }
}
