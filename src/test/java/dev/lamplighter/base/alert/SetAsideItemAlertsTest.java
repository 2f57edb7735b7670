package dev.lamplighter.base.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is set aside is an alert until it is mended. */
final class SetAsideItemAlertsTest {
    private final StateDatabase database = StateDatabase.inMemory();
    private final AlertOutbox outbox =
            new AlertOutbox(database.dataSource(), () -> Instant.parse("2026-11-22T14:30:00Z"));
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        database.close();
    }

    private static Problem problem(String where, String what) {
        return new Problem(WindowProblemCode.NO_INSTANCE, where, what, "why", "fix");
    }

    private List<String> told() {
        List<String> notices = new ArrayList<>();
        for (AlertStateChange notice : outbox.pending()) {
            Alert alert = notice.alert();
            notices.add(notice.state() + " " + alert.severity() + " "
                    + alert.place().area() + " " + alert.place().resource());
            outbox.sent(notice);
        }
        return notices;
    }

    /** A start of the service. */
    private SetAsideItemAlerts start(SetAside setAside) {
        SetAsideItemAlerts alerts = new SetAsideItemAlerts(setAside, outbox);
        alerts.tell();
        return alerts;
    }

    @Test
    void isRaisedOnceOverRestartsAlsoWhenItsLineMovesAndClearedByTheFirstStartWithoutIt() {
        SetAside typo = new SetAside();
        typo.add(SetAside.WINDOWS, problem("windows.yaml:4:11", "zone Europe/Berlim"));
        start(typo).tell();
        assertThat(told()).containsExactly("RAISED ERROR windows windows.yaml: zone Europe/Berlim");

        SetAside moved = new SetAside();
        moved.add(SetAside.WINDOWS, problem("windows.yaml:9:11", "zone Europe/Berlim"));
        start(moved);
        assertThat(told()).isEmpty();

        start(new SetAside());
        assertThat(told()).containsExactly("CLEARED ERROR windows windows.yaml: zone Europe/Berlim");
    }

    @Test
    void theSameMistakeTwiceIsTwoAlertsAndEachIsClearedForItself() {
        SetAside twice = new SetAside();
        twice.add(SetAside.WINDOWS, problem("windows.yaml:4:11", "zone X"));
        twice.add(SetAside.WINDOWS, problem("windows.yaml:9:11", "zone X"));
        start(twice);
        assertThat(told()).hasSize(2);

        SetAside once = new SetAside();
        once.add(SetAside.WINDOWS, problem("windows.yaml:4:11", "zone X"));
        start(once);
        assertThat(told()).containsExactly("CLEARED ERROR windows windows.yaml: zone X (2)");
    }

    @Test
    void isKeptHoweverLongItsLineIs() {
        SetAside setAside = new SetAside();
        setAside.add(SetAside.ROUTES, problem("routes/" + "x".repeat(5_000) + ".camel.yaml", "unreadable"));
        start(setAside);
        start(setAside);

        assertThat(told()).hasSize(1);
    }

    @Test
    void whatIsSetAsideLaterIsToldThenAndAlertsOfOthersAreLeftAlone() {
        outbox.raise(new AlertKey("costs", "hourly", "2026-11"), AlertSeverity.WARN, problem("a", "b"));
        told.addAll(told());
        SetAside setAside = new SetAside();
        SetAsideItemAlerts alerts = start(setAside);
        assertThat(told()).isEmpty();

        setAside.stop(SetAside.HTTP, problem("http.port", "in use"));
        alerts.tell();

        assertThat(told()).containsExactly("RAISED ERROR http http.port: in use");
        assertThat(outbox.raised("costs")).hasSize(1);
    }
}
