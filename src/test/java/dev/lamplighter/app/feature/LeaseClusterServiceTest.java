package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.lease.Leases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.cluster.ClusteredRoutePolicy;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes of an operator in two Camel contexts whose leases are in one database. */
final class LeaseClusterServiceTest {
    /** A fifth of it passes from one look to the next. */
    private static final Duration LENGTH = Duration.ofSeconds(15);

    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** As docs/how-to/several-copies.md shows it, but more often. */
    private static final String MASTER = """
        - route:
            id: nightly-note
            from:
              uri: master:notes:timer:nightly-note
              parameters: {period: 20, delay: 0}
              steps:
                - bean: {ref: fired, method: note}
        """;

    private final StateDatabase shared = StateDatabase.inMemory();
    private final List<Copy> copies = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        copies.forEach(Copy::close);
        shared.close();
    }

    /** What a route calls. */
    public static final class Fired {
        private final AtomicInteger times = new AtomicInteger();

        public void note() {
            times.incrementAndGet();
        }
    }

    /** A copy of the service, as far as its leases and its Camel go. */
    private final class Copy {
        private final Fired fired = new Fired();
        private final Main main = new Main();
        private final Leases leases;

        Copy(String name) throws Exception {
            leases = Leases.shared(
                    shared.dataSource(), name, LENGTH, new ElapsedTime(InstantSource.system(), System::nanoTime));
            main.setDefaultPropertyPlaceholderLocation("false");
            main.bind("leaseCluster", new LeaseClusterService(leases));
            main.bind("fired", fired);
            copies.add(this);
        }

        Copy withYaml(String yaml) throws Exception {
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() throws Exception {
                    PluginHelper.getRoutesLoader(getContext())
                            .loadRoutes(ResourceHelper.fromString("note.camel.yaml", yaml));
                }
            });
            return this;
        }

        Copy withPolicy() {
            main.configure().addRoutesBuilder(new RouteBuilder() {
                @Override
                public void configure() throws Exception {
                    from("timer:nightly-note?period=20&delay=0")
                            .routeId("nightly-note")
                            .routePolicy(ClusteredRoutePolicy.forNamespace(getContext(), "notes"))
                            .bean(fired, "note");
                }
            });
            return this;
        }

        Copy start() {
            main.start();
            leases.start();
            return this;
        }

        CamelContext context() {
            return main.getCamelContext();
        }

        int times() {
            return fired.times.get();
        }

        /** In order, as a service ends: its routes, then its leases. */
        void close() {
            main.stop();
            leases.close();
        }
    }

    @Test
    void aMasterRouteRunsOnTheHolderAloneAndOnTheOtherAsSoonAsThatEnds() throws Exception {
        Copy first = new Copy("pi-1/a").withYaml(MASTER).start();
        Copy second = new Copy("pi-2/b").withYaml(MASTER).start();

        expectTheFirstAloneThenTheSecond(first, second);
    }

    @Test
    void aClusteredRoutePolicyDoesTheSame() throws Exception {
        Copy first = new Copy("pi-1/a").withPolicy().start();
        Copy second = new Copy("pi-2/b").withPolicy().start();

        expectTheFirstAloneThenTheSecond(first, second);
    }

    private void expectTheFirstAloneThenTheSecond(Copy first, Copy second) throws Exception {
        await().atMost(LONGEST).until(() -> first.times() > 20);
        assertThat(second.context().getRoute("nightly-note")).isNotNull();
        assertThat(second.leases.holders()).containsEntry("notes", "pi-1");
        assertThat(second.times()).isZero();

        first.close();
        int then = first.times();
        assertThat(holder()).as("given up, not run out").isNotEqualTo("pi-1/a");

        await().atMost(LONGEST).until(() -> second.times() > 20);
        assertThat(second.leases.holders()).containsEntry("notes", "pi-2");
        assertThat(first.times()).isEqualTo(then);
    }

    /** By the row in the database. */
    private String holder() throws SQLException {
        try (Connection connection = shared.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT holder FROM window_lease WHERE name = 'notes'")) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    void theOnlyCopyLeadsEveryNamespace() throws Exception {
        Fired fired = new Fired();
        Main alone = new Main();
        alone.setDefaultPropertyPlaceholderLocation("false");
        alone.bind("leaseCluster", new LeaseClusterService(Leases.sole()));
        alone.bind("fired", fired);
        alone.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() throws Exception {
                PluginHelper.getRoutesLoader(getContext())
                        .loadRoutes(ResourceHelper.fromString("note.camel.yaml", MASTER));
            }
        });
        alone.start();
        try {
            await().atMost(LONGEST).until(() -> fired.times.get() > 5);
        } finally {
            alone.stop();
        }
    }
}
