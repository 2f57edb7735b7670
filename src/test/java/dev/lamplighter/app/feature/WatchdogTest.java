package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.Settings;
import dev.lamplighter.cost.query.LogLines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What systemd hears, by a program in the place of systemd-notify that writes down its arguments. */
final class WatchdogTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PERIOD = Duration.ofMillis(10);

    @TempDir
    private Path folder;

    private final Map<String, String> environment = new TreeMap<>();
    private Path said;

    @BeforeEach
    void putAProgramInPlace() throws IOException {
        said = folder.resolve("said");
        Path program =
                Files.writeString(folder.resolve("systemd-notify"), "#!/bin/sh\necho \"$@\" >> '" + said + "'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        environment.put("PATH", "/nowhere:" + folder);
        environment.put("NOTIFY_SOCKET", "/run/systemd/notify");
        environment.put("WATCHDOG_USEC", "200000");
        environment.put("WATCHDOG_PID", Long.toString(ProcessHandle.current().pid()));
    }

    private List<String> said() {
        try {
            return Files.exists(said) ? Files.readAllLines(said) : List.of();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private long fed() {
        return said().stream().filter("WATCHDOG=1"::equals).count();
    }

    @Test
    void everyLookThatEndedFeedsAndNothingElse() {
        try (Watchdog watchdog = Watchdog.start(environment, PERIOD)) {
            watchdog.expectPasses(() -> true);
            // The first tick may have come before looks were expected.
            watchdog.ready();
            await().atMost(LONGEST).until(() -> said().contains("READY=1"));
            long before = fed();

            watchdog.reconciled();
            watchdog.reconciled();
            await().atMost(LONGEST).until(() -> fed() == before + 1);
            watchdog.reconciled();
            await().atMost(LONGEST).until(() -> fed() == before + 2);
            watchdog.ready();
            await().atMost(LONGEST)
                    .until(() -> said().stream().filter("READY=1"::equals).count() == 2);

            assertThat(fed()).isEqualTo(before + 2);
        }
    }

    @Test
    void everyTickFeedsWhereNoLookIsExpected() {
        try (Watchdog watchdog = Watchdog.start(environment, PERIOD)) {
            await().atMost(LONGEST).until(() -> fed() >= 3);
            watchdog.expectPasses(() -> {
                throw new IllegalStateException("Camel is gone");
            });
            long before = fed();
            await().atMost(LONGEST).until(() -> fed() >= before + 2);
        }
    }

    @Test
    void systemdIsAskedToWaitFourPeriodsAtLeast() {
        environment.put("WATCHDOG_USEC", "60000000");
        try (Watchdog watchdog = Watchdog.start(environment, Duration.ofMinutes(5))) {
            watchdog.ready();
            await().atMost(LONGEST).until(() -> said().equals(List.of("WATCHDOG_USEC=1200000000", "READY=1")));
        }
    }

    @Test
    void theEndIsTold() {
        Watchdog.start(environment, PERIOD).close();

        await().atMost(LONGEST).until(() -> said().contains("STOPPING=1"));
    }

    @ParameterizedTest
    @CsvSource({"NOTIFY_SOCKET, ''", "WATCHDOG_USEC, ''", "WATCHDOG_USEC, soon", "WATCHDOG_USEC, 0", "WATCHDOG_PID, 1"})
    void withoutAWatchdogOfItsOwnNothingIsFed(String name, String value) {
        environment.put(name, value);
        try (Watchdog watchdog = Watchdog.start(environment, PERIOD)) {
            watchdog.reconciled();
            watchdog.ready();
        }
        assertThat(fed()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"#!/bin/sh\nexit 1\n", "no program"})
    void aProgramThatFailsHindersNothing(String program) throws IOException {
        Files.writeString(folder.resolve("systemd-notify"), program);
        try (LogLines log = LogLines.of(SystemdNotify.class)) {
            try (Watchdog watchdog = Watchdog.start(environment, PERIOD)) {
                watchdog.reconciled();
                watchdog.ready();
                await().atMost(LONGEST)
                        .until(() -> log.lines().stream().anyMatch(line -> line.startsWith("CONFIG-021  " + folder)));
            }
        }
        assertThat(said()).isEmpty();
    }

    @Test
    void aPeriodThatCanNotBeReadIsTheUsualOne() {
        assertThat(Watchdog.period(new Settings(Map.of("windows.reconcile-period", "soon"), folder)))
                .isEqualTo(Duration.ofSeconds(30));
    }
}
