package dev.lamplighter.panel;

import static dev.lamplighter.panel.Fleets.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Freshness;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

final class PollOutageLogTest {
    private static final PollFailure NO_NETWORK = PollFailure.of(new ConnectException("refused"));
    private static final PollFailure NO_CREDENTIALS = new PollFailure(
            PollFailure.Kind.CREDENTIALS,
            PollFailure.of(new IllegalStateException()).problem(),
            new IllegalStateException());

    private final PollOutageLog watch =
            new PollOutageLog("eu-west-1", new PollSchedule(Set.of("eu-west-1"), Duration.ofSeconds(10), NOON));

    @ParameterizedTest
    @CsvSource({"0, FRESH", "1, FRESH", "2, STALE", "4, STALE", "5, LOST", "50, LOST"})
    void dimsAfterTwoMissedPollsAndDoubtsAfterFive(int missed, Freshness expected) {
        watch.succeeded(NOON);
        for (int poll = 1; poll <= missed; poll++) {
            watch.missed(NO_NETWORK, NOON);
        }
        assertThat(watch.freshness(NOON)).isEqualTo(expected);
        assertThat(watch.missedPolls()).isEqualTo(missed);
    }

    @Test
    void doubtsAtOnceWhenCredentialsAreRefused() {
        watch.succeeded(NOON);
        watch.missed(NO_CREDENTIALS, NOON);
        assertThat(watch.freshness(NOON)).isEqualTo(Freshness.LOST);
    }

    @Test
    void isFreshAgainAfterOneSuccess() {
        for (int poll = 0; poll < 9; poll++) {
            watch.missed(NO_CREDENTIALS, NOON);
        }
        watch.succeeded(NOON.plusSeconds(90));
        assertThat(watch.freshness(NOON.plusSeconds(90))).isEqualTo(Freshness.FRESH);
        assertThat(watch.missedPolls()).isZero();
        assertThat(watch.failure()).isEmpty();
    }

    /** The wall clock is set back by two hours, or stands still while nothing is polled. */
    @ParameterizedTest
    @CsvSource({"29999, FRESH", "30000, STALE", "59999, STALE", "60000, LOST"})
    void agesByTimeItselfThoughTheClockIsSetBack(long millis, Freshness expected) {
        AtomicLong nanos = new AtomicLong(5);
        PollOutageLog set =
                new PollOutageLog("", new PollSchedule(Set.of(""), Duration.ofSeconds(10), NOON, nanos::get));
        set.succeeded(NOON);

        nanos.addAndGet(millis * 1_000_000);

        assertThat(set.freshness(NOON)).isEqualTo(expected);
        assertThat(set.freshness(NOON.minusSeconds(7200))).isEqualTo(expected);
    }

    @Test
    void agesByTheWallClockWhileTheMachineSleeps() {
        PollOutageLog asleep =
                new PollOutageLog("", new PollSchedule(Set.of(""), Duration.ofSeconds(10), NOON, () -> 5));
        asleep.succeeded(NOON);

        assertThat(asleep.freshness(NOON.plusSeconds(3600))).isEqualTo(Freshness.LOST);
    }

    /** No poll comes back at all, as when a call hangs: two are missed for sure when the third is due. */
    @ParameterizedTest
    @CsvSource({"29999, FRESH", "30000, STALE", "59999, STALE", "60000, LOST"})
    void agesByTheClockWhenPollsStaySilent(long millis, Freshness expected) {
        watch.succeeded(NOON);
        assertThat(watch.freshness(NOON.plusMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, NO_POLL_YET", "29999, NO_POLL_YET", "30000, STALE", "60000, LOST"})
    void isNotFreshBeforeTheFirstAnswer(long millis, Freshness expected) {
        assertThat(watch.freshness(NOON.plusMillis(millis))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"9999, FRESH", "10000, STALE", "29999, STALE", "30000, LOST"})
    void allowsFrequentPollsASlowAnswer(long millis, Freshness expected) {
        PollOutageLog frequent =
                new PollOutageLog("eu-west-1", new PollSchedule(Set.of("eu-west-1"), Duration.ofSeconds(1), NOON));
        frequent.succeeded(NOON);
        assertThat(frequent.freshness(NOON.plusMillis(millis))).isEqualTo(expected);
    }

    @Test
    void tellsOfAnOutageOnceWhenItBeginsAndOnceWhenItEnds() {
        try (LogLines log = LogLines.of(PollOutageLog.class)) {
            watch.succeeded(NOON);
            for (int poll = 1; poll <= 20; poll++) {
                watch.missed(NO_NETWORK, NOON.plusSeconds(10L * poll));
            }
            watch.succeeded(NOON.plusSeconds(210));
            watch.succeeded(NOON.plusSeconds(220));

            assertThat(log.lines()).hasSize(2);
            assertThat(log.lines().get(0)).startsWith("WARN LIGHT-004  ec2  ");
            assertThat(log.lines().get(1))
                    .startsWith("INFO")
                    .contains("source=eu-west-1 missedPolls=20 outage=PT3M20S");
            assertThat(log.traces()).isZero();
        }
    }

    @Test
    void tellsOnceOfEachFurtherKindOfFailure() {
        try (LogLines log = LogLines.of(PollOutageLog.class)) {
            for (int poll = 0; poll < 10; poll++) {
                watch.missed(poll % 2 == 0 ? NO_NETWORK : NO_CREDENTIALS, Instant.EPOCH);
            }
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void tellsWhatNobodyExpectedInOneLineAndWithDebugItsTrace() {
        Logger logger = (Logger) LoggerFactory.getLogger(PollOutageLog.class);
        try (LogLines log = LogLines.of(PollOutageLog.class)) {
            watch.missed(PollFailure.of(new IllegalStateException("a defect")), NOON);
            watch.missed(PollFailure.of(new IllegalStateException("a defect")), NOON);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith(Level.ERROR + " LIGHT-006  ec2  missed a poll");
            assertThat(log.traces()).isZero();

            watch.succeeded(NOON);
            logger.setLevel(Level.DEBUG);
            watch.missed(PollFailure.of(new IllegalStateException("a defect")), NOON);
            assertThat(log.traces()).isEqualTo(1);
        } finally {
            logger.setLevel(null);
        }
    }
}
