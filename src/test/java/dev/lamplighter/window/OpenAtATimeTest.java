package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.base.ProblemException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A window that is opened at a time to come: it is Monday, 23 November 2026, 08:00 in Chicago, six hours behind UTC; the window
 * is open on Sundays from 08:30 to 19:00, with a lead of ten minutes.
 */
final class OpenAtATimeTest {
    private static final String W = "sunday-service";
    private static final String START = "START " + ORIGIN;
    private static final String STOP = "STOP " + ORIGIN;
    private static final String ASSOCIATE = "ASSOCIATE " + EIP + " " + ENI;

    private final Stage stage = new Stage(SUNDAY);

    @BeforeEach
    void onMonday() {
        stage.clock.set("2026-11-23T14:00:00Z");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private List<String> open(String at, String length) {
        return stage.operations.open(W, length, at, "ann", "funeral", false);
    }

    @Test
    void theMachinesStartALeadBeforeAndStopAtItsEndAlsoAfterARestart() {
        List<String> answer = open("tomorrow 9:30", "1h30");

        assertThat(answer.get(0))
                .isEqualTo("sunday-service opens Tue 24 Nov, 09:30 to 11:00 CST. Opened by ann: funeral.");
        assertThat(answer.get(1))
                .isEqualTo("sunday-service opens Tue 24 Nov, 09:30 to 11:00 CST (1 h 30 min); needs " + ORIGIN
                        + " from 09:20. Opened by ann: funeral.");
        assertThat(stage.mutations()).isEmpty();
        stage.restart();
        stage.clock.set("2026-11-24T15:00:00Z");
        stage.runTo("2026-11-24T15:19:30Z");
        assertThat(stage.mutations()).isEmpty();
        stage.runTo("2026-11-24T15:25:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        stage.restart();
        stage.runTo("2026-11-24T16:59:30Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
        assertThat(stage.status(W).getState()).isEqualTo("OPEN");
        stage.runTo("2026-11-24T17:02:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE, STOP);
        assertThat(stage.entry(W).start()).isEqualTo("2026-11-24T15:30:00Z");
        assertThat(stage.operations.getAlerts()).isEmpty();
    }

    @Test
    void everyVerbThatTellsWhatIsToComeShowsIt() {
        open("2026-11-27 18:00", "2h");

        String told = "sunday-service opens Fri 27 Nov, 18:00 to 20:00 CST (2 h)";
        assertThat(stage.operations.next(1).get(0)).startsWith(told);
        assertThat(stage.operations.plan("", "").get(0)).startsWith(told);
        assertThat(stage.operations.why(ORIGIN)).anyMatch(line -> line.startsWith(told));
        assertThat(stage.operations.status())
                .anyMatch(line -> line.startsWith("sunday-service opens next: Fri 27 Nov, 18:00 to 20:00 CST"));
        assertThat(stage.operations.planJson("", ""))
                .contains("\"start\":\"2026-11-28T00:00:00Z\",\"end\":\"2026-11-28T02:00:00Z\"");
    }

    @Test
    void withoutALengthItIsOpenAsLongAsItsNextTime() {
        assertThat(open("wednesday 10:00", "").get(0)).contains("opens Wed 25 Nov, 10:00 to 20:30 CST");
    }

    @Test
    void closeOrSkipTakesItBackAndNothingStarts() {
        open("tomorrow 9:30", "1h");
        open("wednesday 10:00", "1h");
        open("thursday 10:00", "1h");

        assertThat(stage.operations.close(W, "bob", "cancelled", false).get(0))
                .isEqualTo("sunday-service does not open at Tue 24 Nov 09:30 CST. Closed by bob: cancelled.");
        assertThat(stage.operations.next(1).get(0)).contains("Wed 25 Nov");
        stage.operations.skip(W, "next", "bob", "", false);
        stage.operations.skip(W, "2026-11-26", "bob", "", false);
        stage.restart();
        assertThat(stage.status(W).getStart()).startsWith("2026-11-29T08:30");
        assertThat(stage.operations.next(5))
                .filteredOn(line -> line.contains("does not open"))
                .hasSize(2);
        for (String day : List.of("2026-11-24", "2026-11-25", "2026-11-26")) {
            stage.clock.set(day + "T15:00:00Z");
            stage.runTo(day + "T17:30:00Z");
        }
        assertThat(stage.mutations()).isEmpty();
        assertThat(stage.operations.getAlerts()).isEmpty();
        assertThatThrownBy(() -> stage.operations.close(W, "bob", "", false)).hasMessageContaining("is not open");
    }

    @Test
    void aSkipThatWasTakenBackByOpeningItDoesNotHold() {
        stage.operations.skip(W, "2026-11-29", "ann", "holiday", false);
        stage.operations.open(W, "1h", "2026-11-29 10:00", "ann", "prayer", false);

        stage.clock.set("2026-11-29T14:00:00Z");
        stage.runTo("2026-11-29T15:45:00Z");
        assertThat(stage.mutations()).isEmpty();
        stage.runTo("2026-11-29T15:55:00Z");
        assertThat(stage.mutations()).containsExactly(START, ASSOCIATE);
    }

    @Test
    void timesThatCannotBeAreRefusedInWords() {
        for (String[] refused : new String[][] {
            {"2026-11-22 10:00", "not possible: 2026-11-22 10:00: that was Sun 22 Nov 10:00 CST, which has passed"},
            {"today 7:00", "not possible: today 7:00: that was 07:00 CST, which has passed"},
            {"2026-12-25 10:00", "that is Fri 25 Dec 10:00 CST, more than 31 days ahead"},
            {
                "soon",
                "not understood: soon: allowed is a time such as 20:00, tomorrow 9:30, sunday 10:00 or 2026-12-24 18:00"
            },
            {"someday 10:00", "a time such as"},
            {"tomorrow", "a time such as"}
        }) {
            assertThatThrownBy(() -> open(refused[0], "1h"))
                    .as(refused[0])
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("WINDOW-141  at  not ")
                    .hasMessageContaining(refused[1]);
        }
        assertThatThrownBy(() -> open("", "")).hasMessageStartingWith("WINDOW-141  for");
        assertThatThrownBy(() -> open("sunday 9:00", "1h"))
                .hasMessageStartingWith(
                        "WINDOW-140  sunday-service  is open then anyway: Sun 29 Nov, 08:30 to 19:00 CST");
        assertThatThrownBy(() -> open("sunday 8:00", "1h")).hasMessageContaining("is open then anyway");
        assertThat(open("sunday 7:00", "1h30").get(0)).contains("Sun 29 Nov, 07:00 to 08:30 CST");
        assertThatThrownBy(() -> stage.operations.open("monday-service", "1h", "20:00", "ann", "", false))
                .hasMessageStartingWith("WINDOW-110");
        assertThat(stage.operations.open(W, "1h", "20:00", "ann", "", true).get(0))
                .startsWith("would write down: ");
        assertThat(stage.operations.next(1).get(0)).contains("Sun 29 Nov, 07:00");
    }
}
