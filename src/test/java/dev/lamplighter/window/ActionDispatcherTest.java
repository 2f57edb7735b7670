package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.window.action.ActionRun;
import dev.lamplighter.window.action.OperatorStepLimits;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.operate.PersistentState;
import dev.lamplighter.window.operate.WindowOperations;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that an operator puts into the route of an action runs every time, whoever asked, and holds back that call alone. */
final class ActionDispatcherTest {
    private static final String FIRST = "i-0123456789abcdef0";
    private static final String SECOND = "i-0123456789abcdef1";
    private static final String WINDOWS = """
        windows:
          - name: sunday-service
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef0
          - name: sunday-school
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            instance: i-0123456789abcdef1
        """;
    private static final String STEP = """
        - bean: {id: held, ref: step, method: run}
        """;

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:20:00Z");
    private final SimulatedEc2 ec2 =
            new SimulatedEc2(clock).instance(FIRST, "eni-0123456789abcdef0").instance(SECOND, "eni-0123456789abcdef1");
    private final Step step = new Step();
    private final StateDatabase database = StateDatabase.inMemory();
    private OperatorStepLimits limits = OperatorStepLimits.DEFAULT;
    private WindowCamel camel = made();

    /** Who may say that something is due. */
    enum Door {
        QUARTZ,
        PERIOD,
        VERB
    }

    /** The operator's step. */
    public static final class Step {
        private final List<String> begun = new CopyOnWriteArrayList<>();
        private final List<String> ended = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch gate = new CountDownLatch(0);
        private volatile boolean fails;
        private volatile boolean heedsNoInterrupt;

        public void run(ActionRun run) throws InterruptedException {
            if (!run.getResource().equals(FIRST)) {
                return;
            }
            begun.add(run.toString());
            if (fails) {
                throw new IllegalStateException("no such host");
            }
            while (true) {
                try {
                    gate.await(30, TimeUnit.SECONDS);
                    break;
                } catch (InterruptedException e) {
                    if (!heedsNoInterrupt) {
                        throw e;
                    }
                }
            }
            ended.add(run.toString());
        }
    }

    private WindowCamel made() {
        return new WindowCamel(WINDOWS, clock, ec2, database, limits);
    }

    private void limitOfAStop(Duration limit) {
        limits = new OperatorStepLimits(limit, Duration.ofMinutes(1), Duration.ofMinutes(1));
        camel.close();
        camel = made();
        bind();
    }

    @BeforeEach
    void bind() {
        camel.context.getRegistry().bind("step", step);
    }

    @AfterEach
    void close() {
        step.gate.countDown();
        camel.close();
        database.close();
    }

    private void start() throws Exception {
        camel.load();
        camel.context.start();
    }

    /** Both machines run, and their windows have ended. */
    private void overtime() throws Exception {
        camel.windows.reconcile();
        await().until(() -> ec2.mutations.size() == 2);
        clock.pass(Duration.ofMinutes(5));
        camel.windows.reconcile();
        clock.set("2026-11-23T01:00:00Z");
    }

    private void ask(Door door) throws Exception {
        switch (door) {
            case QUARTZ -> {
                camel.ring("sunday-service.stop");
                camel.ring("sunday-school.stop");
            }
            case PERIOD -> camel.windows.reconcile();
            case VERB ->
                new WindowOperations(
                                camel.windows,
                                new PersistentState(camel.journal, camel.alerts),
                                () -> ParsedWindowsFile.parse("windows.yaml", WINDOWS, clock.instant()),
                                clock)
                        .withoutWaiting()
                        .hold(SECOND, "2026-11-22T23:00", "ops", "", false);
        }
    }

    @ParameterizedTest
    @EnumSource(Door.class)
    void theCallWaitsForTheStepAndNoOtherCallDoes(Door door) throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);

        ask(door);

        await().until(() -> step.begun.size() == 1);
        if (door != Door.VERB) {
            await().until(() -> ec2.mutations.contains("STOP " + SECOND));
        }
        camel.windows.reconcile();
        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);
        assertThat(step.begun).as("once, though others ask again").hasSize(1);

        step.gate.countDown();

        await().until(() -> ec2.mutations.contains("STOP " + FIRST));
        assertThat(step.ended).hasSize(1);
    }

    @Test
    void whatIsNoLongerDueAfterTheStepIsNotCalled() throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);
        camel.windows.reconcile();
        await().until(() -> step.begun.size() == 1);

        ec2.machine(FIRST).fallBack(clock.instant(), "Client.UserInitiatedShutdown");
        clock.pass(Duration.ofMinutes(2));
        step.gate.countDown();

        await().until(() -> camel.actions.underWay(FIRST).isEmpty());
        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);
    }

    @Test
    void aFailedStepIsToldOnceAndRunAgainAndIsOverWhenItSucceeds() throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.fails = true;

        for (int look = 1; look <= 3; look++) {
            int runs = look;
            camel.windows.reconcile();
            await().until(() ->
                    step.begun.size() == runs && camel.actions.underWay(FIRST).isEmpty());
        }

        assertThat(camel.alertCodes()).contains("WINDOW-181");
        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);

        step.fails = false;
        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains("STOP " + FIRST));
        await().until(() -> !camel.alertCodes().contains("WINDOW-181"));
    }

    @Test
    void aStepThatEndsTheExchangeHasFailed() throws Exception {
        camel.first("ec2-stop.camel.yaml", "- stop: {id: ended}\n");
        start();
        overtime();

        camel.windows.reconcile();

        await().until(() -> camel.alertCodes().contains("WINDOW-181"));
        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);
    }

    @Test
    void atItsLimitItIsCalledWithoutItsStepsAndAStepThatComesLateCallsNothing() throws Exception {
        limitOfAStop(Duration.ofMillis(500));
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);
        step.heedsNoInterrupt = true;

        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains("STOP " + FIRST));
        assertThat(step.ended).isEmpty();
        await().until(() -> camel.alertCodes().contains("WINDOW-182"));

        step.gate.countDown();

        await().until(() -> camel.alertCodes().contains("WINDOW-183"));
        assertThat(ec2.mutations)
                .filteredOn(call -> call.equals("STOP " + FIRST))
                .hasSize(1);
    }

    @Test
    void theLimitPassesWhileTheMachineSleepsAndNoTimerGoes() throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);
        camel.windows.reconcile();
        await().until(() -> step.begun.size() == 1);

        clock.pass(OperatorStepLimits.DEFAULT.off());
        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains("STOP " + FIRST));
        assertThat(step.ended).isEmpty();
    }

    @Test
    void whatCantBeBegunFailsTheLook() throws Exception {
        start();
        overtime();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE window_note");
        }

        assertThatThrownBy(() -> camel.windows.reconcile()).hasMessageContaining("WINDOW_NOTE");

        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST, "STOP " + SECOND);
    }

    @Test
    void atItsLimitItIsCalledThoughItsStepFailsAgainAndAgain() throws Exception {
        limitOfAStop(Duration.ofMillis(500));
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.fails = true;

        camel.windows.reconcile();

        await().until(() -> ec2.mutations.contains("STOP " + FIRST));
    }

    @Test
    void aStepIsCutWhenTheServiceEndsAndIsNotWaitedFor() throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);
        camel.windows.reconcile();
        await().until(() -> step.begun.size() == 1);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> camel.context.stop());

        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);
    }

    @Test
    void whatIsDueByNoNameIsRefused() {
        assertThatThrownBy(() -> camel.windows.plan("sunday"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("WINDOW-180  direct:window-due  nothing is due by the name \"sunday\"");
    }

    @Test
    void whatNoWindowSentIsNotCalled() throws Exception {
        start();

        Exchange sent = camel.context.createProducerTemplate().send("direct:ec2-stop-call", exchange -> {});

        assertThat(sent.getException())
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("WINDOW-184")
                .hasMessageContaining("there is no action to call");
        assertThat(camel.ec2.mutations)
                .as("a pass of its own may have started what its window wants")
                .noneMatch(call -> call.startsWith("STOP"));
    }

    @Test
    void anotherAnswerThanEc2sIsRefused() throws Exception {
        camel.edit(
                "ec2-stop-call.camel.yaml",
                text -> text.replaceFirst(
                                "( +)- toD:",
                                "$1- setBody: {id: other, expression: {constant: {expression: hello}}}\n$1- toD:")
                        .replaceFirst("uri: aws2-ec2:windows\\?.*", "uri: mock:nothing"));
        start();
        overtime();

        camel.windows.reconcile();

        await().until(() -> camel.alertCodes().contains("WINDOW-108"));
    }

    @Test
    void theEndOfTheServiceWaitsForNoStepAndTellsNothingOfIt() throws Exception {
        camel.first("ec2-stop.camel.yaml", STEP);
        start();
        overtime();
        step.gate = new CountDownLatch(1);
        camel.windows.reconcile();
        await().until(() -> step.begun.size() == 1);

        camel.context.stop();

        assertThat(step.ended).as("it would have ended after half a minute").isEmpty();
        assertThat(camel.alertCodes()).isEmpty();
        assertThat(ec2.mutations).doesNotContain("STOP " + FIRST);
    }
}
