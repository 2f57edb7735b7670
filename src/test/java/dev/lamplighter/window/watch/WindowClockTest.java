package dev.lamplighter.window.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.window.SimulatedAws;
import dev.lamplighter.window.watch.WindowClock.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which clock is believed, with a wall clock, time itself and AWS driven by hand. */
final class WindowClockTest {
    private static final Duration TICK = Duration.ofSeconds(30);

    private final SimulatedClock wall = new SimulatedClock("2026-11-22T14:00:00Z");
    private final SimulatedAws aws = new SimulatedAws(wall);
    private final List<Instant> noticed = new ArrayList<>();
    private WindowClock clock = new WindowClock(wall, wall::nanoTime, aws);

    @BeforeEach
    void listen() {
        clock.whenSet(() -> noticed.add(wall.instant()));
    }

    private Reading next() {
        wall.pass(TICK);
        return clock.check();
    }

    private void goWell() {
        assertThat(next()).isEqualTo(clean(false));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    private static Reading clean(boolean wasSet) {
        return new Reading(wasSet, false, Optional.empty());
    }

    private static String code(Reading look) {
        return look.problem().map(Problem::code).orElse("");
    }

    @Test
    void aClockThatAgreesWithAwsIsBelievedAndAwsSeldomAsked() {
        for (int look = 0; look < 41; look++) {
            goWell();
        }
        assertThat(aws.asked).as("in 20 minutes").isEqualTo(3);
        assertThat(noticed).isEmpty();
    }

    @Test
    void awsIsNotAskedForTheTimeWhileItAnswersToSomethingElse() {
        for (int look = 0; look < 100; look++) {
            aws.ask();
            goWell();
        }
        assertThat(aws.asked).isEqualTo(100);
    }

    @Test
    void aClockThatNobodyCanTellOfIsBelieved() {
        aws.isReachable = false;
        for (int look = 0; look < 40; look++) {
            goWell();
        }
        assertThat(aws.asked).as("once a minute").isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(longs = {59, -59})
    void aStepOfLessThanAMinuteIsNoStep(long seconds) {
        goWell();
        wall.jump(Duration.ofSeconds(seconds));

        assertThat(next()).isEqualTo(clean(false));
        assertThat(noticed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {61, -61, 7200, -7200, 86_400, -86_400})
    void aWrongStepIsNeverActedUponForAwsTellsSoTwice(long seconds) {
        goWell();
        aws.asked = 0;
        wall.jump(Duration.ofSeconds(seconds));

        Reading look = next();

        assertThat(look.wasSet()).isTrue();
        assertThat(look.isDoubtful()).isFalse();
        assertThat(code(look)).isEqualTo("WINDOW-150");
        assertThat(aws.asked).isEqualTo(2);
        assertThat(clock.instant()).isBetween(wall.trueTime().minusSeconds(1), wall.trueTime());
        assertThat(noticed).containsExactly(wall.instant());
    }

    @ParameterizedTest
    @ValueSource(longs = {61, -61, 7200, -86_400})
    void aStepThatPutsTheClockRightIsBelievedAtOnce(long seconds) {
        wall.jump(Duration.ofSeconds(-seconds));
        aws.isReachable = false;
        goWell();
        wall.jump(Duration.ofSeconds(seconds));
        aws.isReachable = true;

        assertThat(next()).isEqualTo(clean(true));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void aMachineThatSleptIsBelievedAsSoonAsAwsAgrees() {
        goWell();
        wall.sleep(Duration.ofHours(3));
        aws.isReachable = false;
        assertThat(next().isDoubtful()).isTrue();
        aws.isReachable = true;

        assertThat(next()).isEqualTo(clean(false));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void answersFromBeforeTheStepSayNothing() {
        aws.ask();
        aws.ask();
        goWell();
        aws.isReachable = false;
        wall.jump(Duration.ofHours(2));

        Reading look = next();

        assertThat(look.isDoubtful()).isTrue();
        assertThat(code(look)).isEqualTo("WINDOW-114");
        assertThat(look.problem().orElseThrow().line()).contains("was set by 7200 s");
    }

    @Test
    void whileAwsCanNotBeAskedAStepIsBelievedAfterFiveMinutesWithAnAlert() {
        goWell();
        aws.isReachable = false;
        wall.jump(Duration.ofHours(-2));
        assertThat(next().isDoubtful()).isTrue();
        wall.pass(Duration.ofSeconds(299));
        assertThat(clock.check().isDoubtful()).isTrue();
        wall.pass(Duration.ofSeconds(1));

        Reading look = clock.check();

        assertThat(look.isDoubtful()).isFalse();
        assertThat(code(look)).isEqualTo("WINDOW-151");
        assertThat(clock.instant()).isEqualTo(wall.instant());
        assertThat(code(next())).as("for as long as nobody confirms it").isEqualTo("WINDOW-151");
    }

    @Test
    void anotherStepBeginsTheFiveMinutesAnew() {
        goWell();
        aws.isReachable = false;
        wall.jump(Duration.ofHours(3));
        assertThat(next().isDoubtful()).isTrue();
        wall.pass(Duration.ofMinutes(4));
        wall.jump(Duration.ofHours(-3));
        assertThat(clock.check().isDoubtful()).isTrue();
        wall.pass(Duration.ofSeconds(299));
        assertThat(clock.check().isDoubtful()).isTrue();
        wall.pass(Duration.ofSeconds(1));

        assertThat(clock.check().isDoubtful()).isFalse();
        assertThat(noticed).hasSize(2);
    }

    @Test
    void whatWasBelievedUnconfirmedIsNoLongerToldWhenAwsAgrees() {
        aws.isReachable = false;
        goWell();
        wall.sleep(Duration.ofHours(1));
        next();
        wall.pass(Duration.ofMinutes(5));
        assertThat(code(clock.check())).isEqualTo("WINDOW-151");
        aws.isReachable = true;
        wall.pass(Duration.ofMinutes(1));

        assertThat(clock.check()).isEqualTo(clean(false));
    }

    @ParameterizedTest
    @ValueSource(longs = {61, -61, 7200, -86_400})
    void aClockWrongFromBootIsReplacedByAwsTimeUntilBothAgree(long seconds) {
        wall.jump(Duration.ofSeconds(seconds));
        clock = new WindowClock(wall, wall::nanoTime, aws);

        Reading first = clock.check();

        assertThat(first.isDoubtful()).isFalse();
        assertThat(code(first)).isEqualTo("WINDOW-150");
        assertThat(first.problem().orElseThrow().what())
                .matches("this machine's clock is (60|61|7200|86400|86401) s (ahead of|behind) AWS's time")
                .contains(seconds > 0 ? "ahead of" : "behind");
        aws.isReachable = false;
        for (int look = 0; look < 100; look++) {
            wall.pass(TICK);
            assertThat(clock.check().problem()).isEqualTo(first.problem());
            assertThat(clock.instant()).isBetween(wall.trueTime().minusSeconds(1), wall.trueTime());
        }
        aws.isReachable = true;
        wall.jump(Duration.ofSeconds(-seconds));
        wall.pass(TICK);

        assertThat(clock.check()).isEqualTo(clean(true));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void aClockThatIsSlewedUntilItAgreesIsBelievedAgain() {
        wall.jump(Duration.ofSeconds(100));
        clock = new WindowClock(wall, wall::nanoTime, aws);
        assertThat(code(clock.check())).isEqualTo("WINDOW-150");
        for (int look = 0; look < 50; look++) {
            wall.jump(Duration.ofSeconds(-1));
            aws.ask();
            next();
        }
        assertThat(next()).isEqualTo(clean(false));
    }

    @Test
    void oneAnswerThatIsOffIsAskedAboutAndNotBelieved() {
        goWell();
        aws.error = Duration.ofHours(1);
        aws.ask();
        aws.error = Duration.ZERO;

        assertThat(next()).isEqualTo(clean(false));
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void whileNobodyCanBeAskedAboutAnAnswerThatIsOffNothingIsDecided() {
        goWell();
        aws.error = Duration.ofHours(1);
        aws.ask();
        aws.isReachable = false;

        Reading look = next();

        assertThat(look.isDoubtful()).isTrue();
        assertThat(code(look)).isEqualTo("WINDOW-114");
        assertThat(clock.instant()).isEqualTo(wall.instant());
    }

    @Test
    void afterFiveMinutesASingleAnswerThatIsOffIsLeftAloneWithAnAlert() {
        goWell();
        aws.error = Duration.ofHours(1);
        aws.ask();
        aws.isReachable = false;
        assertThat(next().isDoubtful()).isTrue();
        wall.pass(Duration.ofMinutes(5));

        for (int look = 0; look < 40; look++) {
            assertThat(code(clock.check())).isEqualTo("WINDOW-151");
            assertThat(next().isDoubtful()).isFalse();
            assertThat(clock.instant()).isEqualTo(wall.instant());
        }
        aws.error = Duration.ZERO;
        aws.isReachable = true;
        wall.pass(Duration.ofMinutes(1));
        assertThat(clock.check()).isEqualTo(clean(false));
    }

    @Test
    void afterFiveMinutesTheOnlyAnswerSinceTheStepIsFollowed() {
        goWell();
        wall.pass(Duration.ofSeconds(1));
        wall.jump(Duration.ofHours(-2));
        assertThat(clock.isShaken()).isTrue();
        aws.ask();
        aws.isReachable = false;
        assertThat(next().isDoubtful()).isTrue();
        wall.pass(Duration.ofMinutes(5));

        assertThat(code(clock.check())).isEqualTo("WINDOW-150");
        assertThat(clock.instant()).isBetween(wall.trueTime().minusSeconds(1), wall.trueTime());
    }

    @Test
    void twoOthersThatAreOffAreNotBelievedAgainstEc2Itself() {
        goWell();
        aws.error = Duration.ofHours(1);
        aws.ask();
        aws.ask();
        aws.error = Duration.ZERO;

        assertThat(next()).isEqualTo(clean(false));
    }

    @Test
    void stepsTooSmallToBeNoticedAddUp() {
        goWell();
        wall.jump(Duration.ofSeconds(59));
        goWell();
        wall.jump(Duration.ofSeconds(59));

        assertThat(code(next())).isEqualTo("WINDOW-150");
    }

    @Test
    void aStepInTheMiddleOfALookIsNoticedThereAndToldAtTheNext() {
        goWell();
        assertThat(clock.isShaken()).isFalse();
        wall.jump(Duration.ofHours(2));
        assertThat(clock.isShaken()).isTrue();

        Reading look = next();

        assertThat(look.wasSet()).isTrue();
        assertThat(code(look)).isEqualTo("WINDOW-150");
    }

    @Test
    void anAnswerThatIsOffInTheMiddleOfALookIsNoticedThere() {
        aws.isReachable = false;
        wall.jump(Duration.ofHours(2));
        clock = new WindowClock(wall, wall::nanoTime, aws);
        assertThat(clock.check().isDoubtful()).isFalse();
        aws.isReachable = true;
        aws.ask();

        assertThat(clock.isShaken()).isTrue();
        assertThat(code(next())).isEqualTo("WINDOW-150");
    }

    @Test
    void byAwsTimeAMachineThatSleptWaitsForAnAnswer() {
        wall.jump(Duration.ofHours(2));
        clock = new WindowClock(wall, wall::nanoTime, aws);
        assertThat(code(clock.check())).isEqualTo("WINDOW-150");
        aws.isReachable = false;
        wall.sleep(Duration.ofHours(5));
        assertThat(next().isDoubtful()).isTrue();
        aws.isReachable = true;

        Reading look = next();

        assertThat(code(look)).isEqualTo("WINDOW-150");
        assertThat(look.isDoubtful()).isFalse();
        assertThat(clock.instant()).isBetween(wall.trueTime().minusSeconds(1), wall.trueTime());
    }
}
