package dev.lamplighter.window.override;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.AuditInfo;
import dev.lamplighter.window.journal.ClaimPhase;
import dev.lamplighter.window.journal.InstanceStartAttempts;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.OverrideType;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.SubstituteInstanceType;
import dev.lamplighter.window.journal.WindowOverride;
import dev.lamplighter.window.plan.Action;
import dev.lamplighter.window.plan.InstanceDecision;
import dev.lamplighter.window.plan.RuleResult;
import dev.lamplighter.window.plan.TypeChange;
import dev.lamplighter.window.schedule.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What instructions make of the declared occurrences and holds of one window, to the second. */
final class OverridesTest {
    private static final String ID = "i-0123456789abcdef0";
    /** A Sunday; the next one is a week later. */
    private static final Instant START = Instant.parse("2026-11-22T14:30:00Z");

    private static final Instant END = Instant.parse("2026-11-23T01:00:00Z");
    private static final Instant NEXT = START.plus(Duration.ofDays(7));
    private static final StreamingWindow WINDOW =
            ParsedWindowsFile.parse("windows.yaml", """
                windows:
                  - name: sunday
                    zone: America/Chicago
                    when: {days: SUN, opens: "08:30", closes: "19:00"}
                    instance: i-0123456789abcdef0
                """, START).windows().get(0);

    private final List<WindowOverride> said = new ArrayList<>();

    private void say(OverrideType overrideType, String subject, Instant from, Instant until) {
        said.add(new WindowOverride(
                overrideType, subject, from, until, new AuditInfo(START.plusSeconds(said.size()), "ann", "why")));
    }

    private void say(OverrideType overrideType, Instant from, Instant until) {
        say(overrideType, "sunday", from, until);
    }

    private Overrides overrides() {
        return Overrides.of(said);
    }

    private List<Instant> openAt(Instant now) {
        return overrides().open(WINDOW, now).stream().map(Occurrence::start).toList();
    }

    private static OccurrenceRecord entry(Phase phase, ClaimPhase... claims) {
        Map<String, InstanceStartAttempts> byId = claims.length == 0
                ? Map.of()
                : claims.length == 1
                        ? Map.of(ID, InstanceStartAttempts.NAMED.as(claims[0]))
                        : Map.of(
                                ID,
                                InstanceStartAttempts.NAMED.as(claims[0]),
                                "i-1",
                                InstanceStartAttempts.NAMED.as(claims[1]));
        return new OccurrenceRecord("sunday", START, END, phase, byId, List.of(), List.of(), 0, "", "");
    }

    @Test
    void withoutAnInstructionAllIsAsDeclared() {
        assertThat(openAt(START)).containsExactly(START);
        assertThat(openAt(END)).isEmpty();
        assertThat(overrides().applied(entry(Phase.OPEN)).end()).isEqualTo(END);
        assertThat(overrides().next(WINDOW, START).map(Occurrence::start)).contains(NEXT);
    }

    @Test
    void anExtendedOccurrenceIsOpenUntilItsNewEndAndNotAtIt() {
        say(OverrideType.EXTEND, START, END.plusSeconds(3600));

        assertThat(openAt(START)).containsExactly(START);
        assertThat(overrides().on(WINDOW, END.minusSeconds(1), END))
                .extracting(Occurrence::end)
                .containsExactly(END.plusSeconds(3600));
        assertThat(overrides().applied(entry(Phase.OPEN)).end()).isEqualTo(END.plusSeconds(3600));
        assertThat(overrides().applied(entry(Phase.CLOSED)).end()).isEqualTo(END);
        assertThat(overrides().changing("sunday", START)).isPresent();
        assertThat(overrides().changing("sunday", NEXT)).isEmpty();
    }

    @Test
    void aClosedOccurrenceIsOpenUntilThenAndOneClosedInItsLeadNotAtAll() {
        say(OverrideType.CLOSE, START, START.plusSeconds(60));
        assertThat(openAt(START.plusSeconds(59))).containsExactly(START);
        assertThat(openAt(START.plusSeconds(60))).isEmpty();

        say(OverrideType.CLOSE, START, START);
        assertThat(openAt(START)).isEmpty();
    }

    /** The lead is ten minutes. */
    @Test
    void anOpenedOccurrenceIsOpenFromItsLeadOn() {
        Instant monday = START.plus(Duration.ofDays(1));
        say(OverrideType.OPEN, monday, monday.plusSeconds(3600));

        assertThat(openAt(monday.minusSeconds(601))).isEmpty();
        assertThat(openAt(monday.minusSeconds(600))).containsExactly(monday);
        assertThat(openAt(monday.plusSeconds(3599))).containsExactly(monday);
        assertThat(openAt(monday.plusSeconds(3600))).isEmpty();
        assertThat(overrides().on(WINDOW, monday.plusSeconds(3599), END.plus(Duration.ofDays(2))))
                .hasSize(1);
        assertThat(overrides().on(WINDOW, monday.plusSeconds(3600), END.plus(Duration.ofDays(2))))
                .isEmpty();
    }

    @Test
    void whatIsSkippedDoesNotOpenAndIsNotNextUntilThatIsTakenBack() {
        say(OverrideType.SKIP, START, START.plusSeconds(1));

        assertThat(openAt(START)).isEmpty();
        assertThat(overrides().on(WINDOW, START, END)).isEmpty();
        assertThat(overrides().next(WINDOW, START.minus(Duration.ofDays(1))).map(Occurrence::start))
                .contains(NEXT);
        assertThat(overrides().skips("sunday", START)).hasSize(1);
        assertThat(overrides().skips("sunday", START.plusSeconds(1))).isEmpty();

        say(OverrideType.UNSKIP, START, START.plusSeconds(1));
        assertThat(openAt(START)).containsExactly(START);
        assertThat(overrides().skips("sunday", START)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"0, 1, true", "-10, 0, false", "1, 10, false", "-10, 1, true"})
    void whatIsSkippedBeginsWithinAndNotAtTheEnd(long from, long until, boolean skipped) {
        say(OverrideType.SKIP, START.plusSeconds(from), START.plusSeconds(until));

        assertThat(overrides().skipping("sunday", START).isPresent()).isEqualTo(skipped);
    }

    @Test
    void anOccurrenceThatIsSkippedWhileItIsOpenEndsWhenThatWasSaid() {
        say(OverrideType.SKIP, START, START.plusSeconds(1));
        assertThat(overrides().applied(entry(Phase.OPEN)).end()).isEqualTo(START);

        said.clear();
        said.add(new WindowOverride(
                OverrideType.SKIP,
                "sunday",
                START,
                START.plusSeconds(1),
                new AuditInfo(END.plusSeconds(1), "ann", "why")));
        assertThat(overrides().applied(entry(Phase.OPEN)).end())
                .as("it had ended before")
                .isEqualTo(END);
    }

    @Test
    void theLastHoldCountsFromItsBeginningToItsEnd() {
        say(OverrideType.HOLD_ON, ID, START, END);
        assertThat(overrides().hold(ID, START.minusMillis(1))).isEmpty();
        assertThat(overrides().hold(ID, START)).isPresent();
        assertThat(overrides().hold(ID, END.minusMillis(1))).isPresent();
        assertThat(overrides().hold(ID, END)).isEmpty();
        assertThat(overrides().holds(START)).hasSize(1);
        assertThat(overrides().holds(END)).isEmpty();

        say(OverrideType.RELEASE, ID, START.plusSeconds(60), START.plusSeconds(60));
        assertThat(overrides().hold(ID, START.plusSeconds(59))).isPresent();
        assertThat(overrides().hold(ID, START.plusSeconds(60))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD_OFF, OPENING, NAMED, HELD, true",
        "HOLD_OFF, OPENING, HELD, RELEASED, false",
        "HOLD_ON, OPENING, NAMED, HELD, false",
        "HOLD_ON, CLOSING, HELD, RELEASED, true",
        "HOLD_ON, CLOSING, HELD, STOPPING, false",
        "HOLD_OFF, CLOSING, HELD, RELEASED, false",
        "HOLD_OFF, OPENING, NAMED, NAMED, false"
    })
    void aHoldExplainsWhatIsLateIfAllOfItIsHeld(
            OverrideType overrideType, Phase phase, ClaimPhase first, ClaimPhase second, boolean explains) {
        say(overrideType, ID, START, END);

        assertThat(new Holds(overrides(), START.plusSeconds(60)).explain(entry(phase, first, second)))
                .isEqualTo(explains);
    }

    @ParameterizedTest
    @CsvSource({"i-0123456789abcdef0, i-0123456789abcdef0, false", "i-1, i-1, false", "i-0123456789abcdef0, i-1, true"})
    void ofSeveralEachHasToBeHeld(String one, String other, boolean explains) {
        say(OverrideType.HOLD_OFF, one, START, END);
        say(OverrideType.HOLD_OFF, other, START, END);

        assertThat(new Holds(overrides(), START).explain(entry(Phase.OPENING, ClaimPhase.NAMED, ClaimPhase.STARTING)))
                .isEqualTo(explains);
    }

    @Test
    void whatIsSaidOfAWindowThatIsCalledLikeAnInstanceIsNoHold() {
        say(OverrideType.SKIP, ID, START, END);

        assertThat(overrides().hold(ID, START)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "HOLD_OFF, OPENING, START, WAIT",
        "HOLD_ON, OPENING, START, START",
        "HOLD_OFF, OPENING, MODIFY, WAIT",
        "HOLD_ON, OPENING, MODIFY, MODIFY",
        "HOLD_OFF, CLOSING, MODIFY, MODIFY",
        "HOLD_ON, CLOSING, STOP, WAIT",
        "HOLD_ON, CLOSING, HIBERNATE, WAIT",
        "HOLD_ON, CLOSING, TERMINATE, WAIT",
        "HOLD_OFF, CLOSING, STOP, STOP",
        "HOLD_OFF, OPENING, NONE, NONE"
    })
    void aHoldHoldsBackWhatWouldEndItAndNothingElse(
            OverrideType overrideType, Phase phase, Action action, Action becomes) {
        say(overrideType, ID, START, END);
        TypeChange change = action == Action.MODIFY
                ? new TypeChange("c7a.large", new SubstituteInstanceType(ID, "c7i.large", List.of("c7a.large")))
                : null;
        InstanceDecision decision = new InstanceDecision(
                "sunday", ID, new RuleResult(action, "why", null), InstanceStartAttempts.NAMED.starting(), change);

        InstanceDecision laidOver = new Holds(overrides(), START).laidOver(decision, entry(phase, ClaimPhase.NAMED));

        assertThat(laidOver.action()).isEqualTo(becomes);
        assertThat(laidOver.claim().claimPhase()).isEqualTo(becomes == action ? ClaimPhase.STARTING : ClaimPhase.NAMED);
    }

    @Test
    void aHoldIsToldWithItsEndAndWhoSaidSo() {
        say(OverrideType.HOLD_ON, ID, START, END);
        say(OverrideType.HOLD_OFF, ID, START, END);

        assertThat(said.stream().map(Holds::words))
                .containsExactly(
                        "held on until 2026-11-23T01:00:00Z by ann: why",
                        "held off until 2026-11-23T01:00:00Z by ann: why");
    }
}
