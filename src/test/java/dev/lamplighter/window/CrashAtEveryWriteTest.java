package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.journal.JournalException;
import dev.lamplighter.window.journal.Phase;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The process is killed just before and just after each commit of the journal, and just after each call. */
final class CrashAtEveryWriteTest {
    private static final String AFTER_THE_WINDOW = "2026-11-23T01:10:00Z";

    @Test
    void killedAtAnyCommitItConvergesWithoutAWrongRepeat() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = killAt(commits, true);
            crashed |= killAt(commits, false);
            commits++;
        }
        assertThat(commits).as("commits in one occurrence").isGreaterThan(8);
    }

    /** @return whether there was such a commit */
    private static boolean killAt(int commit, boolean beforeIt) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        try (Stage stage = new Stage(SUNDAY)) {
            stage.restart(dying(stage.dataSource(), commit, beforeIt));
            boolean crashed = false;
            Instant end = Instant.parse(AFTER_THE_WINDOW);
            while (stage.clock.instant().isBefore(end)) {
                try {
                    stage.windows.reconcile();
                } catch (JournalException e) {
                    crashed = true;
                    stage.restart();
                }
                pass(stage);
                if (stage.clock.instant().equals(Instant.parse("2026-11-22T14:25:00Z"))) {
                    assertThat(stage.state("sunday-service")).as(turn).isEqualTo("OPEN");
                }
            }
            assertThat(stage.mutations())
                    .as(turn)
                    .containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "STOP " + ORIGIN);
            assertThat(stage.origin()).as(turn).isEqualTo("stopped");
            assertThat(stage.entry("sunday-service").phase()).as(turn).isEqualTo(Phase.CLOSED);
            return crashed;
        }
    }

    /** With a route before ready and one before the stop, in another account: all that is written beside an occurrence. */
    @Test
    void killedAtAnyCommitAroundItsRoutesItConverges() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = killAmidRoutes(commits, true);
            crashed |= killAmidRoutes(commits, false);
            commits++;
        }
        assertThat(commits).as("commits in one occurrence").isGreaterThan(13);
    }

    private static boolean killAmidRoutes(int commit, boolean beforeIt) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        try (Stage stage = new Stage(SUNDAY + """
                    beforeReady: {route: "direct:warm-up"}
                    preStop: {route: "direct:ship-logs"}
                    region: eu-west-1
                """)) {
            stage.elsewhere.put(new AccountRegion("eu-west-1", null, null), stage.ec2);
            List<String> order = stage.ec2.mutations;
            stage.hooks = call -> {
                order.add(call.route());
                return CompletableFuture.completedFuture(null);
            };
            stage.restart(dying(stage.dataSource(), commit, beforeIt));
            boolean crashed = false;
            Instant end = Instant.parse(AFTER_THE_WINDOW);
            while (stage.clock.instant().isBefore(end)) {
                try {
                    stage.windows.reconcile();
                } catch (JournalException e) {
                    crashed = true;
                    stage.restart();
                }
                pass(stage);
            }
            // A route that had run when the process died before noting it runs once more.
            assertThat(order.stream().distinct().toList())
                    .as(turn)
                    .containsExactly(
                            "START " + ORIGIN,
                            "ASSOCIATE " + EIP + " " + ENI,
                            "direct:warm-up",
                            "direct:ship-logs",
                            "STOP " + ORIGIN);
            assertThat(order.size()).as(turn).isLessThanOrEqualTo(6);
            assertThat(stage.entry("sunday-service").phase()).as(turn).isEqualTo(Phase.CLOSED);
            return crashed;
        }
    }

    /** Its own type can't be had, so it is lent another, which the journal knows before EC2 does. */
    @Test
    void killedAtAnyCommitItGetsItsOwnTypeBack() {
        String window = SUNDAY.replaceAll("    addresses: .*\\n", "") + "    alternates: [c6i.large]\n";
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = false;
            for (boolean beforeIt : new boolean[] {true, false}) {
                String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commits;
                try (Stage stage = new Stage(window)) {
                    stage.ec2.before("StartInstances", id -> {
                        if (stage.ec2.type(id).equals("c7i.large")) {
                            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
                        }
                    });
                    stage.restart(dying(stage.dataSource(), commits, beforeIt));
                    crashed |= runThroughTheKill(stage);
                    assertThat(stage.mutations())
                            .as(turn)
                            .containsSubsequence(
                                    "MODIFY " + ORIGIN + " c6i.large",
                                    "START " + ORIGIN,
                                    "STOP " + ORIGIN,
                                    "MODIFY " + ORIGIN + " c7i.large");
                    assertThat(stage.ec2.type(ORIGIN)).as(turn).isEqualTo("c7i.large");
                    assertThat(stage.origin()).as(turn).isEqualTo("stopped");
                    assertThat(stage.entry("sunday-service").phase()).as(turn).isEqualTo(Phase.CLOSED);
                }
            }
            commits++;
        }
        assertThat(commits).as("commits in one occurrence").isGreaterThan(8);
    }

    /** Whether there was a kill. */
    private static boolean runThroughTheKill(Stage stage) {
        boolean crashed = false;
        while (stage.clock.instant().isBefore(Instant.parse(AFTER_THE_WINDOW))) {
            try {
                stage.windows.reconcile();
            } catch (JournalException e) {
                crashed = true;
                stage.restart();
            }
            pass(stage);
        }
        return crashed;
    }

    /** To the next pass: an hour where nothing is due, which is most of the time that the window is open. */
    private static void pass(Stage stage) {
        Instant now = stage.clock.instant();
        boolean isQuiet = now.isAfter(Instant.parse("2026-11-22T14:50:00Z"))
                && now.isBefore(Instant.parse("2026-11-22T23:50:00Z"));
        stage.clock.pass(isQuiet ? Duration.ofHours(1) : Stage.TICK);
    }

    @Test
    void killedRightAfterAnyCallItDoesNotRepeatIt() {
        for (String operation : new String[] {"StartInstances", "AssociateAddress", "StopInstances"}) {
            try (Stage stage = new Stage(SUNDAY)) {
                stage.ec2.after(operation, id -> {
                    stage.ec2.mendAfter(operation);
                    throw new Killed();
                });
                Instant end = Instant.parse(AFTER_THE_WINDOW);
                int killed = 0;
                while (stage.clock.instant().isBefore(end)) {
                    try {
                        stage.windows.reconcile();
                    } catch (Killed e) {
                        killed++;
                        stage.restart();
                    }
                    pass(stage);
                }
                assertThat(killed).as(operation).isEqualTo(1);
                assertThat(stage.mutations())
                        .as(operation)
                        .containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "STOP " + ORIGIN);
                assertThat(stage.entry("sunday-service").phase()).as(operation).isEqualTo(Phase.CLOSED);
            }
        }
    }

    @Test
    void killedAtAnyCommitOfAVerbItConverges() {
        int commits = 0;
        boolean crashed = true;
        while (crashed) {
            crashed = killAtVerb(commits, true);
            crashed |= killAtVerb(commits, false);
            commits++;
        }
        assertThat(commits).as("commits of three verbs").isGreaterThan(5);
    }

    /** An operator extends, holds and closes, and says again what was not heard. */
    private static boolean killAtVerb(int commit, boolean beforeIt) {
        String turn = "killed " + (beforeIt ? "before" : "after") + " commit " + commit;
        String window = "sunday-service";
        try (Stage stage = new Stage(SUNDAY)) {
            stage.runTo("2026-11-22T15:00:00Z");
            stage.restart(dying(stage.dataSource(), commit, beforeIt));
            boolean crashed = sayUntil(
                    stage,
                    () -> stage.status(window).getEnd().startsWith("2026-11-22T19:30"),
                    () -> stage.operations.extend(window, "30m", "ann", "", false));
            crashed |= sayUntil(
                    stage,
                    () -> stage.operations.status().toString().contains("held on until 10:00 CST"),
                    () -> stage.operations.hold(ORIGIN, "10:00", "ann", "", false));
            crashed |= sayUntil(
                    stage,
                    () -> !stage.status(window).getEnd().startsWith("2026-11-22T19:30"),
                    () -> stage.operations.close(window, "ann", "", false));
            crashed |=
                    sayUntil(stage, () -> stage.clock.instant().isAfter(Instant.parse("2026-11-22T15:59:00Z")), () -> {
                        stage.windows.reconcile();
                        stage.clock.pass(Stage.TICK);
                    });
            assertThat(stage.calls("STOP")).as(turn).isZero();
            crashed |=
                    sayUntil(stage, () -> stage.clock.instant().isAfter(Instant.parse("2026-11-22T16:03:00Z")), () -> {
                        stage.windows.reconcile();
                        stage.clock.pass(Stage.TICK);
                    });
            assertThat(stage.mutations())
                    .as(turn)
                    .containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI, "STOP " + ORIGIN);
            assertThat(stage.entry(window).phase()).as(turn).isEqualTo(Phase.CLOSED);
            return crashed;
        }
    }

    private static boolean sayUntil(Stage stage, BooleanSupplier done, Runnable verb) {
        boolean crashed = false;
        while (!done.getAsBoolean()) {
            try {
                verb.run();
            } catch (JournalException e) {
                crashed = true;
                stage.restart();
            }
        }
        return crashed;
    }

    /** A data source whose connections die once, before or after the given commit, counted from 0. */
    static DataSource dying(DataSource real, int commit, boolean beforeIt) {
        AtomicInteger commits = new AtomicInteger();
        return proxy(DataSource.class, real, (call, done) -> {
            Object result = done.call();
            return result instanceof Connection connection && call.equals("getConnection")
                    ? proxy(Connection.class, connection, (inner, innerDone) -> {
                        boolean dies = inner.equals("commit") && commits.getAndIncrement() == commit;
                        if (dies && beforeIt) {
                            connection.rollback();
                            throw new SQLException("killed");
                        }
                        Object answer = innerDone.call();
                        if (dies) {
                            throw new SQLException("killed");
                        }
                        return answer;
                    })
                    : result;
        });
    }

    private static <T> T proxy(Class<T> type, T real, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> around.call(method.getName(), () -> {
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() instanceof Exception cause ? cause : e;
                    }
                })));
    }

    /** What a proxy does around a call. */
    @FunctionalInterface
    private interface Around {
        Object call(String method, java.util.concurrent.Callable<Object> done) throws Exception;
    }

    /** The process dies. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
