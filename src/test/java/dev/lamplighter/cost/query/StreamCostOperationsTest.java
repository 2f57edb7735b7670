package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.publish.PublishingFixture;
import dev.lamplighter.cost.stream.Occurrence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code costs streams} tells of the answers that the route brings; all numbers are worked out by hand. */
final class StreamCostOperationsTest {
    private static final String[] COLUMNS = {
        "line_item_unblended_cost",
        "line_item_resource_id",
        "line_item_usage_start_date",
        "line_item_usage_end_date",
        "line_item_usage_type",
        "line_item_usage_amount"
    };
    private static final String HEADER =
            "resource,interval_start,interval_end,currency_code,running_hours,machine_cost,"
                    + "storage_cost,address_cost,transfer_cost\n";

    private final StateDatabase database = StateDatabase.inMemory();
    private final PublishingFixture at = new PublishingFixture(database.dataSource(), "some");
    private final List<QueryRun> asked = new ArrayList<>();
    private List<Occurrence> occurrences = List.of();
    private String answer = HEADER;

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    private StreamCostOperations published(String... columns) throws IOException {
        at.converter.setColumns(Stream.of(columns)
                .map(name -> new PublishedColumn(name, ColumnType.STRING, List.of()))
                .toList());
        at.deliver("some", "2026-10", "a1", "1");
        assertThat(at.poll()).isEmpty();
        CostQueryRuns queries = new CostQueryRuns(
                at.settings,
                new QuerySettings(Path.of("queries"), folder, 6, List.of(), Map.of()),
                at.ledger(),
                new QueryRunLedger(database.dataSource()),
                at.views(),
                at.clock);
        InstantSource clock = InstantSource.fixed(Instant.parse("2026-10-20T00:00:00Z"));
        KeptStreamCosts kept = new KeptStreamCosts(new AnswerFolder(folder));
        StreamReports reports =
                new StreamReports(queries, new AnsweringRoute(), (from, to) -> occurrences, kept, clock);
        return new StreamCostOperations(new StreamsRoute(reports), clock);
    }

    /** Answers as the route {@code cost-streams} does, which only calls the bean. */
    private record StreamsRoute(StreamReports reports) implements RouteCall {
        @Override
        public <T> T ask(String route, Object body, Class<T> reply) {
            assertThat(route).isEqualTo("cost-streams");
            try {
                return reply.cast(reports.costs((StreamCostRequest) body));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Answers every run with the same rows. */
    private final class AnsweringRoute implements RouteCall {
        @Override
        public <T> T ask(String route, Object body, Class<T> reply) {
            assertThat(route).isEqualTo("cost-answer");
            QueryRun run = (QueryRun) body;
            asked.add(run);
            Path file = folder.resolve(run.name() + ".csv");
            try {
                Files.writeString(
                        file,
                        answer.lines()
                                .map(line -> "\"" + line.replace(",", "\",\"") + "\"\n")
                                .collect(Collectors.joining()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reply.cast(new QueryResult(run.name(), Instant.EPOCH, "q", 0, file, "", List.of()));
        }
    }

    private static Occurrence occurrence(String opened, String closed, String... resources) {
        Instant open = Instant.parse(opened);
        return new Occurrence("service", open, open, Instant.parse(closed), Set.of(resources));
    }

    private static String hour(String resource, String hour, String numbers) {
        Instant start = Instant.parse(hour);
        return resource + "," + start + "," + start.plusSeconds(3600) + ",USD," + numbers + "\n";
    }

    /** 09:20 to 11:00 with a machine that is left on until 12:00, and a volume of 0.06 an hour. */
    private void aServiceOnSunday() {
        occurrences = List.of(occurrence("2026-10-04T09:20:00Z", "2026-10-04T11:00:00Z", "i-1", "vol-1", "eipalloc-1"));
        answer = HEADER
                + hour("i-1", "2026-10-04T09:00:00Z", "0.6666666667,0.40,0,0,0.20")
                + hour("i-1", "2026-10-04T10:00:00Z", "1,0.60,0,0,0.30")
                + hour("i-1", "2026-10-04T11:00:00Z", "1,0.60,0,0,0")
                + hour("vol-1", "2026-10-04T09:00:00Z", "0,0,0.06,0,0")
                + hour("vol-1", "2026-10-04T10:00:00Z", "0,0,0.06,0,0")
                + hour("vol-1", "2026-10-04T11:00:00Z", "0,0,0.06,0,0");
    }

    @Test
    void eachStreamIsALineWithWhatWasPaidForAndWhatWasPaidBesideIt() throws IOException {
        aServiceOnSunday();

        assertThat(published(COLUMNS).text("2026-10", ""))
                .containsExactly(
                        "streams of 2026-10 (UTC), report some, with charges up to 4 Oct 2026 12:00 UTC",
                        "service  4 Oct 2026 09:20 UTC, 1 h 40 min: 1.60 USD, 0.96 USD an hour"
                                + " (machine 1.00, storage 0.10, transfer 0.50)",
                        "all of service in USD: 1.60 USD, 0.96 USD an hour, times 1",
                        "while no window was open: 0.68 USD",
                        "    i-1  0.60 USD (machine 0.60)",
                        "    vol-1  0.08 USD (storage 0.08)",
                        "saved against machines that run all the time: 48.80 USD", // 84 h at 0.60, less 1.60
                        "without a charge: eipalloc-1");
    }

    @Test
    void whatAStreamCostIsKeptForLetters() throws IOException {
        aServiceOnSunday();
        published(COLUMNS).text("2026-10", "");

        QueryAnswer kept = new KeptStreamCosts(new AnswerFolder(folder))
                .latest(YearMonth.of(2026, 10), "")
                .orElseThrow();

        assertThat(kept.askedAt()).isEqualTo("2026-10-20T00:00:00Z");
        assertThat(kept.rows()).hasSize(2);
        assertThat(kept.value(kept.rows().get(0), "window")).isEqualTo("service");
        assertThat(kept.value(kept.rows().get(0), "status")).isEqualTo("complete");
        assertThat(new BigDecimal(String.valueOf(kept.value(kept.rows().get(0), "hour_cost"))))
                .isEqualByComparingTo("0.9599808004"); // 1.60 by 1.6667 h
        assertThat(new BigDecimal(String.valueOf(kept.value(kept.rows().get(1), "total_cost"))))
                .isEqualByComparingTo("0.68");
        assertThat(new KeptStreamCosts(new AnswerFolder(folder)).latest(YearMonth.of(2026, 9), ""))
                .isEmpty();
    }

    @Test
    void anEditedQueryWithoutAColumnIsToldByTheColumn() throws IOException {
        aServiceOnSunday();
        answer = answer.replace("running_hours", "hours");

        StreamCostOperations streams = published(COLUMNS);

        assertThatThrownBy(() -> streams.text("2026-10", ""))
                .hasMessageContaining("COST-120  query stream-costs, column running_hours  got \"null\": costs streams"
                        + " can't read it; fix: copy queries/stream-costs.sql from the archive");
    }

    @Test
    void jsonHasEveryDigitAsText() throws IOException {
        aServiceOnSunday();

        JsonNode report = new ObjectMapper()
                .readTree(published(COLUMNS).json("2026-10", ""))
                .path("reports")
                .path(0);

        JsonNode stream = report.path("occurrences").path(0);
        assertThat(stream.path("opened").asText()).isEqualTo("2026-10-04T09:20:00Z");
        assertThat(stream.path("total").asText()).isEqualTo("1.6");
        assertThat(stream.path("byKind").path("storage").asText()).isEqualTo("0.1");
        assertThat(stream.path("byKind").path("address").asText()).isEqualTo("0");
        assertThat(stream.path("incomplete").asBoolean()).isFalse();
        JsonNode machine = report.path("resources").path(0);
        assertThat(machine.path("resource").asText()).isEqualTo("i-1");
        assertThat(machine.path("outside").asText()).isEqualTo("0.6");
        assertThat(machine.path("runningHours").asText()).isEqualTo("2.6666666667");
        assertThat(report.path("uncharged")).hasSize(1);
    }

    @Test
    void manyResourcesAreAskedInSlicesAndOnlyOfTheMonth() throws IOException {
        String more = IntStream.range(0, 61).mapToObj(i -> "i-" + i).collect(Collectors.joining(", "));

        published(COLUMNS).text("2026-10", more);

        assertThat(asked)
                .extracting(QueryRun::name)
                .containsExactly("stream-costs", "stream-costs-2", "stream-costs-3");
        assertThat(asked.get(2).query().sql())
                .contains("resource IN ('i-9')")
                .contains("billing_period BETWEEN '2026-10' AND '2026-10'");
    }

    @Test
    void aStreamOverTheEndOfTheMonthCountsWithItsPart() throws IOException {
        occurrences = List.of(occurrence("2026-09-30T23:00:00Z", "2026-10-01T01:00:00Z", "i-1"));
        answer = HEADER + hour("i-1", "2026-10-01T00:00:00Z", "1,0.60,0,0,0");

        assertThat(published(COLUMNS).text("2026-10", ""))
                .contains("service  1 Oct 2026 00:00 UTC, 1 h: 0.60 USD, 0.60 USD an hour (machine 0.60)");
    }

    @Test
    void aReportWithoutResourcesIsToldAndNothingIsAsked() throws IOException {
        StreamCostOperations streams = published("line_item_unblended_cost", "line_item_usage_type");

        assertThatThrownBy(() -> streams.text("2026-10", ""))
                .hasMessageContaining("COST-126  costs streams  nothing to ask: report some has no charge_period_end,"
                        + " charge_period_start, resource_id; fix: publish a"
                        + " report by the hour that includes resource IDs");
        assertThatThrownBy(() -> streams.text("October", ""))
                .hasMessageContaining("costs streams  month \"October\": that is no month");
        assertThatThrownBy(() -> streams.text("", "i-1') OR (1=1")).hasMessageContaining("that is no id");
        assertThat(asked).isEmpty();
    }
}
