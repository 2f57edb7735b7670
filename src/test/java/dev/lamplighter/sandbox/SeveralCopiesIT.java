package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.CopiesChecker.Findings;
import dev.lamplighter.sandbox.CopiesChecker.Span;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Two services as processes on one PostgreSQL, to which things happen that seed and number decide: {@code kill -9}, SIGSTOP for
 * 20 s, a database that is gone for 30 s, a clock that is set 2 h ahead. Two events; {@code -Dlamplighter.chaos=1000
 * -Dlamplighter.seed=N} for as many others.
 */
@Order(6) // it mostly waits
@Tag("long")
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
@SuppressWarnings("NullAway.Init") // made by the test
final class SeveralCopiesIT {
    private static final String CHAOS = System.getProperty("lamplighter.chaos", "");
    private static final int EVENTS = CHAOS.matches("\\d+") ? Integer.parseInt(CHAOS) : 0;
    private static final long SEED = Long.getLong("lamplighter.seed", 20261128);
    private static final int INSTANCES = 4;
    private static final Duration FIRST = Duration.ofSeconds(25);
    private static final Duration APART = Duration.ofSeconds(20);
    private static final Duration WINDOW = Duration.ofSeconds(30);
    /** A takeover, and a look at EC2 every 2 s on a busy machine. */
    private static final Duration TAKEOVER = Duration.ofSeconds(15);

    private final Random random = new Random(SEED);
    private final List<String> happened = new ArrayList<>();
    private final List<Instant> awakened = new ArrayList<>();
    private final List<Span> away = new ArrayList<>();
    private final List<Copy> copies = new ArrayList<>();
    private EmbeddedPostgres server;
    private TestAccount account;
    private Relay line;

    @AfterEach
    void close() throws Exception {
        for (Copy copy : copies) {
            copy.close();
        }
        account.close();
        line.close();
        server.close();
    }

    @Test
    void eachWindowIsStartedAndStoppedOnceInTimeWhateverHappensToTheCopies() throws Exception {
        server = EmbeddedPostgres.builder().start();
        line = Relay.to(URI.create("http://127.0.0.1:" + server.getPort()));
        line.mend();
        account = new TestAccount("copies");
        List<String> instances = account.stoppedInstances(INSTANCES);
        Instant begin = Instant.now().plus(FIRST);
        Duration length =
                EVENTS == 0 ? Duration.ofSeconds(21) : Duration.ofSeconds(50).multipliedBy(EVENTS);
        List<OneOffWindow> windows = declare(begin, length, instances);
        copies.add(new Copy("one", windows));
        copies.add(new Copy("two", windows));
        copies.get(0).start();
        await(told()).atMost(ServiceHome.LONGEST).until(() -> holder().startsWith("one"));
        copies.get(1).start();

        expectOnlyTheHolderTakesVerbs();
        pass(Duration.between(Instant.now(), begin));
        if (EVENTS == 0) {
            killHolder();
        }
        for (int event = 0; event < EVENTS; event++) {
            befall();
        }
        Instant last =
                windows.stream().map(OneOffWindow::end).max(Instant::compareTo).orElseThrow();
        pass(Duration.between(Instant.now(), last));
        await(told())
                .atMost(ServiceHome.LONGEST)
                .until(() -> instances.stream().allMatch(id -> account.state(id).equals("stopped")));

        Findings findings =
                new CopiesChecker(windows, awakened, away).of(account.ledger().calls());
        findings.harmless().forEach(line -> happened("harmless: " + line));
        assertThat(findings.wrong()).as(told()).isEmpty();
        for (Copy copy : copies) {
            assertThat(copy.home.traces()).as(told()).isEmpty();
        }
    }

    private List<OneOffWindow> declare(Instant begin, Duration length, List<String> instances) {
        List<OneOffWindow> windows = new ArrayList<>();
        for (int n = 0; APART.multipliedBy(n).compareTo(length) < 0; n++) {
            windows.add(new OneOffWindow(
                    "copies-" + n,
                    begin.plus(APART.multipliedBy(n)),
                    WINDOW,
                    Duration.ofSeconds(1),
                    instances.get(n % INSTANCES),
                    Map.of()));
        }
        return windows;
    }

    private void expectOnlyTheHolderTakesVerbs() {
        ServiceHome watching = copies.get(1).home;
        assertThat(watching.run("windows", "skip", "copies-0", "next", "--properties", "test.properties")
                        .output())
                .as(told())
                .anyMatch(line -> line.startsWith("WINDOW-144") && line.contains("give the command on one"));
        assertThat(watching.run("status", "--properties", "test.properties").output())
                .as(told())
                .anyMatch(line -> line.contains("this is copy two") && line.contains("windows by one"));
    }

    private void befall() throws Exception {
        switch (random.nextInt(4)) {
            case 0 -> killHolder();
            case 1 -> stopOne();
            case 2 -> {
                happened("the database is gone");
                Instant from = Instant.now();
                line.cut();
                pass(Duration.ofSeconds(30));
                line.mend();
                happened("the database is back");
                away.add(new Span(from, Instant.now().plus(TAKEOVER)));
            }
            default -> {
                Copy copy = copies.get(random.nextInt(2));
                happened("clock of " + copy.name + " 2 h ahead");
                copy.setAhead(Duration.ofHours(2));
                pass(Duration.ofSeconds(5));
                copy.setAhead(Duration.ZERO);
            }
        }
        pass(Duration.ofSeconds(random.nextInt(15)));
    }

    private void killHolder() throws Exception {
        Copy copy = copies.get(holder().startsWith("two") ? 1 : 0);
        Copy other = copies.get(copy == copies.get(0) ? 1 : 0);
        happened("kill -9 of " + copy.name);
        Instant killed = Instant.now();
        copy.close();
        await(told()).atMost(ServiceHome.LONGEST).until(() -> holder().startsWith(other.name));
        Duration taken = Duration.between(killed, Instant.now());
        happened(other.name + " acts after " + taken);
        assertThat(taken).as(told()).isLessThanOrEqualTo(TAKEOVER);
        copy.start();
    }

    private void stopOne() throws Exception {
        Copy copy = copies.get(random.nextInt(2));
        happened("SIGSTOP of " + copy.name);
        copy.signal("STOP");
        pass(Duration.ofSeconds(20));
        awakened.add(Instant.now());
        copy.signal("CONT");
        happened(copy.name + " goes on");
    }

    /** Whose row the lease of the windows is; the database is asked, not a service. */
    private String holder() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT holder FROM window_lease WHERE name = 'windows'")) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            return ""; // no copy has made the table yet
        }
    }

    private void pass(Duration time) {
        Instant then = Instant.now().plus(time);
        await().atMost(ServiceHome.LONGEST.plus(time.isNegative() ? Duration.ZERO : time))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !Instant.now().isBefore(then));
    }

    private void happened(String what) {
        happened.add(Instant.now() + " " + what);
        if (!copies.isEmpty()) {
            copies.get(0).home.write("happened.txt", String.join("\n", happened) + "\n");
        }
    }

    private String told() {
        return "seed " + SEED + ", logs in target/it/copies-*\n" + String.join("\n", happened);
    }

    /** A home of a service, and the process that runs there. */
    private final class Copy {
        private final String name;
        private final ServiceHome home;
        private final @Nullable MovedClock clock;
        private @Nullable ServiceProcess service;

        Copy(String name, List<OneOffWindow> windows) throws IOException, InterruptedException {
            this.name = name;
            Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
            settings.put(
                    "state.url",
                    "jdbc:postgresql://127.0.0.1:" + line.endpoint().getPort() + "/postgres");
            settings.put("state.user", "postgres");
            settings.put("state.copy", name);
            settings.put("alerts.period", "1s");
            home = ServiceHome.unpack("copies-" + name, settings);
            home.export("PGPASSWORD", "postgres");
            clock = MovedClock.isPossible() ? MovedClock.of(home) : null;
            StringBuilder yaml = new StringBuilder("defaults: {grace: 60s}\nwindows:\n");
            windows.forEach(window -> yaml.append(window.yaml()));
            home.write("windows.yaml", yaml.toString());
        }

        void start() {
            service = home.startAndAwait(account.endpoints());
            happened(name + " runs");
        }

        void signal(String signal) throws IOException, InterruptedException {
            if (service != null) {
                ServiceHome.signal(service, signal);
            }
        }

        void setAhead(Duration by) {
            if (clock != null) {
                clock.setAhead(by);
            }
        }

        void close() {
            if (service != null) {
                service.close();
            }
        }
    }
}
