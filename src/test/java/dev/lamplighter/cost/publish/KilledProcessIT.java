package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.publish.KilledProcess.Life;
import dev.lamplighter.cost.publish.KilledProcess.Moment;
import dev.lamplighter.cost.publish.KilledProcess.Step;
import dev.lamplighter.sandbox.SandboxLake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code kill -9} for the way from a manifest to its month, as a process of its own: at random moments of its life, and at
 * the steps it tells of. Whatever moment it is, the next life loses and doubles nothing, a reader who looks all the time
 * sees only whole months, and nothing half-made lies under the table. {@code -Dlamplighter.kills=200} for a long run, which
 * kills at every step.
 */
@Order(3) // one of those that take longest
final class KilledProcessIT {
    private static final Logger LOG = LoggerFactory.getLogger(KilledProcessIT.class);
    private static final long SEED = 20261122;
    private static final int KILLS = Integer.getInteger("lamplighter.kills", 2);
    /** Each step in the long form; in each build every twelfth, and all about the switch of the month. */
    private static final int STRIDE = KILLS >= 20 ? 1 : 12;

    private static final String SWITCH = "set location";
    private static final List<String> MONTHS = List.of("2025-02", "2025-03");

    private final Random random = new Random(SEED);
    private final Map<String, Integer> kills = new TreeMap<>();

    @TempDir
    private static Path folder;

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of lives that nobody ended: a first month, another one, and the first one again with more columns. */
    private static List<Life> whole = List.of();

    @SuppressWarnings("NullAway.Init")
    private static QuickJvm jvm;

    /** Buckets, a table and a state folder of their own, with one who reads the table. */
    private static final class World implements AutoCloseable {
        final String name;
        final Path state;
        final DeliveredMonths delivered;
        final MonthReader reader;
        final SteadyReader steady;
        final KilledProcess process;

        World(String name) throws Exception {
            this.name = name;
            SandboxLake lake = SandboxLake.shared();
            lake.engine().start();
            state = Files.createDirectories(folder.resolve(name));
            delivered = new DeliveredMonths(
                    lake, "reports-" + name, Clock.systemUTC().instant().minusSeconds(86_400));
            String tables = "tables-" + name;
            String database = PublishingProcess.database(name);
            reader = new MonthReader(lake, database, tables);
            steady = new SteadyReader(new MonthReader(lake, database, tables), MONTHS);
            process = new KilledProcess(
                    jvm,
                    List.of(
                            state.toString(),
                            name,
                            lake.s3Endpoint().toString(),
                            lake.awsEndpoint().toString()),
                    folder.resolve(name + ".log"));
        }

        /** The next version of a month that has none or shows its latest; so each life has something to do. */
        void deliverWhereAllIsShown() throws Exception {
            for (String month : MONTHS) {
                if (delivered.versions(month).isEmpty() || isShown(month)) {
                    delivered.deliver(month);
                    return;
                }
            }
        }

        boolean isShown(String month) {
            return reader.location(month)
                    .filter(location ->
                            location.endsWith("/" + delivered.latest(month).assemblyId()))
                    .isPresent();
        }

        @Override
        public void close() throws SQLException {
            steady.close();
            reader.close();
        }
    }

    @BeforeAll
    static void liveUndisturbed() throws Exception {
        jvm = new QuickJvm(folder);
        KilledProcessIT nobody = new KilledProcessIT();
        List<Life> lives = new ArrayList<>();
        try (World world = new World("undisturbed")) {
            for (int life = 0; life < 3; life++) {
                world.deliverWhereAllIsShown();
                lives.add(world.process.live());
                assertThat(lives.get(life).isWhole()).as(lives.toString()).isTrue();
                lives.get(life).steps().stream()
                        .filter(step -> step.name().startsWith("COST-"))
                        .forEach(step -> LOG.warn("a busy machine, it is tried again: {}", step.name()));
            }
            nobody.expectAllIsRight(world);
        }
        whole = lives;
    }

    @Test
    void atStepsOfThePipeline() throws Exception {
        long begin = System.nanoTime();
        Set<String> steps = new LinkedHashSet<>();
        whole.forEach(life -> life.steps().forEach(step -> steps.add(step.name())));
        steps.remove(PublishingProcess.END);
        steps.removeIf(step -> step.startsWith("COST-"));
        assertThat(steps).as("named steps").hasSizeGreaterThan(20);
        List<String> all = List.copyOf(steps);
        try (World world = new World("steps-killed")) {
            for (int i = 0; i < all.size(); i++) {
                boolean isAboutTheSwitch = all.subList(Math.max(0, i - 1), Math.min(all.size(), i + 2)).stream()
                        .anyMatch(step -> step.contains(SWITCH));
                if (i % STRIDE == 0 || isAboutTheSwitch) {
                    killAt(world, all.get(i));
                }
            }
            expectAllIsRight(world);
            LOG.info("killed at steps={} looks={} elapsedMs={}", kills, world.steady.looks(), since(begin));
        }
    }

    private void killAt(World world, String step) throws Exception {
        long begin = System.nanoTime();
        while (since(begin) < PATIENCE.toMillis()) { // on a busy machine a month may have to wait for a minute
            world.deliverWhereAllIsShown();
            if (isKilled(world, world.process.untilStep(step), step)) {
                return;
            }
        }
        throw new AssertionError("no life came to " + step + ", killed before at " + kills);
    }

    @Test
    void atRandomMoments() throws Exception {
        long begin = System.nanoTime();
        try (World world = new World("moments-killed")) {
            int lives = 0;
            for (int killed = 0; killed < KILLS; lives++) {
                world.deliverWhereAllIsShown();
                if (random.nextInt(5) == 0) {
                    world.delivered.deliver(MONTHS.get(random.nextInt(MONTHS.size()))); // and a newer one at once
                }
                Moment moment = moment(whole.get(1 + random.nextInt(whole.size() - 1)), lives % 2 == 0);
                killed += isKilled(world, world.process.until(moment), moment.step()) ? 1 : 0;
                assertThat(lives).as(told("lives")).isLessThan(4 * KILLS + 20);
            }
            expectAllIsRight(world);
            LOG.info(
                    "kills={} lives={} looks={} elapsedMs={} killed behind={}",
                    KILLS,
                    lives,
                    world.steady.looks(),
                    since(begin),
                    kills);
        }
    }

    /** The service is killed, or it and the process that converts for it: while that runs, and at other moments. */
    @Test
    @Tag("long")
    void withAConversionThatIsAProcessOfItsOwn() throws Exception {
        try (World world = new World("worker-killed")) {
            world.deliverWhereAllIsShown();
            Life undisturbed = world.process.with(KilledProcess.Victim.SERVICE).live();
            assertThat(undisturbed.isWhole()).as(undisturbed.toString()).isTrue();
            List<Step> steps = undisturbed.steps();
            long end = steps.get(steps.size() - 1).nanos();
            List<KilledProcess.Victim> victims =
                    List.of(KilledProcess.Victim.SERVICE, KilledProcess.Victim.SERVICE_AND_WORKER);
            int workers = 0;
            int lives = 0;
            for (int killed = 0; killed < Math.max(2, KILLS / 2) || workers == 0; lives++) {
                world.deliverWhereAllIsShown();
                KilledProcess process = world.process.with(victims.get(lives % victims.size()));
                Moment moment = new Moment(Moment.LAUNCH, 1, (long) ((0.3 + 0.6 * random.nextDouble()) * end));
                killed += isKilled(world, process.until(moment), moment.step()) ? 1 : 0;
                workers += process.workersEnded();
                assertThat(lives).as(told("lives")).isLessThan(4 * KILLS + 20);
            }
            expectAllIsRight(world);
            assertThat(workers)
                    .as(told("processes that ended with their service"))
                    .isPositive();
        }
    }

    /** Any moment of a life, or any moment behind any of its steps, however short that is. */
    private Moment moment(Life whole, boolean evenly) {
        List<Step> steps = whole.steps();
        long end = steps.get(steps.size() - 1).nanos();
        if (evenly) {
            return new Moment(Moment.LAUNCH, 1, (long) (random.nextDouble() * end));
        }
        int index = random.nextInt(steps.size() - 1);
        Step step = steps.get(index);
        int nth = Collections.frequency(
                steps.subList(0, index + 1).stream().map(Step::name).toList(), step.name());
        return new Moment(step.name(), nth, (long)
                (random.nextDouble() * (steps.get(index + 1).nanos() - step.nanos())));
    }

    private boolean isKilled(World world, Life life, String when) throws Exception {
        assertThat(life.killed() || life.isWhole())
                .as(told("a life that ended " + life))
                .isTrue();
        assertThat(life.steps())
                .as(told("problems"))
                .noneMatch(step -> step.name().startsWith("COST-")
                        && !step.name().startsWith(CostProblemCode.DELIVERY_POSTPONED.text())
                        && !step.name().startsWith(PublishingProcess.OUTAGE)); // on a busy machine a round may be lost
        if (life.killed()) {
            String last = life.steps().isEmpty()
                    ? Moment.LAUNCH
                    : life.steps().get(life.steps().size() - 1).name();
            kills.merge(when.equals(Moment.LAUNCH) ? last : when, 1, Integer::sum);
        }
        expectOnlyWholeThings(world);
        return life.killed();
    }

    /** Whatever is visible under the table is whole, and so is whatever a reader has seen, in the order of deliveries. */
    private void expectOnlyWholeThings(World world) throws Exception {
        String table = PublishingProcess.TARGET_PREFIX + PublishingProcess.TABLE + "/";
        for (Map.Entry<String, List<String>> version :
                world.reader.folders(table).entrySet()) {
            assertThat(version.getKey()).as(told("folder")).matches(table + "billing_period=2025-0[23]/a\\d+/");
            assertThat(version.getValue()).as(told("objects")).hasSizeLessThanOrEqualTo(DeliveredMonths.FILES);
            for (String key : version.getValue()) {
                assertThat(world.reader.read(List.of(key))).as(told(key)).matches("[5-8] [5-8] .*");
            }
        }
        for (String month : MONTHS) {
            List<String> versions = world.delivered.versions(month).stream()
                    .map(DeliveredMonths.Version::seen)
                    .toList();
            List<String> seen = world.steady.seen(month);
            assertThat(versions).as(told(month)).containsAll(seen);
            assertThat(seen.stream().map(versions::indexOf).toList())
                    .as(told(month))
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private void expectAllIsRight(World world) throws Exception {
        List<Life> last = new ArrayList<>();
        await("months are shown")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    last.add(world.process.live()); // one that had to wait is tried again after a minute
                    assertThat(last.get(last.size() - 1).isWhole())
                            .as(told("last lives " + last))
                            .isTrue();
                    assertThat(world.delivered.months())
                            .as(told("last lives " + last))
                            .allMatch(world::isShown);
                });
        expectOnlyWholeThings(world);
        for (String month : world.delivered.months()) {
            assertThat(world.reader.look(month))
                    .as(told(month))
                    .contains(world.delivered.latest(month).seen());
        }
        expectWhatTheLedgerSays(world);
        expectTheSameOfAthena(world);
    }

    /** Each version that was ever shown has its files and its record, all others have nothing. */
    private void expectWhatTheLedgerSays(World world) throws Exception {
        Map<String, List<String>> folders =
                world.reader.folders(PublishingProcess.TARGET_PREFIX + PublishingProcess.TABLE + "/");
        try (StateDatabase state = StateDatabase.open(world.state)) {
            ReportLedger ledger = new ReportLedger(state.dataSource(), Clock.systemUTC());
            int converted = 0;
            for (ReportLedgerEntry entry : ledger.versions()) {
                assertThat(entry.phase())
                        .as(told(entry.toString()))
                        .isEqualTo(isLatest(world, entry) ? VersionPhase.PUBLISHED : VersionPhase.SUPERSEDED);
                if (entry.summary() != null) {
                    converted++;
                    assertThat(folders.get(VersionFilesCheck.folder(
                                    PublishingProcess.TARGET_PREFIX + PublishingProcess.TABLE + "/",
                                    entry.converted().billingPeriod().month(),
                                    entry.converted().assemblyId())))
                            .as(told(entry.toString()))
                            .containsExactlyInAnyOrderElementsOf(
                                    entry.converted().outputs());
                }
            }
            assertThat(folders).as(told("folders under the table")).hasSize(converted);
        }
    }

    private static boolean isLatest(World world, ReportLedgerEntry entry) {
        return MONTHS.stream()
                .filter(month -> !world.delivered.versions(month).isEmpty())
                .anyMatch(month -> world.delivered.latest(month).assemblyId().equals(entry.assemblyId()));
    }

    private void expectTheSameOfAthena(World world) {
        String sql =
                "SELECT billing_period, CAST(count(*) AS VARCHAR) || ' ' || CAST(count(DISTINCT identity_line_item_id) AS VARCHAR)"
                        + " || ' ' || CAST(sum(line_item_unblended_cost) AS VARCHAR) FROM costs GROUP BY 1 ORDER BY 1";
        assertThat(SandboxLake.shared().rows(sql, PublishingProcess.database(world.name)).stream()
                        .skip(1)
                        .map(row -> row.get(0) + " " + row.get(1)))
                .as(told("what Athena answers"))
                .containsExactlyElementsOf(world.delivered.months().stream()
                        .map(month ->
                                month + " " + world.delivered.latest(month).seen())
                        .toList());
    }

    private String told(String what) {
        return what + ", seed " + SEED + ", killed at " + kills + ", logs in " + folder;
    }

    private static long since(long begin) {
        return (System.nanoTime() - begin) / 1_000_000;
    }
}
