package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/**
 * {@code costs remake} by the command against a running service with two reports, from decimals to doubles, while the service is
 * killed ({@code kill -9}) and started again: it goes on, nothing is lost or there twice, and what is asked is the table of
 * before until the switch. {@code -Dlamplighter.kills=200} for a long run: at ten random moments besides.
 */
@Tag("long")
@Order(2) // one of those that take longest
final class KilledRemakeIT {
    private static final long SEED = 20261128;
    private static final int RANDOM_KILLS = Math.max(1, Integer.getInteger("lamplighter.kills", 2) / 20);
    private static final String QUERY = "reserved-vs-on-demand";
    private static final String BEFORE = "cost_and_usage";
    private static final String AFTER = "other";
    private static final String SWITCHED = "table=" + AFTER + " is asked from now on";

    private final Random random = new Random(SEED);
    private final YearMonth thisMonth = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
    private final Map<String, Delivery> current = new TreeMap<>();
    /** Numbers of rows that a month may show. */
    private final Map<String, Set<Long>> visible = new HashMap<>();

    private final Killer killer = new Killer();

    @SuppressWarnings("NullAway.Init")
    private TestAccount account;

    @SuppressWarnings("NullAway.Init")
    private ServiceHome home;

    @BeforeEach
    void prepare() throws IOException {
        SandboxLake.shared().engine().start();
        account = new TestAccount("remade");
        Map<String, String> settings = new HashMap<>(account.costSettings());
        settings.put("cost.report-name", "hourly, team");
        home = ServiceHome.unpack("remade", settings);
        for (String query : List.of("data-transfer.sql", "cost-by-tag.sql")) {
            Files.delete(home.path("queries/" + query));
        }
        Path clock = home.path("routes/cost-remakes.camel.yaml");
        String route = Files.readString(clock);
        assertThat(route).contains("delay: 1m");
        Files.writeString(clock, route.replace("delay: 1m", "delay: 1s"));
        deliver(CostReportSpec.of("hourly", thisMonth.minusMonths(1))
                .withRows(5_000)
                .withFiles(3));
        deliver(CostReportSpec.of("hourly", thisMonth).withRows(2_000).withVersion(ReportVersion.monthToDate(12)));
        deliver(CostReportSpec.of("team", thisMonth.minusMonths(1))
                .withRows(1_000)
                .withFiles(1));
    }

    @AfterEach
    void close() {
        account.close();
    }

    private void deliver(CostReportSpec spec) {
        String month = spec.reportName() + " " + spec.billingMonth();
        Delivery delivery = account.deliver(spec);
        current.put(month, delivery);
        visible.computeIfAbsent(month, none -> new TreeSet<>(Set.of(0L)))
                .add(delivery.totals().rows());
    }

    private static boolean isAbout(StartQueryExecutionRequest request, String... parts) {
        return Stream.of(parts).allMatch(part -> request.queryString().contains(part));
    }

    /** The moments whose loss would be the dearest, each once. */
    private void aim() {
        killer.at(
                        "first month shown in the table that is made",
                        StartQueryExecutionRequest.class,
                        request -> isAbout(request, " SET LOCATION ", "/" + AFTER + "_"))
                .at(
                        "sums asked before the switch",
                        StartQueryExecutionRequest.class,
                        request -> isAbout(request, "SELECT COUNT(*)", "\"" + AFTER + "_team\""))
                .at(
                        "views after the switch",
                        StartQueryExecutionRequest.class,
                        request -> isAbout(request, "CREATE OR REPLACE VIEW \"" + AFTER + "_") && isSwitched());
        account.faults(killer);
    }

    private boolean isSwitched() {
        return !home.log(line -> line.contains(SWITCHED)).isEmpty();
    }

    /** A command of its own, which finds the service's socket by the same settings. */
    private ServiceHome.Ended run(String... arguments) {
        return home.run(Stream.concat(
                        Stream.of(arguments),
                        Stream.of("--properties", "sandbox.properties", "--properties", "test.properties"))
                .toArray(String[]::new));
    }

    private ServiceHome.Ended command(String... arguments) {
        ServiceHome.Ended ended = run(arguments);
        assertThat(ended.exitCode()).as(told(ended.output().toString())).isZero();
        return ended;
    }

    @Test
    @SuppressWarnings("try") // ended early, so that the next one can begin
    void aServiceThatIsKilledWithinARemakeGoesOnAndSwitchesOnceWithEveryMonth() throws Exception {
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            await().atMost(ServiceHome.LONGEST).until(() -> published(BEFORE) == current.size());
            expectTable(BEFORE, "decimal(24,10)");
            expectAsked(BEFORE);
            Files.writeString(
                    home.path("test.properties"),
                    Files.readString(home.path("test.properties")) + "cost.number-type=double\n");
            assertThat(service.isAlive()).isTrue();
        }
        aim();
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            killer.aimAt(service);
            assertThat(command("costs", "remake", "--table", AFTER).output())
                    .anyMatch(line -> line.startsWith("table " + AFTER + " is made since"))
                    .anyMatch(line -> line.contains("  team  "));
            awaitEnd(service, Duration.ZERO);
        }
        assertThat(killer.kills()).as(told("kills")).hasSize(1);
        deliver(CostReportSpec.of("hourly", thisMonth)
                .withRows(2_000)
                .withVersion(ReportVersion.monthToDate(13).redelivered(1)));
        int random = 0;
        for (int life = 2; life < 12 + 2 * RANDOM_KILLS && !(killer.isContent() && random == RANDOM_KILLS); life++) {
            random += live(life, random < RANDOM_KILLS && (life % 2 == 0 || killer.isContent())) ? 1 : 0;
            expectBothTablesWhole();
        }
        assertThat(killer.isContent()).as(told("every chosen moment came")).isTrue();
        assertThat(killer.kills()).as(told("kills")).hasSize(3 + RANDOM_KILLS);
        expectAllOfIt();
    }

    /** One life; true when it was killed at a random moment. */
    private boolean live(int life, boolean atRandom) {
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            killer.aimAt(service);
            boolean wasSwitched = isSwitched();
            if (!wasSwitched && life % 3 == 0 && service.isAlive()) {
                assertThat(run("costs", "remake").output()) // or it is killed meanwhile
                        .as(told("what it tells"))
                        .isNotEmpty();
            }
            Duration delay = atRandom ? Duration.ofMillis(random.nextInt(3000)) : ServiceHome.LONGEST;
            awaitEnd(service, delay);
            return service.isAlive() && atRandom && killer.kill(delay.toMillis() + " ms after the routes");
        }
    }

    /** Until the service is killed, or all is done and nothing is left to be killed at, or that time has passed. */
    private void awaitEnd(ServiceProcess service, Duration delay) {
        Instant end = Instant.now().plus(delay.isZero() ? ServiceHome.LONGEST : delay);
        await(told("a kill"))
                .atMost(ServiceHome.LONGEST.plusSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !service.isAlive() || Instant.now().isAfter(end));
    }

    private long published(String table) {
        return home.log(line -> line.contains(" CostVersionSteps ")
                        && line.contains(" published: ")
                        && line.contains(" table=" + table + "_"))
                .size();
    }

    /** The running service answers from that table. */
    private void expectAsked(String table) {
        command("costs", "query", QUERY + "." + BEFORE + "_hourly", "--csv");
        List<String> asked = questions();
        assertThat(asked.get(asked.size() - 1)).as(told("who is asked")).contains("\"" + table + "_");
    }

    /** The SQL of the query, as often as it was asked. */
    private List<String> questions() {
        return account
                .calls(StartQueryExecutionRequest.class, request -> isAbout(request, "reserved_cost", "FROM "))
                .stream()
                .map(call -> ((StartQueryExecutionRequest) call.request()).queryString())
                .toList();
    }

    private String columnType(String table) {
        return String.valueOf(account.ask("SELECT data_type FROM information_schema.columns WHERE table_name = '"
                        + table + "' AND table_schema = 'costs_remade' AND column_name = 'line_item_unblended_cost'")
                .get(0));
    }

    /** Whatever a table shows is a whole version, at any time. */
    private void expectBothTablesWhole() {
        for (String table : List.of(BEFORE, AFTER)) {
            for (String month : current.keySet()) {
                String[] name = month.split(" ", -1);
                if (columnType(table + "_" + name[0]).equals("data_type")) {
                    continue; // not made yet
                }
                String rows = String.valueOf(
                        rowsAndCost(table + "_" + name[0], name[1]).get(0));
                assertThat(Long.parseLong(rows))
                        .as(told(month + " in " + table))
                        .isIn(visible.get(month));
            }
        }
    }

    private List<@Nullable String> rowsAndCost(String table, String month) {
        return account.ask("SELECT count(*), sum(CAST(line_item_unblended_cost AS decimal(24,10))), count(DISTINCT"
                + " identity_line_item_id ||"
                + " CAST(identity_time_interval AS varchar)),"
                + " count(DISTINCT"
                + " \"$path\")"
                + " FROM"
                + " " + table + " WHERE billing_period = '" + month + "'");
    }

    private void expectTable(String table, String type) {
        current.forEach((month, delivery) -> {
            String[] name = month.split(" ", -1);
            assertThat(columnType(table + "_" + name[0])).as(told(table)).isEqualTo(type);
            List<@Nullable String> row = rowsAndCost(table + "_" + name[0], name[1]);
            assertThat(row.get(0))
                    .as(told("rows of " + month + " in " + table))
                    .isEqualTo(Long.toString(delivery.totals().rows()));
            assertThat(new BigDecimal(String.valueOf(row.get(1))))
                    .as(told("cost of " + month + " in " + table))
                    .isEqualByComparingTo(delivery.totals().unblendedCost());
        });
    }

    private void expectAllOfIt() throws Exception {
        try (ServiceProcess service = home.startAndAwait(account.endpoints())) {
            assertThat(service.isAlive()).isTrue();
            await(told("the switch"))
                    .atMost(ServiceHome.LONGEST)
                    .until(() -> command("costs", "remake").output().stream()
                            .anyMatch(line -> line.startsWith("table " + AFTER + " is asked since")));
            expectTable(AFTER, "double");
            expectTable(BEFORE, "decimal(24,10)");
            expectAsked(AFTER);
            assertThat(command("costs", "verify").output())
                    .hasSize(current.size())
                    .allMatch(line -> line.contains("verified"));
        }
        assertThat(home.log(line -> line.contains(SWITCHED)))
                .as(told("switches"))
                .hasSize(1);
        for (Map.Entry<String, Delivery> month : current.entrySet()) {
            String[] name = month.getKey().split(" ", -1);
            assertThat(parquetObjects(AFTER + "_" + name[0] + "/billing_period=" + name[1] + "/"
                            + month.getValue().assemblyId()))
                    .as(told("objects of " + month.getKey()))
                    .hasSize((int) month.getValue().keys().stream()
                            .filter(key -> key.endsWith(".csv.gz"))
                            .count());
        }
        assertThat(home.traces()).isEmpty();
    }

    private List<Path> parquetObjects(String under) throws IOException {
        try (Stream<Path> files = Files.walk(account.tables().resolve(under))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private String told(String what) {
        return what + ", seed " + SEED + ", killed at " + killer.kills() + ", log in " + home.path("service.log");
    }
}
