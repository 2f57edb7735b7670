package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Settings;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.athena.RouteCall;
import dev.lamplighter.cost.letter.CostLetter;
import dev.lamplighter.cost.letter.CostLetters;
import dev.lamplighter.cost.letter.LetterRequest;
import dev.lamplighter.cost.stream.Occurrence;
import dev.lamplighter.sandbox.SandboxLake;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The letter about the sandbox's reports of three months, with budgets and with streams on machines of theirs; the letter of the
 * documentation. With {@code -Dlamplighter.letter=FOLDER} it is left there.
 */
final class SandboxLetterIT {
    private static final YearMonth MONTH = YearMonth.of(2026, 11);
    private static final InstantSource NOW = InstantSource.fixed(Instant.parse("2026-11-18T06:30:00Z"));
    private static final InstantSource ASKED = InstantSource.fixed(Instant.parse("2026-11-18T05:45:00Z"));
    private static final String FILE = "20261118T054500Z-q1.csv";

    private final StateDatabase state = StateDatabase.inMemory();
    private final LakePublishing at =
            new LakePublishing(SandboxLake.shared(), state.dataSource(), "sandboxletter", "hourly");

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        state.close();
    }

    private void deliver(YearMonth month, ReportVersion version) throws IOException {
        Path staging = folder.resolve("delivery");
        CostReportSpec spec = CostReportSpec.of("hourly", month)
                .withBucket("cur-sandboxletter")
                .withPrefix("cur")
                .withVersion(version);
        Delivery delivery = CostReportGenerator.deliver(spec, staging);
        for (String key : delivery.keys()) {
            at.write(key, Files.readAllBytes(staging.resolve(key)));
        }
    }

    /** The ids of what has most charges of a usage type in three hours of a day of the week. */
    private List<String> resources(String usageType, int day, int hour, int most) {
        return at
                .rows("SELECT line_item_resource_id AS id FROM costs WHERE billing_period = '" + MONTH
                        + "' AND line_item_usage_type LIKE '" + usageType
                        + "' AND line_item_resource_id <> '' AND DAY_OF_WEEK(line_item_usage_start_date) = "
                        + day + " AND HOUR(line_item_usage_start_date) BETWEEN " + hour + " AND " + (hour + 2)
                        + " GROUP BY 1 ORDER BY COUNT(DISTINCT line_item_usage_start_date) DESC, 1 LIMIT " + most)
                .stream()
                .map(row -> row.getOrDefault("id", ""))
                .toList();
    }

    private static Occurrence occurrence(String window, String from, String to, List<String> resources) {
        Instant opened = Instant.parse(from);
        return new Occurrence(window, opened.minusSeconds(900), opened, Instant.parse(to), Set.copyOf(resources));
    }

    private List<Occurrence> streams() {
        List<String> sunday = new ArrayList<>(resources("%BoxUsage%", 7, 8, 1));
        sunday.addAll(resources("%EBS:VolumeUsage%", 7, 8, 1));
        List<String> wednesday = resources("%BoxUsage%", 3, 18, 1);
        return List.of(
                occurrence("sunday-service", "2026-11-01T08:30:00Z", "2026-11-01T11:00:00Z", sunday),
                occurrence("rehearsal", "2026-11-04T18:00:00Z", "2026-11-04T20:15:00Z", wednesday),
                occurrence("sunday-service", "2026-11-08T08:30:00Z", "2026-11-08T11:00:00Z", sunday),
                occurrence("rehearsal", "2026-11-11T18:00:00Z", "2026-11-11T20:15:00Z", wednesday),
                occurrence("sunday-service", "2026-11-15T08:30:00Z", "2026-11-15T11:00:00Z", sunday));
    }

    private record RunningQueries(LakePublishing at, CostQueryRuns queries, Path answers) implements RouteCall {
        @Override
        public <T> T ask(String route, Object body, Class<T> reply) {
            QueryRun run = (QueryRun) body;
            Path file = answers.resolve(run.name()).resolve(FILE);
            try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, AnswerCsv.of(at.lines(queries.ask(run).sql())));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return reply.cast(new QueryResult(run.name(), ASKED.instant(), "q", 0, file, "", List.of()));
        }
    }

    @Test
    void theLetterTellsTheMonthItsBudgetsAndItsStreams() throws Exception {
        deliver(MONTH.minusMonths(2), ReportVersion.FULL_MONTH.invoiced());
        deliver(MONTH.minusMonths(1), ReportVersion.FULL_MONTH.invoiced());
        deliver(MONTH, ReportVersion.monthToDate(15));
        assertThat(at.publish()).hasSize(3);
        Path answers = folder.resolve("answers");
        QuerySettings asking = QuerySettings.of(new Settings(
                Map.of(
                        "cost.answers", answers.toString(),
                        "cost.query.tag-column", "resource_tags_user_team",
                        "cost.budget.all", "850 USD",
                        "cost.budget.computing", "500 USD",
                        "cost.budget.computing.filter", "service=AmazonEC2"),
                Path.of(".").toAbsolutePath()));
        CostQueryRuns queries = at.queries(asking, NOW);
        RunningQueries routes = new RunningQueries(at, queries, answers);
        Set<String> asked = new TreeSet<>();
        for (QueryRun run : queries.questions()) {
            routes.ask("cost-answer", run, QueryResult.class);
            asked.add(run.name());
        }
        assertThat(asked).contains("monthly-cost", "month-forecast", "top-movers", "daily-anomalies");
        List<Occurrence> streams = streams();
        KeptStreamCosts kept = new KeptStreamCosts(new AnswerFolder(answers));
        new StreamReports(
                        queries,
                        routes,
                        (from, to) -> streams.stream()
                                .filter(one ->
                                        one.begun().isBefore(to) && one.closed().isAfter(from))
                                .toList(),
                        kept,
                        ASKED)
                .costs(new StreamCostRequest(MONTH, new TreeSet<>()));
        AnswerAlerts alerts = new AnswerAlerts(new AlertOutbox(state.dataSource(), NOW));

        CostLetter letter = new CostLetters(
                        at.settings(),
                        asking,
                        new AnswerHistory(new AnswerFolder(answers), alerts, "answers/"),
                        kept,
                        NOW)
                .write(new LetterRequest("hourly", "", MONTH));

        assertThat(letter.text())
                .contains("Windows were open 5 times for streams, which cost ")
                .contains("of credits, refunds, discounts and corrections", "of which 263.00 USD are paid in advance")
                .contains("budget all")
                .contains("budget computing")
                .doesNotContain("not known", "No budget is set");
        for (String form : List.of(letter.html(), letter.mail())) {
            assertThat(form).contains("sunday-service", "rehearsal");
        }
        leave(letter);
    }

    private void leave(CostLetter letter) throws IOException {
        String to = System.getProperty("lamplighter.letter", "");
        if (!to.isEmpty()) {
            Files.createDirectories(Path.of(to));
            Files.writeString(Path.of(to, "letter.html"), letter.html());
            Files.writeString(Path.of(to, "letter.mail.html"), letter.mail());
            Files.writeString(Path.of(to, "letter.txt"), letter.text());
        }
    }
}
