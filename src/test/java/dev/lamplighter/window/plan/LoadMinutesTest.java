package dev.lamplighter.window.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.declare.LoadLimit;
import dev.lamplighter.window.load.SlotLoad;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the load of two machines of some minutes says: minute 0 is the newest. */
final class LoadMinutesTest {
    private static final LoadLimit CPU = LoadLimit.cpu(80);
    private static final LoadLimit CONNECTIONS = new LoadLimit("Wowza", "Connections", 200);
    private static final Instant NEWEST = Instant.parse("2026-11-22T15:00:00Z");

    private final Map<LoadLimit, Map<String, Map<Instant, Double>>> values = new HashMap<>();
    private Instant now = NEWEST.plusSeconds(120);
    private List<LoadLimit> limits = List.of(CPU);

    private static Instant minute(int ago) {
        return NEWEST.minusSeconds(60L * ago);
    }

    private void put(LoadLimit limit, String instance, int ago, double value) {
        values.computeIfAbsent(limit, one -> new HashMap<>())
                .computeIfAbsent(instance, one -> new HashMap<>())
                .put(minute(ago), value);
    }

    private void both(int ago, double value) {
        put(CPU, "i-1", ago, value);
        put(CPU, "i-2", ago, value);
    }

    private LoadMinutes minutes(String... instances) {
        return new LoadMinutes(SlotLoad.of(now, values), limits, List.of(instances), now);
    }

    private LoadMinutes minutes() {
        return minutes("i-1", "i-2");
    }

    @ParameterizedTest
    @CsvSource({
        "80, 80, 0, true",
        "80, 79.9, 80, true",
        "79.9, 80, 80, true",
        "79.9, 79.9, 80, false",
        "80, 0, 0, false"
    })
    void twoOfTheLastThreeMinutesMustBeAtTheLimit(double last, double before, double first, boolean isAbove) {
        both(0, last);
        both(1, before);
        both(2, first);
        both(3, 100);

        assertThat(minutes().above(Instant.MIN).isPresent()).isEqualTo(isAbove);
    }

    @Test
    void minutesFromBeforeTheLastChangeDoNotCount() {
        both(0, 90);
        both(1, 90);

        assertThat(minutes().above(minute(1))).hasValue("90 % CPU (limit 80)");
        assertThat(minutes().above(minute(1).plusNanos(1))).isEmpty();
    }

    @Test
    void theAverageOfThoseThatAreMeasuredCountsByTheLimitThatIsNearest() {
        limits = List.of(CPU, CONNECTIONS);
        put(CPU, "i-1", 0, 70);
        put(CPU, "i-2", 0, 50);
        put(CONNECTIONS, "i-1", 0, 190);

        assertThat(minutes().words()).isEqualTo("190 Connections (limit 200)");
        put(CONNECTIONS, "i-1", 0, 140);
        assertThat(minutes().words()).isEqualTo("60 % CPU (limit 80)");
    }

    @ParameterizedTest
    @CsvSource({"360, false", "361, true"})
    void valuesThatBeganMoreThanSixMinutesAgoAreTooOld(long age, boolean isUnknown) {
        now = NEWEST.plusSeconds(age);
        for (int ago = 0; ago < 15; ago++) {
            both(ago, 10);
        }

        assertThat(minutes().isUnknown()).isEqualTo(isUnknown);
        assertThat(minutes().isCalmWithOneFewer(Instant.MIN)).isEqualTo(!isUnknown);
    }

    /** One of two machines would have twice the load, which may be four fifths of 80 %. */
    @ParameterizedTest
    @CsvSource({"15, 32, true", "15, 32.1, false", "14, 32, false"})
    void oneFewerMustHaveBeenClearlyEnoughForAQuarterOfAnHour(int length, double value, boolean isCalm) {
        for (int ago = 0; ago < length; ago++) {
            both(ago, value);
        }

        assertThat(minutes().isCalmWithOneFewer(Instant.MIN)).isEqualTo(isCalm);
        assertThat(minutes().isCalmWithOneFewer(minute(14))).isEqualTo(isCalm);
        assertThat(minutes().isCalmWithOneFewer(minute(14).plusNanos(1))).isFalse();
    }

    @Test
    void aMinuteWithoutAValueOfEachMachineEndsTheSpell() {
        for (int ago = 0; ago < 15; ago++) {
            put(CPU, "i-1", ago, 10);
            if (ago != 7) {
                put(CPU, "i-2", ago, 10);
            }
        }

        assertThat(minutes().isCalmWithOneFewer(Instant.MIN)).isFalse();
        assertThat(minutes("i-1", "i-3").isCalmWithOneFewer(Instant.MIN)).isFalse();
    }

    @Test
    void theSpellEndsWithTheNewestMinuteThatIsComplete() {
        for (int ago = 1; ago <= 15; ago++) {
            both(ago, 10);
        }
        put(CPU, "i-1", 0, 100);

        assertThat(minutes().isCalmWithOneFewer(Instant.MIN)).isTrue();
    }

    @Test
    void twoOfThreeWouldHaveHalfAsMuchMore() {
        for (int ago = 0; ago < 15; ago++) {
            both(ago, 42);
            put(CPU, "i-3", ago, 42);
        }

        assertThat(minutes("i-1", "i-2", "i-3").isCalmWithOneFewer(Instant.MIN)).isTrue();
    }

    @Test
    void aMetricWithoutAValueIsNotTold() {
        limits = List.of(CONNECTIONS, CPU);
        both(0, 0);

        assertThat(minutes().words()).isEqualTo("0 % CPU (limit 80)");
    }

    @Test
    void theLastMachineIsNeverTooMany() {
        for (int ago = 0; ago < 15; ago++) {
            both(ago, 0);
        }

        assertThat(minutes("i-1").isCalmWithOneFewer(Instant.MIN)).isFalse();
        assertThat(minutes().isCalmWithOneFewer(Instant.MIN)).isTrue();
    }
}
