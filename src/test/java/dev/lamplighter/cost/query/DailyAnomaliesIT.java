package dev.lamplighter.cost.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.sandbox.SandboxLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What daily-anomalies answers on a real engine about accounts whose changes are known. */
final class DailyAnomaliesIT {
    private static final String HEADER = DailyCosts2018.HEADER;

    private final StateDatabase state = StateDatabase.inMemory();

    @AfterEach
    void close() {
        state.close();
    }

    private LakePublishing published(String name, String header, Stream<String> rows) throws IOException {
        LakePublishing lake = new LakePublishing(SandboxLake.shared(), state.dataSource(), name, "small");
        lake.deliverSmall("a1", header, rows.toArray(String[]::new));
        assertThat(lake.publish()).hasSize(1);
        return lake;
    }

    private static List<Map<String, String>> ask(LakePublishing lake, Map<String, String> parameters) {
        Map<String, String> values =
                new TreeMap<>(Map.of("first_month", "2026-09", "last_month", "2026-09", "today", "2026-10-31"));
        values.putAll(parameters);
        return lake.ask("daily-anomalies", values);
    }

    private static String line(LocalDate day, String product, String region, String cost) {
        return DailyCosts2018.line(day, product, region, cost);
    }

    /** A real account: a service of 98 a day that stops, one of 30 that stops, one that goes from 23 to 8. */
    @Test
    void eachServiceThatChangedIsOneRow() throws IOException {
        LakePublishing lake =
                published("days2018", HEADER, DailyCosts2018.all().stream().map(DailyCosts2018.Cost::line));

        List<Map<String, String>> answer = ask(lake, Map.of());

        assertThat(answer)
                .extracting(row -> row.get("first_day") + " " + row.get("product_code") + " " + row.get("kind"))
                .containsExactly(
                        "2018-11-24 AmazonRDS stopped",
                        "2018-11-24 AmazonEC2 lower",
                        "2018-11-21 AWSGlue stopped",
                        "2018-11-15 AWSGlue higher",
                        "2018-11-01 AmazonEC2 higher",
                        "2018-10-16 AWSGlue lower");
        assertThat(answer)
                .allSatisfy(row -> assertThat(row)
                        .containsEntry("account", "1")
                        .containsEntry("region", "us-east-1")
                        .containsEntry("status", "past")
                        .containsEntry("currency_code", "USD"));
        assertThat(Double.parseDouble(answer.get(2).getOrDefault("usual_cost", "")))
                .isCloseTo(98.0112309, within(1e-6));
        assertThat(answer.get(2)).containsEntry("unusual_cost", "0.0000000000").containsEntry("days", "7");

        Map<String, TreeMap<LocalDate, Double>> services = new TreeMap<>();
        DailyCosts2018.all()
                .forEach(cost -> services.computeIfAbsent(cost.product() + " " + cost.region(), none -> new TreeMap<>())
                        .put(cost.day(), Double.parseDouble(cost.amount())));
        List<String> expected = new ArrayList<>();
        services.forEach((service, costs) -> new UsualCosts(costs, LocalDate.of(2018, 10, 1))
                .changes(LocalDate.of(2018, 12, 31))
                .keySet()
                .forEach(day -> expected.add(day + " " + service)));
        assertThat(answer)
                .extracting(row -> row.get("first_day") + " " + row.get("product_code") + " " + row.get("region"))
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(ask(lake, Map.of("anomaly_least_cost", "50")))
                .extracting(row -> row.get("product_code"))
                .containsExactly("AWSGlue", "AmazonEC2");
    }

    /** EC2 costs 10 each day, RDS 10 and 14 from the 19th on, SageMaker 900 from the 23rd to the 28th; days end on the 30th. */
    private static Stream<String> october() {
        return LocalDate.of(2026, 10, 1).datesUntil(LocalDate.of(2026, 10, 31)).flatMap(day -> {
            int date = day.getDayOfMonth();
            List<String> lines = new ArrayList<>();
            lines.add(line(day, "AmazonEC2", "", "10"));
            lines.add(line(day, "AmazonRDS", "", date < 19 ? "10" : "14"));
            if (date >= 23 && date <= 28) {
                lines.add(line(day, "AmazonSageMaker", "", "900"));
            }
            return lines.stream();
        });
    }

    @Test
    void aNewServiceIsToldOnItsFirstDayAndANewLevelOnce() throws IOException {
        LakePublishing lake = published("october", HEADER, october());

        List<Map<String, String>> answer = ask(lake, Map.of());

        assertThat(answer)
                .extracting(row -> row.get("first_day") + " " + row.get("product_code") + " " + row.get("region") + " "
                        + row.get("kind") + " " + row.get("status"))
                .containsExactly(
                        "2026-10-23 AmazonSageMaker global new current", "2026-10-19 AmazonRDS global higher past");
        assertThat(alerts(answer, "2026-10-31T00:00:00Z"))
                .singleElement()
                .asString()
                .startsWith(
                        "COST-131  query daily-anomalies, first_day=2026-10-23 account=1 product_code=AmazonSageMaker"
                                + " region=global kind=new currency_code=USD  1 row: status=current days=6 usual_cost=0.0"
                                + " unusual_cost=900.0000000000");
        assertThat(alerts(ask(lake, Map.of("anomaly_days", "5")), "2026-11-01T00:00:00Z"))
                .as("the level is usual by then")
                .isEmpty();
    }

    private List<String> alerts(List<Map<String, String>> rows, String at) {
        AlertOutbox outbox = new AlertOutbox(state.dataSource(), () -> Instant.parse(at));
        NamedQuery query =
                NamedQueries.load(Path.of("queries")).named("daily-anomalies").orElseThrow();
        List<String> columns = List.copyOf(query.declaredColumns().keySet());
        List<List<String>> lines = new ArrayList<>(List.of(columns));
        rows.forEach(row -> lines.add(
                columns.stream().map(column -> row.getOrDefault(column, "")).toList()));
        QueryRun run = new QueryRun(query.name(), query, "small", "costs", Instant.parse(at));
        new AnswerAlerts(outbox)
                .look(new SubmittedQuery(run, "", Instant.parse(at)), AnswerTable.of(List.copyOf(lines)));
        return outbox.raised("costs").stream().map(Alert::text).toList();
    }

    /** Machines that run on weekdays alone, and what is charged on the first of each month. */
    @Test
    void weekendsAndFirstDaysOfMonthsAreNoAnomalies() throws IOException {
        LakePublishing lake = published(
                "shapes",
                HEADER.replace("product/region,", ""),
                LocalDate.of(2026, 5, 1).datesUntil(LocalDate.of(2026, 9, 1)).flatMap(day -> {
                    String row = line(day, "AmazonEC2", "x", "40").replace(",x", "");
                    String zones = line(day, "AmazonRoute53", "x", "25").replace(",x", "");
                    return Stream.of(
                                    day.getDayOfWeek().getValue() < 6 ? row : "", day.getDayOfMonth() == 1 ? zones : "")
                            .filter(text -> !text.isEmpty());
                }));

        assertThat(ask(lake, Map.of())).extracting(row -> row.get("first_day")).isEmpty();
    }
}
