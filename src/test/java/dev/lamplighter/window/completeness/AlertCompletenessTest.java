package dev.lamplighter.window.completeness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The judge of a service that is killed, held and cut off in seconds, as {@code sandbox/ChaosIT} does it: a ledger in which all
 * is well, sabotaged, and alerts that are late, lost, taken back or about another window.
 */
final class AlertCompletenessTest {
    private static final String YAML = """
            defaults: {grace: 15s}
            windows:
              - name: chaos-1
                zone: UTC
                when: {from: 2026-11-27T10:00:30, to: 2026-11-27T10:00:50}
                lead: 9s
                readyBy: 0s
                instance: i-1
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final List<String> ledger = new ArrayList<>(List.of(
            "10:00:00 service up",
            "10:00:00 i-1 stopped",
            "10:00:21 call StartInstances i-1 ok",
            "10:00:21 i-1 pending",
            "10:00:24 i-1 running",
            "10:00:51 call StopInstances i-1 ok",
            "10:00:51 i-1 stopping",
            "10:00:54 i-1 stopped"));
    private final List<Told> told = new ArrayList<>();

    @Test
    void aWindowThatIsReadyAndOffInTimeNeedsNoAlert() {
        expectNone();
    }

    @Test
    void aMachineThatNeverRanIsToldByTheStartAndAsMissed() {
        nothingIsCalled();
        expect(
                "chaos-1 of 2026-11-27T10:00:30Z was not ready by 2026-11-27T10:00:30Z",
                "chaos-1 of 2026-11-27T10:00:30Z was missed whole");
        tell("10:00:31", "WINDOW-111", "chaos-1");
        expect("was missed whole");
        tellMissed("10:00:52", "10:00:30");
        expectNone();
    }

    @Test
    void anAlertAfterItsMinuteIsNone() {
        nothingIsCalled();
        tellMissed("10:00:52", "10:00:30");
        tell("10:00:41", "WINDOW-111", "chaos-1");
        expect("was not ready");
    }

    @Test
    void anAlertThatIsTakenBackWhileNothingHasChangedIsNone() {
        nothingIsCalled();
        tellMissed("10:00:52", "10:00:30");
        tell("10:00:31", "WINDOW-111", "chaos-1");
        clear("10:00:35", "WINDOW-111", "chaos-1");
        expect("was not ready");
    }

    @Test
    void anAlertOfAnotherWindowOrOccurrenceIsNone() {
        nothingIsCalled();
        tell("10:00:31", "WINDOW-111", "chaos-10");
        tell("10:00:31", "WINDOW-150", "chaos-1");
        tellMissed("10:00:52", "09:00:30");
        expect("was not ready", "was missed whole");
    }

    @Test
    void aMachineThatStaysOnIsToldByTheGrace() {
        stopIsLost();
        expect(
                "i-1 of chaos-1 of 2026-11-27T10:00:30Z was not off by 2026-11-27T10:01:05Z and nobody was told by 2026-11-27T10:01:15Z");
        tell("10:01:16", "WINDOW-112", "chaos-1");
        expect("was not off");
        told.clear();
        tell("10:01:06", "WINDOW-112", "chaos-10");
        expect("was not off");
        told.clear();
        tell("10:01:06", "WINDOW-112", "chaos-1");
        expectNone();
    }

    @Test
    void aServiceThatDoesNotRunAtTheDeadlineTellsSoonAfterItDoes() {
        stopIsLost();
        ledger.add("10:01:00 service down");
        ledger.add("10:01:20 service up");
        expect("was not off by 2026-11-27T10:01:05Z and nobody was told by 2026-11-27T10:01:30Z");
        tell("10:01:31", "WINDOW-112", "chaos-1");
        expect("was not off");
        told.clear();
        tell("10:01:29", "WINDOW-112", "chaos-1");
        expectNone();
    }

    @Test
    void aServiceThatIsKilledAgainBeforeItCouldTellHasToTellTheNextTime() {
        stopIsLost();
        ledger.add("10:01:00 service down");
        ledger.add("10:01:20 service up");
        ledger.add("10:01:27 service down");
        ledger.add("10:01:40 service up");
        expect("nobody was told by 2026-11-27T10:01:50Z");
        tell("10:01:49", "WINDOW-112", "chaos-1");
        expectNone();
    }

    @Test
    void whatPassedWhileTheServiceWasDownIsToldAsMissed() {
        nothingIsCalled();
        ledger.add("10:00:10 service down");
        ledger.add("10:02:00 service up");
        expect("was missed whole and nobody was told by 2026-11-27T10:02:10Z");
        tellMissed("10:02:11", "10:00:30");
        expect("was missed whole");
        told.clear();
        tellMissed("10:02:09", "10:00:30");
        expectNone();
    }

    @Test
    void aLedgerReadsWhatItWrites() {
        List<String> lines = ledger().lines();

        assertThat(lines).hasSameSizeAs(ledger).contains("2026-11-27T10:00:21Z call StartInstances i-1 ok");
        assertThat(Ledger.parse(lines).lines()).isEqualTo(lines);
    }

    private void nothingIsCalled() {
        ledger.removeIf(line -> !line.endsWith(" up") && !line.contains("10:00:00"));
    }

    private void stopIsLost() {
        ledger.removeIf(
                line -> line.contains("StopInstances") || line.contains("stopping") || line.contains("10:00:54"));
    }

    private void tell(String at, String code, String window) {
        news(at, true, code, window, "the window of 2026-11-27T10:00:30Z is late");
    }

    private void clear(String at, String code, String window) {
        news(at, false, code, window, "the window of 2026-11-27T10:00:30Z is late");
    }

    private void tellMissed(String at, String start) {
        news(at, true, "WINDOW-165", "chaos-1", "the window was missed whole, from " + instant(start) + " on");
    }

    private void news(String at, boolean raised, String code, String window, String what) {
        String place = "windows " + window + " " + (code.equals("WINDOW-165") ? what : window);
        told.add(new Told(instant(at), raised, code, place, code + "  " + window + "  " + what));
    }

    private static Instant instant(String time) {
        return Instant.parse("2026-11-27T" + time + "Z");
    }

    private Ledger ledger() {
        return Ledger.parse(ledger.stream()
                .map(line -> "2026-11-27T" + line.replaceFirst(" ", "Z "))
                .toList());
    }

    private void expectNone() {
        assertThat(objections()).isEmpty();
    }

    /** One objection each, in this order. */
    private void expect(String... parts) {
        assertThat(objections()).hasSize(parts.length);
        for (int i = 0; i < parts.length; i++) {
            assertThat(objections().get(i)).contains(parts[i]);
        }
    }

    private List<String> objections() {
        return AlertCompleteness.objections(YAML, ledger(), told, PATIENCE, instant("10:00:00"), Instant.MAX);
    }
}
