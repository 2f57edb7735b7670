package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.feature.LeaseGuard;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.report.S3Store;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.s3.S3StandIn;
import dev.lamplighter.window.copies.CopiesChecker;
import dev.lamplighter.window.copies.CopiesChecker.DueCall;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import dev.lamplighter.window.copies.CopiesChecker.Wake;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Two copies of the costs, each with the shipped routes and with clients of its own, over one ledger, one bucket of an S3 server
 * and one Athena. The one that acts loses its lease at each step of a publication in turn, and the other takes over.
 */
final class PublicationTakeoverTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    @TempDir
    private static Path buckets;

    @SuppressWarnings("NullAway.Init") // started first
    private static S3StandIn s3;

    private static int runs;

    /** How a copy loses the lease. */
    enum Loss {
        /** Between its steps, and it goes on after the other has published this version and the next. */
        SUSPENDED,
        /** With a call under way, which arrives after the other has acted. */
        SUSPENDED_WHILE_CALLING,
        KILLED,
        /** With a call under way, which was carried out. */
        KILLED_WHILE_CALLING;

        private boolean isKill() {
            return this == KILLED || this == KILLED_WHILE_CALLING;
        }

        private boolean isWhileCalling() {
            return this == SUSPENDED_WHILE_CALLING || this == KILLED_WHILE_CALLING;
        }
    }

    /** A process that is no more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    static void startServer() {
        s3 = S3StandIn.start(Path.of("target/s3proxy/s3proxy.jar"), buckets, 0);
    }

    @AfterAll
    static void stopServer() {
        s3.close();
    }

    /** Statements are few; of the other steps, every seventh in each build. */
    @ParameterizedTest
    @EnumSource
    void aMonthIsPublishedOnceWhereverTheLeaseIsLost(Loss loss) throws IOException {
        expectOnce(loss, loss.isWhileCalling() ? 1 : 7);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUSPENDED", "KILLED"})
    @Tag("long")
    void aMonthIsPublishedOnceAtEachStepThatTheLeaseIsLost(Loss loss) throws IOException {
        expectOnce(loss, 1);
    }

    private static void expectOnce(Loss loss, int every) throws IOException {
        int step = 1;
        while (isLostAt(step, loss)) {
            step += every;
        }
        assertThat(step).isGreaterThan(loss.isWhileCalling() ? 4 : 30);
    }

    private static boolean isLostAt(int step, Loss loss) throws IOException {
        try (World world = new World(step, loss)) {
            world.deliver("a1", "1");
            world.publish();
            world.publishTheNext();

            String how = loss + " at step " + step;
            Findings findings = world.judge();
            assertThat(findings.wrong()).as(how).isEmpty();
            assertThat(world.athena.switches())
                    .as(how)
                    .hasSize(2)
                    .allMatch(one -> one.startsWith("2026-10 s3://"))
                    .satisfiesExactly(
                            first -> assertThat(first).endsWith("/a1/"),
                            then -> assertThat(then).endsWith("/a2/"));
            assertThat(world.athena.partitions().values()).as(how).allMatch(location -> location.endsWith("/a2/"));
            assertThat(world.refusals).as(how).allMatch(line -> line.contains("CONFIG-050"));
            return world.wasLost;
        }
    }

    /** Everything outside of the copies, and the copies. */
    private static final class World implements AutoCloseable {
        private final int loseAt;
        private final Loss loss;
        private final String bucket = "lake-" + ++runs;
        private final SimulatedClock time = new SimulatedClock("2026-10-05T00:00:00Z");
        private final StateDatabase database = StateDatabase.inMemory();
        private final MemoryStore reports = new MemoryStore("reports", time);
        private final FakeAthena athena = new FakeAthena();
        private final List<SentCall> sent = new CopyOnWriteArrayList<>();
        private final List<DueCall> due = new ArrayList<>();
        private final List<Wake> wakes = new ArrayList<>();
        private final List<String> refusals = new ArrayList<>();
        private final Copy first;
        private final Copy second;
        private String latest = "";
        private int steps;
        private boolean wasLost;

        World(int loseAt, Loss loss) {
            this.loseAt = loseAt;
            this.loss = loss;
            s3.createBucket(bucket);
            first = new Copy("first");
            second = new Copy("second");
            assertThat(first.lease.renew()).isTrue();
            assertThat(second.lease.renew()).isFalse();
        }

        void deliver(String assembly, String... costs) {
            PlainConverter.deliver(reports, "cur/", "hourly", "2026-10", assembly, costs);
            time.pass(Duration.ofMinutes(1));
            String location = "s3://" + bucket + "/lamplighter/costs/billing_period=2026-10/" + assembly + "/";
            latest = assembly;
            due.add(new DueCall(assembly, "SET LOCATION", location, time.instant(), Instant.MAX, Duration.ofDays(1)));
            if (!wasLost) {
                first.lease.renew();
            }
            second.lease.renew();
        }

        /** By the first copy as far as it comes, then by the other. */
        void publish() throws IOException {
            first.isWatched = true;
            try {
                refusals.addAll(first.at.poll());
            } catch (Killed | ProblemException e) {
                if (e instanceof ProblemException refused) {
                    refusals.add(refused.problem().line());
                }
            }
            first.isWatched = false;
            takeOver();
            second.pollUntil(latest);
        }

        void publishTheNext() throws IOException {
            if (!latest.equals("a2")) {
                deliver("a2", "1", "2");
                second.pollUntil(latest);
            }
        }

        private void takeOver() {
            time.pass(LENGTH.plusSeconds(1));
            assertThat(second.lease.renew()).isTrue();
        }

        private void step(boolean isCalling) {
            if (loss.isWhileCalling() == isCalling && ++steps == loseAt) {
                wasLost = true;
                if (loss.isKill()) {
                    first.isDead = true;
                    return;
                }
                takeOver();
                try {
                    second.pollUntil("a1");
                    if (loss == Loss.SUSPENDED) {
                        publishTheNext();
                    }
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
                time.pass(Duration.ofSeconds(1));
                wakes.add(new Wake("first", time.instant()));
            }
        }

        Findings judge() {
            time.pass(Duration.ofDays(1));
            return new CopiesChecker(due, wakes, List.of(), List.of(), List.of()).of(sent, time.instant());
        }

        @Override
        public void close() {
            first.close();
            second.close();
            database.close();
        }

        /** A process with its lease, its clients and its routes. */
        private final class Copy implements AutoCloseable {
            private final String name;
            private final Leases leases;
            private final Lease lease;
            private final AwsServer door = AwsServer.start(0);
            private final AthenaClient client;
            private final S3Client bucketClient;
            private final PublishingFixture at;
            private boolean isWatched;
            private volatile boolean isDead;

            Copy(String name) {
                this.name = name;
                leases = Leases.shared(
                        database.dataSource(), name + "/1", LENGTH, new ElapsedTime(time, time::nanoTime));
                lease = leases.named(Lease.COSTS);
                door.serve("athena", watched(AthenaClient.class, athena, true));
                ClientOverrideConfiguration guarded = ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(new LeaseGuard(leases))
                        .build();
                client = AthenaClient.builder()
                        .endpointOverride(door.endpoint())
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(new AwsHttp())
                        .overrideConfiguration(guarded)
                        .build();
                bucketClient = s3Client(s3.endpoint(), guarded);
                at = new PublishingFixture(
                        watched(DataSource.class, database.dataSource(), false),
                        new PublishingFixture.Outside(
                                reports,
                                new WatchedStore(this::onStore, new S3Store(bucketClient, bucket)),
                                clock -> new PlainConverter()),
                        athena,
                        Map.of("hourly", "costs"));
                at.beOneOfSeveral(lease, watched(AthenaClient.class, client, false));
                at.restart();
            }

            private static S3Client s3Client(URI endpoint, ClientOverrideConfiguration guarded) {
                return S3Client.builder()
                        .endpointOverride(endpoint)
                        .region(Region.US_EAST_1)
                        .credentialsProvider(AnonymousCredentialsProvider.create())
                        .httpClient(new AwsHttp())
                        .overrideConfiguration(guarded)
                        .build();
            }

            /** Round by round, until that assembly of the month is published. */
            void pollUntil(String assembly) throws IOException {
                for (int round = 0; round < 20 && !isPublished(assembly); round++) {
                    lease.renew();
                    assertThat(at.poll()).as("what %s finds", name).isEmpty();
                }
                assertThat(at.ledger().published())
                        .as("published by %s", name)
                        .extracting(ReportLedgerEntry::assemblyId)
                        .containsExactly(assembly);
            }

            private boolean isPublished(String assembly) {
                return at.ledger().published().stream().anyMatch(entry -> assembly.equals(entry.assemblyId()));
            }

            private void act(boolean isCalling) {
                if (isWatched) {
                    step(isCalling);
                }
                if (isDead && !isCalling) {
                    throw new Killed();
                }
            }

            /** What a store does that is seen outside. */
            private void onStore(String what, String key) {
                if (!what.matches("read|write|list|head|open")) {
                    act(false);
                }
                if (isDead) {
                    throw new Killed();
                }
            }

            /** A step before each connection to the ledger and each statement for Athena. */
            private <T> T watched(Class<T> type, T thing, boolean isDoor) {
                return type.cast(Proxy.newProxyInstance(
                        Copy.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                            boolean isStep = method.getName().matches("getConnection|startQueryExecution");
                            if (isStep && !loss.equals(Loss.KILLED_WHILE_CALLING)) {
                                act(isDoor);
                            }
                            try {
                                Object result = method.invoke(thing, arguments);
                                if (isDoor && result instanceof StartQueryExecutionResponse started) {
                                    carryOut(started.queryExecutionId());
                                }
                                if (isStep && loss.equals(Loss.KILLED_WHILE_CALLING)) {
                                    act(isDoor);
                                }
                                if (isDead && !isDoor) {
                                    throw new Killed();
                                }
                                return result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
            }

            /** At once, whoever looks how far it is; notes what a month shows since then. */
            private void carryOut(String id) {
                synchronized (athena) {
                    int before = athena.switches().size();
                    athena.getQueryExecution(look -> look.queryExecutionId(id));
                    athena.getQueryExecution(look -> look.queryExecutionId(id));
                    athena.switches().stream()
                            .skip(before)
                            .map(change -> change.split(" ", 2)[1])
                            .forEach(
                                    location -> sent.add(new SentCall(time.instant(), name, "SET LOCATION", location)));
                }
            }

            @Override
            public void close() {
                at.end();
                client.close();
                bucketClient.close();
                door.close();
            }
        }
    }
}
