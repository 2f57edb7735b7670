package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What operators tell the windows; 22 November 2026 is a Sunday, on from 14:30Z (lead from 14:20Z) to 01:00Z. */
final class OperatorVerbsTest {
    private static final String W = "sunday-service";
    private static final String START = "START " + ORIGIN;
    private static final String STOP = "STOP " + ORIGIN;
    private static final String ASSOCIATE = "ASSOCIATE " + EIP + " " + ENI;

    private final Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private List<String> extend(String length) {
        return stage.operations.extend(W, length, "ann", "runs late", false);
    }

    private List<String> hold(String instance, String until) {
        return stage.operations.hold(instance, until, "ann", "rehearsal", false);
    }

    @Test
    void openStartsAtOnceAndEndsInTime() {
        List<String> answer = stage.operations.open(W, "45m", "", "ann", "sound check", true);
        assertThat(stage.mutations()).isEmpty();
        assertThat(answer).anyMatch(line -> line.startsWith("would call " + START));

        stage.clock.set("2026-11-22T06:00:00Z");
        answer = stage.operations.open(W, "2h", "", "ann", "sound check", false);

        assertThat(answer.get(0))
                .isEqualTo("sunday-service opens today, 00:10 to 02:00 CST. Opened by ann: sound check.");
        assertThat(answer).anyMatch(line -> line.startsWith("done: " + START));
        assertThat(answer)
                .anyMatch(line ->
                        line.contains("opens today, 00:10 to 02:00 CST (1 h 50 min); needs " + ORIGIN + " from 00:00")
                                && line.contains("Opened by ann"));
        stage.runTo("2026-11-22T07:59:30Z");
        assertThat(stage.origin()).isEqualTo("running");
        assertThat(stage.status(W).getLastProblem()).isEmpty();
        stage.runTo("2026-11-22T08:01:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.origin()).isEqualTo("stopped");
    }

    @Test
    void whatIsOpenIsNotOpenedAgainAndWhatIsShutNeitherExtendedNorClosed() {
        assertThatThrownBy(() -> extend("30m"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("WINDOW-140")
                .hasMessageContaining("is not open");
        assertThatThrownBy(() -> stage.operations.close(W, "ann", "", false)).hasMessageContaining("is not open");
        assertThatThrownBy(() -> stage.operations.open(W, "10m", "", "ann", "", false))
                .hasMessageContaining("lead of 10 min");
        stage.runTo("2026-11-22T15:00:00Z");
        assertThatThrownBy(() -> stage.operations.open(W, "2h", "", "ann", "", false))
                .hasMessageContaining("is open already");
    }

    @Test
    void statusSaysSoWhereNoWindowsAreDeclared() {
        try (Stage none = new Stage("")) {
            assertThat(none.operations.status()).containsExactly("no windows are declared");
        }
        assertThat(stage.operations.status()).noneMatch(line -> line.contains("no windows"));
    }

    @Test
    void row31ExtendASecondBeforeTheEndWins() {
        stage.runTo("2026-11-23T00:59:59Z");

        assertThat(extend("30m").get(0))
                .isEqualTo("sunday-service, open since 08:30 CST, ends at 19:30 CST. Extended by ann: runs late.");
        stage.windows.stop(W); // rung for the declared end by Quartz
        stage.runTo("2026-11-23T01:29:59Z");

        assertThat(stage.calls("STOP")).isZero();
        assertThat(stage.entry(W).start()).isEqualTo("2026-11-22T14:30:00Z");
        stage.runTo("2026-11-23T01:32:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.entry(W).end()).isEqualTo("2026-11-23T01:30:00Z");
    }

    @Test
    void row31ExtendAfterTheStopWasAskedForIsRefused() {
        stage.runTo("2026-11-23T01:00:00Z");
        assertThat(stage.calls("STOP")).isEqualTo(1);

        assertThatThrownBy(() -> extend("30m")).hasMessageContaining("is not open");
    }

    @Test
    void row31SkipWhileOpeningClosesWhatItOpened() {
        stage.runTo("2026-11-22T14:21:00Z");
        assertThat(stage.calls("START")).isEqualTo(1);

        List<String> answer = stage.operations.skip(W, "next", "ann", "cancelled", false);

        assertThat(answer).anyMatch(line -> line.startsWith("done: " + STOP));
        assertThat(answer)
                .anyMatch(line -> line.contains("does not open") && line.contains("skipped by ann: cancelled"));
        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(stage.calls("START")).isEqualTo(1);
        assertThat(stage.calls("STOP")).isEqualTo(1);
        assertThat(stage.entry(W).phase()).isEqualTo(Phase.CLOSED);
        assertThatThrownBy(() -> stage.operations.unskip(W, "next", "ann", "", false))
                .hasMessageContaining("is not skipped");
    }

    @Test
    void aSkippedDateDoesNotOpenUntilItIsTakenBack() {
        stage.operations.skip(W, "2026-11-29", "ann", "holiday", false);
        stage.operations.skip(W, "next", "ann", "", false);
        stage.restart();

        assertThat(stage.status(W).getStart()).startsWith("2026-12-06");
        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(stage.mutations()).isEmpty();
        stage.operations.unskip(W, "2026-11-29", "ann", "", false);
        stage.clock.set("2026-11-29T14:20:00Z");
        stage.runTo("2026-11-29T14:21:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThatThrownBy(() -> stage.operations.skip(W, "2026-12-01", "ann", "", false))
                .hasMessageContaining("does not begin on 2026-12-01");
    }

    @Test
    void closeEndsItNowAndItStaysShut() {
        stage.runTo("2026-11-22T16:00:00Z");

        stage.operations.close(W, "ann", "done early", false);

        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.entry(W).end()).isEqualTo("2026-11-22T16:00:00Z");
        assertThat(stage.operations.why(ORIGIN)).anyMatch(line -> line.contains("Closed by ann: done early"));
    }

    @Test
    void everythingSaidSurvivesARestart() {
        stage.runTo("2026-11-22T16:00:00Z");
        extend("30m");
        hold(ORIGIN, "20:00");

        stage.restart();

        assertThat(stage.operations.status())
                .anyMatch(line -> line.equals(ORIGIN + " is held on until 20:00 CST by ann: rehearsal"));
        assertThat(stage.status(W).getEnd()).startsWith("2026-11-22T19:30");
        assertThat(stage.operations.next(1).get(0)).contains("today, 08:30 to 19:30 CST", "Extended by ann: runs late");
        assertThat(stage.operations.planJson("2026-11-22T00:00:00Z", "2026-11-23T06:00:00Z"))
                .contains("\"end\":\"2026-11-23T01:30:00Z\"");
    }

    @Test
    void aHeldMachineIsStoppedOnlyAfterTheHold() {
        stage.runTo("2026-11-23T00:30:00Z");
        hold(ORIGIN, "20:00");

        stage.runTo("2026-11-23T01:59:30Z");
        assertThat(stage.calls("STOP")).isZero();
        assertThat(stage.operations.getAlerts()).isEmpty();
        assertThat(stage.operations.why(ORIGIN))
                .anyMatch(line -> line.equals(ORIGIN + " is held on until 20:00 CST by ann: rehearsal."));
        stage.runTo("2026-11-23T02:01:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
    }

    @Test
    void aMachineHeldOffIsNotStartedUntilItIsReleased() {
        hold(ORIGIN, "10:00");

        stage.runTo("2026-11-22T15:00:00Z");
        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.operations.getAlerts()).isEmpty();
        stage.operations.release(ORIGIN, "ann", "", false);
        stage.runTo("2026-11-22T15:01:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThatThrownBy(() -> stage.operations.release(ORIGIN, "ann", "", false))
                .hasMessageContaining("is not held");
    }

    @Test
    void aHoldKeepsNoPersonFromStoppingIt() {
        stage.runTo("2026-11-22T15:00:00Z");
        hold(ORIGIN, "20:00");

        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");
        stage.runTo("2026-11-22T16:00:00Z");

        assertThat(stage.calls("START")).isEqualTo(1);
        assertThat(stage.origin()).isEqualTo("stopped");
        assertThat(stage.operations.why(ORIGIN)).anyMatch(line -> line.startsWith("Somebody stopped it inside"));
    }

    @Test
    void aDryRunPrintsTheCallsAndChangesNothing() {
        stage.runTo("2026-11-22T15:00:00Z");
        List<String> before = stage.operations.status();
        stage.mutations().clear();

        List<String> answer = stage.operations.close(W, "ann", "", true);

        assertThat(answer).anyMatch(line -> line.startsWith("would call " + STOP));
        assertThat(stage.operations.status()).isEqualTo(before);
        assertThat(stage.mutations()).isEmpty();
        stage.restart();
        stage.runTo("2026-11-22T16:00:00Z");
        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.state(W)).isEqualTo("OPEN");
    }

    @Test
    void aDryRunOfOpenFollowsItToTheAddresses() {
        assertThat(stage.operations.open(W, "2h", "", "ann", "", true))
                .filteredOn(line -> line.startsWith("would call "))
                .extracting(line -> line.replaceFirst(" for .*", ""))
                .containsExactly("would call " + START, "would call ASSOCIATE " + EIP);
        assertThat(stage.mutations()).isEmpty();
    }

    @Test
    void whatEc2DoesNotAnswerIsWrittenDownAndDoneLater() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });

        List<String> answer = stage.operations.close(W, "ann", "", false);

        assertThat(answer).anyMatch(line -> line.startsWith("Not carried out yet") && line.contains("WINDOW-109"));
        stage.ec2.mend("DescribeInstances");
        stage.restart();
        stage.runTo("2026-11-22T15:02:00Z");
        assertThat(stage.mutations()).endsWith(STOP);
    }

    @Test
    void twoOperatorsAtOnceComeOneAfterTheOther() throws Exception {
        stage.runTo("2026-11-22T15:00:00Z");
        CyclicBarrier together = new CyclicBarrier(3);
        ExecutorService people = Executors.newFixedThreadPool(3);
        try {
            List<Callable<List<String>>> verbs = List.of(() -> extend("30m"), () -> extend("15m"), () -> {
                stage.windows.reconcile();
                return List.of();
            });
            List<Future<List<String>>> answers = verbs.stream()
                    .map(verb -> people.submit(() -> {
                        together.await();
                        return verb.call();
                    }))
                    .toList();
            for (Future<List<String>> answer : answers) {
                answer.get();
            }
        } finally {
            people.shutdownNow();
        }

        assertThat(stage.status(W).getEnd()).startsWith("2026-11-22T19:45");
    }

    @Test
    void anUnknownNameIsOneLineWithTheNearestOne() {
        assertThatThrownBy(() -> stage.operations.open("sunday-servise", "2h", "", "ann", "", false))
                .hasMessageContaining("WINDOW-110")
                .hasMessageContaining("did you mean sunday-service?");
        assertThatThrownBy(() -> stage.operations.why("i-0123456789abcdef9"))
                .hasMessageContaining("WINDOW-142")
                .hasMessageContaining("did you mean " + ORIGIN);
        assertThatThrownBy(() -> hold(SECOND, "20:00")).hasMessageContaining("WINDOW-142");
        assertThatThrownBy(() -> hold(ORIGIN, "soon"))
                .hasMessageContaining("WINDOW-141")
                .hasMessageContaining("not understood: soon");
        stage.runTo("2026-11-22T15:00:00Z");
        assertThatThrownBy(() -> extend("a while")).hasMessageContaining("WINDOW-141");
    }

    @Test
    void aWindowNoLongerDeclaredCanStillBeClosed() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.declare(SUNDAY.replace("sunday-service", "monday-service").replace("SUN", "MON"));
        stage.restart();

        stage.operations.close(W, "ann", "", false);

        stage.clock.pass(Stage.TICK); // to be seen twice after the restart
        stage.windows.reconcile();
        assertThat(stage.mutations()).endsWith(STOP);
    }

    @Test
    void theReportCountsHoursLatenessAndOverrun() {
        stage.runTo("2026-11-22T14:00:00Z");
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:40:00Z");
        stage.ec2.mend("StartInstances");
        stage.runTo("2026-11-23T00:59:00Z");
        stage.ec2.before("StopInstances", id -> {
            throw SimulatedEc2.refusal(500, "InternalError");
        });
        stage.runTo("2026-11-23T01:30:00Z");
        stage.ec2.mend("StopInstances");
        stage.runTo("2026-11-23T02:40:00Z");

        List<String> report = stage.operations.report("2026-11");

        assertThat(report.get(0))
                .startsWith("November 2026, as far as the journal goes: Sun 22 Nov, 14:4")
                .endsWith(" UTC to Mon 23 Nov 02:40 UTC (11 h 58 min):");
        Duration on = Duration.between(Instant.parse("2026-11-22T14:41:00Z"), Instant.parse("2026-11-23T01:31:00Z"));
        String window = lineOf(report, "window sunday-service: 1 occurrence, none missed; ");
        assertThat(length(window, "on for (.*?),")).isBetween(on.minusMinutes(6), on.plusMinutes(6));
        assertThat(length(window, ", ([^,]*) late")).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(13));
        assertThat(length(window, ", ([^,]*) overrun")).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(33));
        String instance = lineOf(report, "instance " + ORIGIN);
        Duration known = Duration.ofMinutes(718); // from the first sight of it on
        assertThat(length(instance, "off for (.*?),"))
                .isBetween(known.minus(on).minusMinutes(20), known.minus(on).plusMinutes(6));
        assertThat(stage.operations.report("2026-10")).containsExactly("The journal has nothing about October 2026.");
    }

    private static String lineOf(List<String> lines, String beginning) {
        return lines.stream()
                .filter(one -> one.startsWith(beginning))
                .findFirst()
                .orElseThrow(() -> new AssertionError(lines));
    }

    /** A length as the report writes it, as in {@code 10 h 49 min}. */
    private static Duration length(String line, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        Matcher parts = Pattern.compile("(?:(\\d+) h ?)?(?:(\\d+) min)?").matcher(matcher.group(1));
        assertThat(parts.matches()).as(line).isTrue();
        long hours = parts.group(1) == null ? 0 : Long.parseLong(parts.group(1));
        long minutes = parts.group(2) == null ? 0 : Long.parseLong(parts.group(2));
        return Duration.ofHours(hours).plusMinutes(minutes);
    }

    @Test
    void timesFarFromOursAreRefusedAndNotReckonedWith() {
        for (String year : List.of("0001", "1999", "2200", "9999", "+999999999", "-999999999")) {
            for (Callable<List<String>> asked : List.<Callable<List<String>>>of(
                    () -> stage.operations.report(year + "-01"),
                    () -> stage.operations.plan(year + "-01-01", ""),
                    () -> stage.operations.plan("", year + "-12-31T00:00:00Z"),
                    () -> stage.operations.skip(W, year + "-12-31", "ann", "", false),
                    () -> stage.operations.unskip(W, year + "-12-31", "ann", "", false),
                    () -> hold(ORIGIN, year + "-12-31T00:00"))) {
                assertThatThrownBy(asked::call)
                        .as(year)
                        .isInstanceOf(ProblemException.class)
                        .hasMessageStartingWith("WINDOW-141  ");
            }
        }
        assertThatThrownBy(() -> stage.operations.next(Integer.MAX_VALUE)).hasMessageStartingWith("WINDOW-141  n");
        assertThatThrownBy(() -> stage.operations.next(0)).hasMessageStartingWith("WINDOW-141  n");
    }
}
