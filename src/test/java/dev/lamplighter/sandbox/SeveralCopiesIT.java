package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.sandbox.TwoCopies.Copy;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesTally;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two services as processes on one PostgreSQL, to which things happen that a seed decides: {@code kill -9}, SIGSTOP for 20 s,
 * a database that is gone for 30 s, a clock that is set 2 h ahead. {@code -Dlamplighter.chaos=1000} lets as many things happen;
 * {@code -Dlamplighter.seed=N}, {@code -Dlamplighter.pairs=N} of services that run at the same time, each with its share of what
 * happens, and {@code -Dlamplighter.pauses=0.5} for times half as long.
 */
@Order(6) // it mostly waits
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class SeveralCopiesIT {
    private static final Logger LOG = LoggerFactory.getLogger(SeveralCopiesIT.class);
    private static final String CHAOS = System.getProperty("lamplighter.chaos", "");
    private static final int EVENTS = CHAOS.matches("\\d+") ? Integer.parseInt(CHAOS) : 4;
    private static final int PAIRS = Integer.getInteger("lamplighter.pairs", 1);
    private static final long SEED = Long.getLong("lamplighter.seed", 20261128);
    private static final double PAUSES = Double.parseDouble(System.getProperty("lamplighter.pauses", "1"));
    /** An event with its pause, on average, with time to spare; some take twice as long. */
    private static final Duration AN_EVENT = Duration.ofSeconds(45);

    private static final Duration BESIDES = Duration.ofMinutes(5);

    @SuppressWarnings("NullAway.Init") // started first
    private static EmbeddedPostgres server;

    @BeforeAll
    static void startServer() throws IOException {
        server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", String.valueOf(50 + 20 * PAIRS))
                .setServerConfig("track_commit_timestamp", "on")
                .start();
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    /** A lease is silent for ten seconds before another copy may take it; one that is given up is taken at the next look. */
    @Test
    void aSleeperThatWakesSendsNothingMoreAnOrderlyStopHandsOverAtOnceAndAKillInTime() throws Exception {
        try (TwoCopies copies = new TwoCopies(server, "short", Duration.ofMinutes(2), SEED, 1)) {
            copies.start();
            Copy holder = copies.copy(copies.holder());
            Copy watching = copies.other(holder);
            expectOnlyTheHolderTakesVerbs(copies, holder, watching);

            copies.suspendUntilTakeover(holder); // something is due every ten seconds
            copies.wake(holder);
            holder.home.awaitLog("lease=windows acted by " + watching.name);
            Instant asked = Instant.now();
            watching.stop();
            await(copies.told())
                    .atMost(ServiceHome.LONGEST)
                    .until(() -> copies.holder().equals(holder.name));

            Duration taken = Duration.between(asked, Instant.now());
            LOG.info("handed over after {}", taken);
            watching.start();
            copies.kill(holder);
            Findings findings = copies.judge();
            assertThat(findings.wrong()).as(copies.told()).isEmpty();
            assertThat(watching.home.log(line -> line.contains("runs out by itself")))
                    .isEmpty();
        }
    }

    private static void expectOnlyTheHolderTakesVerbs(TwoCopies copies, Copy holder, Copy watching) {
        assertThat(watching.home
                        .run("windows", "skip", "w-5", "next", "--properties", "test.properties")
                        .output())
                .as(copies.told())
                .anyMatch(line -> line.startsWith("WINDOW-144") && line.contains("give the command on " + holder.name));
        assertThat(watching.home
                        .run("status", "--properties", "test.properties")
                        .output())
                .as(copies.told())
                .anyMatch(line ->
                        line.contains("this is copy " + watching.name) && line.contains("windows by " + holder.name));
    }

    @Test
    @Tag("long")
    void eachMachineIsStartedAndStoppedOnceInTimeWhateverHappensToTheCopies() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(PAIRS);
        CopiesTally tally = new CopiesTally();
        try {
            List<Callable<String>> all = new ArrayList<>();
            for (int n = 0; n < PAIRS; n++) {
                int pair = n;
                all.add(() -> befall(pair, tally));
            }
            for (Future<String> pair : threads.invokeAll(all)) { // to its end, whatever becomes of another
                LOG.info("{}", pair.get());
            }
        } finally {
            threads.shutdownNow();
            LOG.info("seed={} pairs={} {}", SEED, PAIRS, tally.line());
        }
    }

    private static String befall(int pair, CopiesTally tally) throws Exception {
        int events = EVENTS / PAIRS + (pair < EVENTS % PAIRS ? 1 : 0);
        try (TwoCopies copies = new TwoCopies(
                server, "chaos" + pair, AN_EVENT.multipliedBy(events).plus(BESIDES), SEED + pair, PAUSES)) {
            try {
                copies.start();
                for (int event = 0; event < events; event++) {
                    copies.befall();
                }
                copies.pass(Duration.ofSeconds(25)); // what was due meanwhile is done
            } finally {
                copies.addTo(tally, copies.judge());
            }
            Findings findings = copies.judge();
            assertThat(findings.wrong()).as(copies.told()).isEmpty();
            return copies.summary(findings) + " " + findings.harmless();
        }
    }
}
