package dev.lamplighter.window.copies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.copies.CopiesChecker.CutOff;
import dev.lamplighter.window.copies.CopiesChecker.DueCall;
import dev.lamplighter.window.copies.CopiesChecker.Findings;
import dev.lamplighter.window.copies.CopiesChecker.SentCall;
import dev.lamplighter.window.copies.CopiesChecker.Span;
import dev.lamplighter.window.copies.CopiesChecker.Starting;
import dev.lamplighter.window.copies.CopiesChecker.Wake;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Plants each fault that copies could make into a history without one. */
final class CopiesCheckerTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String MONTH = "costs 2026-10";
    private static final List<DueCall> DUE =
            List.of(due("START", "i-1", 0, 100), due("STOP", "i-1", 100, 200), due("PUBLISH v2", MONTH, 50, 10_000));

    private final List<SentCall> history = new ArrayList<>(List.of(
            sent(3, "one", "START", "i-1"), sent(60, "two", "PUBLISH v2", MONTH), sent(112, "two", "STOP", "i-1")));
    private final List<Wake> wakes = new ArrayList<>();
    private final List<Span> away = new ArrayList<>();
    private final List<CutOff> cutOff = new ArrayList<>();
    private final List<Starting> starting = new ArrayList<>();

    private static DueCall due(String action, String resource, int at, int until) {
        return new DueCall("w", action, resource, second(at), second(until), CopiesChecker.GAP);
    }

    private static SentCall sent(int at, String sender, String action, String resource) {
        return new SentCall(second(at), sender, action, resource);
    }

    private static Instant second(int second) {
        return NOON.plusSeconds(second);
    }

    private Findings judge() {
        return new CopiesChecker(DUE, wakes, away, cutOff, starting).of(history, second(1000));
    }

    @Test
    void nothingIsWrongWhereEachCallWasMadeOnceInTime() {
        assertThat(judge()).isEqualTo(new Findings(List.of(), List.of(), Duration.ofSeconds(12)));
    }

    @Test
    void aSecondStartIsWrong() {
        history.add(sent(5, "two", "START", "i-1"));

        assertThat(judge().wrong())
                .singleElement()
                .asString()
                .contains("START i-1", "again", "by two", "not been stopped");
    }

    @Test
    void aSecondStartOfOneThatWokeAndChangedNothingIsHarmlessAndNamed() {
        history.add(sent(25, "two", "START", "i-1"));
        wakes.add(new Wake("two", second(24)));

        assertThat(judge().wrong()).isEmpty();
        assertThat(judge().harmless()).singleElement().asString().contains("START i-1", "by two", "changed nothing");
    }

    @Test
    void itIsNoExcuseThatAnotherWokeOrLongAgo() {
        history.add(sent(25, "two", "START", "i-1"));
        wakes.add(new Wake("one", second(24)));
        wakes.add(new Wake("two", second(22)));
        wakes.add(new Wake("two", second(26)));

        assertThat(judge().wrong()).hasSize(1);
    }

    @Test
    void aStartOfOneThatWokeIsWrongWhereTheMachineHadBeenStoppedSince() {
        history.add(sent(150, "one", "START", "i-1"));
        wakes.add(new Wake("one", second(149)));

        assertThat(judge().wrong()).singleElement().asString().contains("nothing of the kind was due");
    }

    @Test
    void aSecondCallIsWrongThatUndoesWhatCameBetween() {
        history.add(sent(10, "x", "STOP", "i-1"));
        history.add(sent(12, "one", "START", "i-1"));
        wakes.add(new Wake("one", second(11)));

        assertThat(judge().wrong())
                .hasSize(2)
                .anyMatch(line -> line.contains("undid what had come between"))
                .anyMatch(line -> line.contains("action=STOP") && line.contains("nothing of the kind was due"));
    }

    @Test
    void aSecondPublicationIsWrong() {
        history.add(sent(61, "one", "PUBLISH v2", MONTH));

        assertThat(judge().wrong()).singleElement().asString().contains("PUBLISH v2", "again");
    }

    @Test
    void aPublicationThatIsTakenBackByAnEarlierVersionIsWrong() {
        history.add(sent(61, "one", "PUBLISH v1", MONTH));
        wakes.add(new Wake("one", second(61)));

        assertThat(judge().wrong()).singleElement().asString().contains("PUBLISH v1", "nothing of the kind");
    }

    @Test
    void aLostOccurrenceIsWrong() {
        history.remove(0);

        assertThat(judge().wrong()).singleElement().asString().contains("START i-1", "lost");
    }

    @Test
    void aStopThatNeverCameIsWrong() {
        history.remove(2);

        assertThat(judge().wrong()).singleElement().asString().contains("STOP i-1", "lost");
    }

    @Test
    void aGapOfMoreThanTwentySecondsIsWrongUnlessNobodyCouldHaveActed() {
        history.set(0, sent(45, "two", "START", "i-1"));
        assertThat(judge().wrong()).singleElement().asString().contains("only at", "after PT45S");

        away.add(new Span(second(-5), second(24)));
        assertThat(judge().wrong()).singleElement().asString().contains("after PT21S");

        away.add(new Span(second(40), second(60)));
        assertThat(judge().wrong()).isEmpty();
        assertThat(judge().longestGap()).isEqualTo(Duration.ofSeconds(16));
    }

    @Test
    void aCallThatWasCutOffIsNotMadeAgainForTwentySeconds() {
        history.set(0, sent(25, "two", "START", "i-1"));
        cutOff.add(new CutOff("i-2", second(1)));
        assertThat(judge().wrong()).hasSize(1);

        cutOff.add(new CutOff("i-1", second(1)));
        away.add(new Span(second(0), second(11))); // counts once where both hold
        assertThat(judge().wrong()).isEmpty();
        history.set(0, sent(42, "two", "START", "i-1"));
        assertThat(judge().wrong()).singleElement().asString().contains("after PT21S");
    }

    @Test
    void aCallOfSomethingThatNobodyDeclaredIsWrong() {
        history.add(sent(61, "one", "STOP", "i-9"));

        assertThat(judge().wrong()).singleElement().asString().contains("i-9");
    }

    @Test
    void aMachineThatIsStillStartingIsStoppedLater() {
        history.set(2, sent(145, "two", "STOP", "i-1"));
        assertThat(judge().wrong()).singleElement().asString().contains("STOP i-1", "after PT45S");

        starting.add(new Starting("i-2", new Span(second(90), second(130))));
        assertThat(judge().wrong()).hasSize(1);

        starting.add(new Starting("i-1", new Span(second(90), second(124))));
        assertThat(judge().wrong()).singleElement().asString().contains("after PT21S");

        starting.add(new Starting("i-1", new Span(second(90), second(125))));
        assertThat(judge().wrong()).isEmpty();
    }

    @Test
    void aStartIsNotExcusedByAnotherStart() {
        history.set(0, sent(30, "two", "START", "i-1"));
        starting.add(new Starting("i-1", new Span(second(0), second(25))));

        assertThat(judge().wrong()).singleElement().asString().contains("START i-1");
    }

    @Test
    void whatNobodyCouldDoWhileItWasDueIsNamedAndNotLost() {
        history.remove(0);
        history.remove(1); // nothing runs
        away.add(new Span(second(0), second(79)));
        assertThat(judge().wrong()).singleElement().asString().contains("START i-1", "lost");

        away.set(0, new Span(second(0), second(80)));
        assertThat(judge().wrong()).isEmpty();
        assertThat(judge().harmless())
                .satisfiesExactly(
                        start -> assertThat(start).contains("START i-1", "nobody could act"),
                        stop -> assertThat(stop).contains("STOP i-1", "nothing had been started"));
    }

    @Test
    void whatRunsIsToBeStoppedThoughNobodyCouldActForLong() {
        history.remove(2);
        away.add(new Span(second(100), second(150)));

        assertThat(judge().wrong()).singleElement().asString().contains("STOP i-1", "lost");
    }

    @Test
    void whatIsNotDueForLongIsNotLostYet() {
        history.remove(2);

        assertThat(new CopiesChecker(DUE, wakes, away, cutOff, starting)
                        .of(history, second(119))
                        .wrong())
                .isEmpty();
        assertThat(new CopiesChecker(DUE, wakes, away, cutOff, starting)
                        .of(history, second(121))
                        .wrong())
                .hasSize(1);
    }

    @Test
    void theLineAtTheEndCountsEachKind() {
        history.set(0, sent(25, "two", "START", "i-1"));
        history.add(sent(61, "one", "PUBLISH v2", MONTH));
        history.remove(2);
        cutOff.add(new CutOff("i-1", second(1)));
        CopiesTally tally = new CopiesTally();

        tally.add(Map.of("kill -9", 2), 3, Duration.ofSeconds(11), judge());
        tally.add(
                Map.of("kill -9", 1, "SIGSTOP", 1),
                4,
                Duration.ofSeconds(12),
                new Findings(List.of(), List.of(), CopiesChecker.GAP));

        assertThat(tally.line())
                .isEqualTo("events=4 {SIGSTOP=1, kill -9=3} calls=7 longestTakeover=PT12S longestGap=PT20S"
                        + " excused={it was cut off=1} lost=1 double=1 wrong=2");
    }
}
