package dev.lamplighter.window.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.window.declare.AddressAssociationTiming;
import dev.lamplighter.window.declare.WindowTimings;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When an occurrence counts as late. */
final class DeadlineRulesTest {
    private static final WindowTimings MARGINS = margins(10, 2, AddressAssociationTiming.RUNNING);

    private static WindowTimings margins(long lead, long readyBy, AddressAssociationTiming addresses) {
        return new WindowTimings(
                Duration.ofMinutes(lead), Duration.ofMinutes(readyBy), Duration.ofMinutes(15), addresses);
    }

    private static Optional<String> code(OccurrenceRecord entry, Instant now) {
        return DeadlineRules.check(entry, MARGINS, now, "").map(Problem::code);
    }

    private static OccurrenceRecord entry(Phase phase, ClaimPhase claimPhase) {
        return new Look().claim(claimPhase).entry().withPhase(phase);
    }

    @ParameterizedTest
    @CsvSource({
        "10, 2, RUNNING, -2",
        "10, 9, RUNNING, -9",
        "10, 10, RUNNING, 0",
        "10, 11, RUNNING, 0",
        "0, 2, RUNNING, 2",
        "0, 0, RUNNING, 2",
        "10, 2, OPENS, 2"
    })
    void itIsToBeReadyAsFarAsItsLeadAllows(long lead, long readyBy, AddressAssociationTiming addresses, long minutes) {
        assertThat(DeadlineRules.readyAt(entry(Phase.OPENING, ClaimPhase.NAMED), margins(lead, readyBy, addresses)))
                .isEqualTo(Look.START.plus(Duration.ofMinutes(minutes)));
    }

    @ParameterizedTest
    @CsvSource({"5, -2", "2, 0", "1, 0", "0, 2"})
    void aSlotThatIsLaunchedLaterThanReadyByIsNotLateBeforeTheStart(long slotLead, long minutes) {
        WindowTimings timings = new WindowTimings(
                Duration.ofMinutes(10),
                Duration.ofMinutes(slotLead),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                AddressAssociationTiming.RUNNING);

        assertThat(DeadlineRules.readyAt(entry(Phase.OPENING, ClaimPhase.NAMED), timings))
                .isEqualTo(Look.START.plus(Duration.ofMinutes(minutes)));
    }

    @Test
    void whatIsNotReadyAtItsMinuteIsTold() {
        Instant by = Look.START.minus(Duration.ofMinutes(2));

        assertThat(code(entry(Phase.OPENING, ClaimPhase.STARTING), by.minusMillis(1)))
                .isEmpty();
        assertThat(code(entry(Phase.OPENING, ClaimPhase.STARTING), by)).contains("WINDOW-111");
        assertThat(code(entry(Phase.DEGRADED, ClaimPhase.STARTING), by)).contains("WINDOW-111");
        assertThat(code(entry(Phase.OPEN, ClaimPhase.HELD), by)).isEmpty();
        assertThat(code(entry(Phase.OPENING, ClaimPhase.LEFT), by))
                .as("a person wants it so")
                .isEmpty();
    }

    @Test
    void whatIsNotOffByEndAndGraceIsTold() {
        Instant by = Look.END.plus(Duration.ofMinutes(15));

        assertThat(DeadlineRules.offAt(entry(Phase.OPEN, ClaimPhase.HELD), MARGINS))
                .isEqualTo(by);
        assertThat(code(entry(Phase.OPEN, ClaimPhase.HELD), Look.END)).isEmpty();
        assertThat(code(entry(Phase.CLOSING, ClaimPhase.STOPPING), by.minusMillis(1)))
                .isEmpty();
        assertThat(code(entry(Phase.CLOSING, ClaimPhase.STOPPING), by)).contains("WINDOW-112");
        assertThat(code(entry(Phase.CLOSED, ClaimPhase.RELEASED), by)).isEmpty();
    }

    @Test
    void whatIsLackingIsNamed() {
        OccurrenceRecord entry = entry(Phase.OPENING, ClaimPhase.STARTING);

        assertThat(line(entry, Look.START, ""))
                .startsWith("WINDOW-111  sunday  the window of 2026-11-22T14:30:00Z is not ready: the service has not");
        assertThat(line(entry, Look.START, "its address")).contains("is not ready: its address;");
        assertThat(line(entry, Look.END.plus(Duration.ofDays(1)), ""))
                .startsWith("WINDOW-112  sunday  the window of 2026-11-22T14:30:00Z is still not off")
                .contains("has passed; fix: look at " + Look.ID);
        assertThat(line(entry, Look.END.plus(Duration.ofDays(1)), "its machine"))
                .contains("has passed; its machine; fix:");
    }

    private static String line(OccurrenceRecord entry, Instant now, String lacking) {
        return DeadlineRules.check(entry, MARGINS, now, lacking).orElseThrow().line();
    }
}
