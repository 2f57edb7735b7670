package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import dev.lamplighter.sandbox.cur.ReportVersion;
import dev.lamplighter.sandbox.ec2.InitialFleet;
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
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/**
 * {@code kill -9} at any moment, and again: nothing is lost, nothing is done twice. {@code -Dlamplighter.kills=200} for a long
 * run: at each kind of call and ten random moments.
 */
@Tag("long")
@Order(1) // one of those that take longest
final class KilledServiceIT {
    private static final long SEED = 20261122;
    /** Some moments after the process began, and some after its routes did. */
    private static final int RANDOM_KILLS = Math.max(1, Integer.getInteger("lamplighter.kills", 2) / 20);

    /** Whether it is killed at each kind of call; else at one of each area, those whose loss would be the dearest. */
    private static final boolean LONG_FORM = RANDOM_KILLS > 1;

    private static final int MOST_LIVES = 20 + 2 * RANDOM_KILLS;
    private static final Map<String, String> PLACES = Map.of(
            InitialFleet.FIRST_ADDRESS, InitialFleet.PRIMARY_INTERFACE,
            InitialFleet.SECOND_ADDRESS, InitialFleet.SECOND_INTERFACE);

    private final Random random = new Random(SEED);
    private final Map<String, String> pixels = new TreeMap<>();
    private final Map<YearMonth, Delivery> current = new TreeMap<>();
    private final Map<YearMonth, Set<String>> visible = new HashMap<>();
    private int randomKills;
    private boolean parquetSeen;
    private final YearMonth thisMonth = YearMonth.from(Instant.now().atOffset(ZoneOffset.UTC));
    private final YearMonth lastMonth = thisMonth.minusMonths(1);

    @SuppressWarnings("NullAway.Init")
    private TestAccount account;

    @SuppressWarnings("NullAway.Init")
    private ServiceHome home;

    @SuppressWarnings("NullAway.Init")
    private Killer killer;

    @BeforeEach
    void prepare() {
        SandboxLake.shared().engine().start();
        account = new TestAccount("killed");
        home = ServiceHome.unpack("killed", account.costSettings());
        deliver(CostReportSpec.of("hourly", lastMonth).withRows(20_000).withFiles(3));
        deliver(CostReportSpec.of("hourly", thisMonth).withRows(5_000).withVersion(ReportVersion.monthToDate(12)));
        killer = new Killer()
                .at("StopInstances", StopInstancesRequest.class, request -> true)
                .at("SET LOCATION", StartQueryExecutionRequest.class, request -> isOf(request, " SET LOCATION "));
        if (LONG_FORM) {
            killer.at("StartInstances", StartInstancesRequest.class, request -> true)
                    .at("AssociateAddress", AssociateAddressRequest.class, request -> true)
                    .at(
                            "ADD PARTITION",
                            StartQueryExecutionRequest.class,
                            request -> isOf(request, " ADD IF NOT EXISTS PARTITION"));
        }
        account.faults(killer);
    }

    private static boolean isOf(StartQueryExecutionRequest request, String clause) {
        return request.queryString().contains(clause);
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void aServiceThatIsKilledAgainAndAgainLosesNothingAndDoesNothingTwice() throws Exception {
        Instant begin = Instant.now();
        boolean done = live(1);
        declareWindow(Duration.between(begin, Instant.now()));
        for (int life = 2; life <= MOST_LIVES && !done; life++) {
            launchAnotherInstance();
            done = live(life);
            expectEveryPixelKept();
            expectOnlyWholeVersions();
        }

        assertThat(done)
                .as(told("all is done after %d lives".formatted(MOST_LIVES)))
                .isTrue();
        assertThat(killer.isContent()).as(told("every chosen moment came")).isTrue();
        assertThat(killer.kills()).as(told("kills")).hasSize(RANDOM_KILLS + (LONG_FORM ? 6 : 3));
        expectEachActionOnce();
        expectEachReportOnce();
        assertThat(home.traces()).isEmpty();
    }

    /** Begins at once and is open long enough for the lives in which it is killed, however slow the machine is. */
    private void declareWindow(Duration aLife) {
        Duration length = aLife.multipliedBy(LONG_FORM ? 8 : 2).plusSeconds(30);
        OneOffWindow window = new OneOffWindow(
                "evening", Instant.now(), length, Duration.ofSeconds(5), InitialFleet.MEDIA_SERVER, PLACES);
        home.write("windows.yaml", "windows:\n" + window.yaml());
    }

    /** From a start to a kill, at a random moment in every other life; true when all was done and no kill is left. */
    private boolean live(int life) throws Exception {
        boolean killedAtRandom = life % 2 == 1 && randomKills < RANDOM_KILLS;
        Duration delay = killedAtRandom ? Duration.ofMillis(300 + random.nextInt(2700)) : ServiceHome.LONGEST;
        boolean untilStarted = life % 4 == 1 || (life % 2 == 0 && random.nextBoolean());
        try (ServiceProcess service = home.start(account.endpoints())) {
            long starts = home.starts();
            killer.aimAt(service);
            await(told("the start of life " + life))
                    .atMost(ServiceHome.LONGEST)
                    .until(() -> !untilStarted || home.starts() > starts || !service.isAlive());
            Instant end = Instant.now().plus(delay);
            await(told("the end of life " + life))
                    .atMost(ServiceHome.LONGEST.plus(delay))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !service.isAlive()
                            || isParquetNews()
                            || Instant.now().isAfter(end)
                            || (!killedAtRandom && isAllDone()));
            if (service.isAlive() && !killedAtRandom && isAllDone()) {
                return randomKills == RANDOM_KILLS && isShown(service);
            }
            if (service.isAlive() && Instant.now().isAfter(end)) {
                if (killedAtRandom) { // else the machine was too slow for a whole life, and the next one goes on
                    String moment = "%d ms after %s".formatted(delay.toMillis(), untilStarted ? "routes" : "process");
                    randomKills += killer.kill(moment) ? 1 : 0;
                }
            }
            return false;
        }
    }

    /** Kills once: when the first object of a conversion has just become visible. */
    private boolean isParquetNews() throws IOException {
        if (parquetSeen || parquetObjects("").isEmpty()) {
            return false;
        }
        parquetSeen = killer.kill("first Parquet object");
        return parquetSeen;
    }

    private void deliver(CostReportSpec spec) {
        Delivery delivery = account.deliver(spec);
        current.put(spec.billingMonth(), delivery);
        visible.computeIfAbsent(spec.billingMonth(), month -> new TreeSet<>(Set.of("0 null")))
                .add(delivery.totals().rows() + " " + delivery.totals().unblendedCost());
    }

    private Delivery current(YearMonth month) {
        return Objects.requireNonNull(current.get(month));
    }

    private void launchAnotherInstance() {
        account.ec2()
                .runInstances(request -> request.imageId(InitialFleet.IMAGE)
                        .instanceType(InstanceType.T3_MICRO)
                        .minCount(1)
                        .maxCount(1));
    }

    private void expectEveryPixelKept() {
        Map<String, String> now = home.pixels();
        assertThat(now).as(told("pixels")).containsAllEntriesOf(pixels);
        pixels.putAll(now);
    }

    /** A query sees a whole version or nothing, at any time. */
    private void expectOnlyWholeVersions() {
        if (!account.isTableThere()) {
            return;
        }
        for (YearMonth month : current.keySet()) {
            assertThat(rowsAndCost(month)).as(told("what shows for " + month)).isIn(visible.get(month));
        }
    }

    private String rowsAndCost(YearMonth month) {
        List<@Nullable String> row = account.ask("SELECT count(*), sum(line_item_unblended_cost) FROM cost_and_usage"
                + " WHERE billing_period = '" + month + "'");
        return row.get(0) + " " + row.get(1);
    }

    private boolean isAllDone() {
        if (!isSwitched(lastMonth) || !isSwitched(thisMonth)) {
            return false;
        }
        if (current(lastMonth).totals().rows() == 20_000) {
            deliver(CostReportSpec.of("hourly", lastMonth)
                    .withRows(20_000)
                    .withFiles(2)
                    .withVersion(
                            ReportVersion.FULL_MONTH.redelivered(1).invoiced().refunded()));
            return false;
        }
        return killer.isContent()
                && parquetSeen
                && account.state(InitialFleet.MEDIA_SERVER).equals("stopped")
                && stops().size() == 1;
    }

    /** Whether the last statement that makes a version current has been given. */
    private boolean isSwitched(YearMonth month) {
        String location = "SET LOCATION 's3://tables-killed/cost_and_usage/billing_period=" + month + "/"
                + current(month).assemblyId() + "/";
        return !account.calls(
                        StartQueryExecutionRequest.class,
                        request -> request.queryString().contains(location))
                .isEmpty();
    }

    /** Waits until the service itself says that the latest versions are published and the window is over. */
    private boolean isShown(ServiceProcess service) throws Exception {
        Patience patience = new Patience(ServiceHome.LONGEST, service::isAlive);
        try (ServiceJmxClient view = patience.until(() -> ServiceJmxClient.attach(service.pid()), seen -> true)) {
            patience.until(() -> shown(view), shown -> shown.equals(assemblies()));
            assertThat(shown(view)).as(told("published months")).isEqualTo(assemblies());
            String state = patience.until(() -> windowState(view), "WAITING"::equals);
            assertThat(state).as(told("the window")).isEqualTo("WAITING");
            return true;
        }
    }

    private Map<String, String> assemblies() {
        Map<String, String> assemblies = new TreeMap<>();
        current.forEach((month, delivery) -> assemblies.put(month.toString(), delivery.assemblyId()));
        return assemblies;
    }

    private static Map<String, String> shown(ServiceJmxClient view) throws Exception {
        Map<String, String> shown = new TreeMap<>();
        for (CompositeData month :
                (CompositeData[]) view.attribute("dev.lamplighter:type=CostReports", "PublishedMonths")) {
            shown.put((String) month.get("billingPeriod"), (String) month.get("assemblyId"));
        }
        return shown;
    }

    private static String windowState(ServiceJmxClient view) throws Exception {
        CompositeData[] windows = (CompositeData[]) view.attribute("dev.lamplighter:type=Windows", "Windows");
        return (String) windows[0].get("state");
    }

    private List<Call> stops() {
        return account.calls(StopInstancesRequest.class, request -> true);
    }

    private void expectEachActionOnce() {
        assertThat(account.calls(StartInstancesRequest.class, request -> true))
                .as(told("starts"))
                .hasSize(1);
        assertThat(stops()).as(told("stops")).hasSize(1);
        PLACES.keySet()
                .forEach(address -> assertThat(account.calls(
                                AssociateAddressRequest.class, request -> address.equals(request.allocationId())))
                        .as(told("associations of " + address))
                        .hasSize(1));
        assertThat(account.addresses()).as(told("addresses")).containsAllEntriesOf(PLACES);
        assertThat(account.state(InitialFleet.MEDIA_SERVER)).isEqualTo("stopped");
    }

    private void expectEachReportOnce() throws IOException {
        for (Map.Entry<YearMonth, Delivery> month : current.entrySet()) {
            Delivery delivery = month.getValue();
            List<String> told = home.log(line -> line.contains(" CostVersionSteps ")
                    && line.contains(" published: ")
                    && line.contains(delivery.assemblyId()));
            assertThat(told).as(told("publications of " + month.getKey())).hasSizeLessThanOrEqualTo(1);
            List<@Nullable String> row =
                    account.ask("SELECT count(*), sum(line_item_unblended_cost), count(DISTINCT \"$path\")"
                            + " FROM cost_and_usage WHERE billing_period = '" + month.getKey() + "'");
            assertThat(row.get(0))
                    .as(told("rows of " + month))
                    .isEqualTo(Long.toString(delivery.totals().rows()));
            assertThat(new BigDecimal(String.valueOf(row.get(1))))
                    .as(told("cost of " + month))
                    .isEqualByComparingTo(delivery.totals().unblendedCost());
            assertThat(parquetObjects("billing_period=" + month.getKey() + "/" + delivery.assemblyId()))
                    .as(told("objects of " + month))
                    .hasSize(Integer.parseInt(String.valueOf(row.get(2))))
                    .hasSize((int) delivery.keys().stream()
                            .filter(key -> key.endsWith(".csv.gz"))
                            .count());
        }
    }

    private List<Path> parquetObjects(String under) throws IOException {
        Path table = account.tables().resolve("cost_and_usage").resolve(under);
        if (!Files.exists(table)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        }
    }

    private String told(String what) {
        return what + ", seed " + SEED + ", killed at " + killer.kills() + ", log in " + home.path("service.log");
    }
}
