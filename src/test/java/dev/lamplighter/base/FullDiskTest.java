package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.query.QueryRunLedger;
import dev.lamplighter.window.journal.LastCall;
import dev.lamplighter.window.journal.WindowJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A disk that is full is said to be, with the file, and once there is space again all goes on. */
final class FullDiskTest {
    private static final int OUTAGES = 10;

    @TempDir
    private Path folder;

    private final Logger logger = (Logger) LoggerFactory.getLogger(DatabaseFailureLog.class);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final AtomicInteger counter = new AtomicInteger();

    @BeforeEach
    void listen() {
        SmallDisk.register();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void free() {
        SmallDisk.register();
        logger.detachAppender(log);
    }

    @ParameterizedTest
    @EnumSource(names = {"NO_MORE", "NONE"})
    void itIsToldOnceWithTheFileAndTheReasonAndTheNextUseWorksOnceThereIsSpace(SmallDisk.Room full) {
        try (StateDatabase database = opened()) {
            AlertOutbox alerts = alerts(database);
            raise(alerts, "before");
            SmallDisk.set(full);
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(refusal(alerts))
                        .hasMessageStartingWith("CONFIG-034")
                        .hasMessageContaining("no space left on device")
                        .hasMessageContaining("lamplighter.mv.db")
                        .hasMessageContaining("fix: free some space");
                Throwable look = catchThrowable(() -> alerts.raised("costs")); // it may need space or not
                assertThat(look == null || String.valueOf(look.getMessage()).startsWith("CONFIG-034"))
                        .isTrue();
                assertThatCode(alerts::pending).as("asked once a second").doesNotThrowAnyException();
            }
            assertThat(told(Level.INFO)).as("it is still full").isEmpty();
            SmallDisk.set(SmallDisk.Room.ENOUGH);
            raise(alerts, "after");
            assertThat(alerts.raised("costs"))
                    .extracting(alert -> alert.place().subject())
                    .contains("before", "after");
        }
        assertThat(told(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith("CONFIG-034  " + file() + "  can't be used: no space");
        assertThat(told(Level.INFO)).containsExactly(file() + " can be used again");
        assertThat(folder).isDirectoryNotContaining("glob:**.{probe,trace.db}");
    }

    @Test
    void aLookEndsItToo() {
        try (StateDatabase database = opened()) {
            AlertOutbox alerts = alerts(database);
            SmallDisk.set(SmallDisk.Room.NONE);
            assertThatThrownBy(() -> raise(alerts, "meanwhile")).isInstanceOf(IllegalStateException.class);
            SmallDisk.set(SmallDisk.Room.ENOUGH);

            assertThat(alerts.raised("costs")).isEmpty();
            assertThat(told(Level.INFO)).hasSize(1);
        }
    }

    @Test
    void allWhoUseTheFileTellItTogether() {
        try (StateDatabase database = opened()) {
            AlertOutbox alerts = alerts(database);
            WindowJournal journal = new WindowJournal(database.dataSource());
            journal.unfinished();
            new ReportLedger(database.dataSource(), InstantSource.system());
            SmallDisk.set(SmallDisk.Room.NONE);

            assertThatThrownBy(() -> raise(alerts, "one")).hasMessageStartingWith("CONFIG-034");
            assertThatThrownBy(() -> journal.save(List.of(new LastCall("i-1", "START", Instant.EPOCH))))
                    .hasMessageStartingWith("CONFIG-034");
            assertThatThrownBy(() -> new QueryRunLedger(database.dataSource()))
                    .hasMessageStartingWith("COST-101")
                    .hasMessageContaining("no space left on device");
        }
        assertThat(told(Level.ERROR)).hasSize(1);
    }

    /** Whoever is in the middle of something may find the old database closed, the new one, or none. */
    @Test
    void manyAtOnceGoOnAsSoonAsThereIsSpace() throws Exception {
        try (StateDatabase database = opened()) {
            AlertOutbox alerts = alerts(database);
            ReportLedger reports = new ReportLedger(database.dataSource(), InstantSource.system());
            WindowJournal journal = new WindowJournal(database.dataSource());
            List<Runnable> uses = List.of(
                    () -> raise(alerts, "alert " + counter.incrementAndGet() % 50),
                    reports::published,
                    journal::unfinished,
                    () -> journal.save(List.of(new LastCall("i-1", "START", Instant.now()))));
            AtomicBoolean isOver = new AtomicBoolean();
            AtomicIntegerArray successes = new AtomicIntegerArray(uses.size());
            ExecutorService users = Executors.newFixedThreadPool(uses.size());
            try {
                for (int user = 0; user < uses.size(); user++) {
                    int number = user;
                    users.execute(() -> use(uses.get(number), isOver, () -> successes.incrementAndGet(number)));
                }
                for (int outage = 1; outage <= OUTAGES; outage++) {
                    int told = outage;
                    SmallDisk.set(SmallDisk.Room.NONE);
                    await().until(() -> told(Level.ERROR).size() == told);
                    SmallDisk.set(SmallDisk.Room.ENOUGH);
                    await().until(() -> told(Level.INFO).size() == told);
                    for (int user = 0; user < uses.size(); user++) {
                        int number = user;
                        int before = successes.get(user);
                        await("user " + user).until(() -> successes.get(number) > before + 5);
                    }
                }
            } finally {
                isOver.set(true);
                users.shutdown();
            }
            assertThat(users.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(told(Level.ERROR)).hasSize(OUTAGES).allMatch(line -> line.contains("no space left on device"));
    }

    @Test
    void aStartOnAFullDiskPutsNothingAside() throws IOException {
        opened().close();
        byte[] before = Files.readAllBytes(file());
        SmallDisk.set(SmallDisk.Room.NONE);

        try (StateDatabase database = StateDatabase.open(folder, SmallDisk.SCHEME)) {
            assertThat(database.loss()).isEmpty(); // it may open: nothing had to be written yet
        } catch (ProblemException e) {
            assertThat(e.problem().line()).startsWith("CONFIG-014").contains("no space left on device");
        }
        SmallDisk.set(SmallDisk.Room.ENOUGH);
        assertThat(file()).hasBinaryContent(before);
        assertThat(folder.resolve("lamplighter.mv.db.broken-1")).doesNotExist();
    }

    private StateDatabase opened() {
        StateDatabase database = StateDatabase.open(folder, SmallDisk.SCHEME);
        database.mark();
        return database;
    }

    private Path file() {
        return folder.resolve("lamplighter.mv.db");
    }

    private static AlertOutbox alerts(StateDatabase database) {
        AlertOutbox alerts = new AlertOutbox(database.dataSource(), InstantSource.system());
        alerts.raised();
        return alerts;
    }

    private static void raise(AlertOutbox alerts, String subject) {
        Problem problem = new Problem("COST-999", subject, "what", "why ".repeat(400), "fix", Problem.Kind.REFUSED);
        alerts.raise(new AlertKey("costs", subject, ""), AlertSeverity.ERROR, problem);
    }

    /** Of the first that no longer fits. */
    private Throwable refusal(AlertOutbox alerts) {
        for (int tries = 0; tries < 100; tries++) {
            String subject = "more " + counter.incrementAndGet();
            Throwable refusal = catchThrowable(() -> raise(alerts, subject));
            if (refusal != null) {
                return refusal;
            }
        }
        throw new AssertionError("the disk is not full");
    }

    private static void use(Runnable use, AtomicBoolean isOver, Runnable success) {
        while (!isOver.get()) {
            try {
                use.run();
                success.run();
            } catch (RuntimeException e) {
                assertThat(e).hasMessageMatching("(CONFIG-034|COST-101) .*");
            }
        }
    }

    private List<String> told(Level level) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel().equals(level))
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }
}
