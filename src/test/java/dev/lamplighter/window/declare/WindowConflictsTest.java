package dev.lamplighter.window.declare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowConflictsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String HERE = "addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef0}]";
    private static final String THERE = "addresses: [{eip: eipalloc-0123456789abcdef0, eni: eni-0123456789abcdef1}]";
    private static final String FIRST = "instance: i-0123456789abcdef0";
    private static final String SECOND = "instance: i-0123456789abcdef1";

    private static ParsedWindowsFile parse(String... windows) {
        return ParsedWindowsFile.parse(
                "windows.yaml", "defaults: {zone: America/Chicago}\nwindows:\n" + String.join("", windows), NOW);
    }

    private static String window(String name, String when, String... rest) {
        return "  - name: " + name + "\n    when: {" + when + "}\n    " + String.join("\n    ", rest) + "\n";
    }

    private static String onlyLine(ParsedWindowsFile file) {
        return file.problems().stream()
                .map(Problem::line)
                .reduce((a, b) -> a + " AND " + b)
                .orElseThrow();
    }

    private static String onlyRemark(ParsedWindowsFile file) {
        assertThat(file.problems()).isEmpty();
        return file.remarks().stream()
                .map(Problem::line)
                .reduce((a, b) -> a + " AND " + b)
                .orElseThrow();
    }

    @Test
    void oneAddressAtTwoPlacesAtTheSameTimeCostsTheLaterWindowThatAddressAndNoWindow() {
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", FIRST, HERE),
                window("b", "days: SUN, opens: '11:30', closes: '15:00'", SECOND, THERE),
                window("c", "days: MON, opens: '11:30', closes: '15:00'", SECOND, THERE));

        assertThat(onlyLine(file))
                .isEqualTo("WINDOW-026  windows.yaml:10:17  address eipalloc-0123456789abcdef0: window a wants it on"
                        + " another interface at the same time, first at 2026-11-22T17:20:00Z, and keeps it then; fix:"
                        + " give each window its own address, or move one of them");
        assertThat(file.windows()).extracting(StreamingWindow::name).containsExactly("a", "b", "c");
    }

    @Test
    void aOneOffDoesWithoutTheAddressOfARegularWindowWhereverItStandsInTheFile() {
        String rehearsal = window("rehearsal", "from: 2026-12-27T07:00, to: 2026-12-27T10:00", SECOND, THERE);
        String sunday = window("sunday", "days: SUN, opens: '08:30', closes: '12:00'", FIRST, HERE);

        assertThat(onlyLine(parse(rehearsal, sunday))).contains("windows.yaml:6:17", "window sunday wants it");
        assertThat(onlyLine(parse(sunday, rehearsal))).contains("windows.yaml:10:17", "window sunday wants it");
    }

    @Test
    void aOneOffDoesWithoutTheVolumeOfARegularWindowWhereverItStandsInTheFile() {
        String volume = "volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]";
        ParsedWindowsFile file = parse(
                window("rehearsal", "from: 2026-12-27T07:00, to: 2026-12-27T10:00", SECOND, volume),
                window("sunday", "days: SUN, opens: '08:30', closes: '12:00'", FIRST, volume));

        assertThat(onlyLine(file))
                .isEqualTo("WINDOW-031  windows.yaml:6:24  volume vol-0123456789abcdef0: window sunday attaches it to"
                        + " another instance, where it stays, so rehearsal does without it; fix: give each its own"
                        + " volume");
        assertThat(file.windows()).hasSize(2);
    }

    private static String launch(String rest) {
        return "launch: [{slot: origin, image: ami-0123456789abcdef0, type: c7i.large, " + rest + "}]";
    }

    @Test
    void anAddressOfASlotThatAnotherWindowWantsAtTheSameTimeIsToldWhenTheFileIsRead() {
        String slot = launch("eip: eipalloc-0123456789abcdef0");
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", slot),
                window("b", "days: SUN, opens: '11:30', closes: '15:00'", slot),
                window("c", "days: WED, opens: '11:30', closes: '15:00'", slot));

        assertThat(onlyLine(file))
                .isEqualTo("WINDOW-026  windows.yaml:8:81  address eipalloc-0123456789abcdef0: window a wants it on"
                        + " another interface at the same time, first at 2026-11-22T17:20:00Z, and keeps it then; fix:"
                        + " give each window its own address, or move one of them");
        assertThat(file.windows()).hasSize(3);

        String told = onlyLine(parse(
                window("launched", "days: SUN, opens: '08:00', closes: '12:00'", slot),
                window("standing", "days: SUN, opens: '11:30', closes: '15:00'", FIRST, HERE)));
        assertThat(told).contains("WINDOW-026", "windows.yaml:9:17", "window launched wants it");
    }

    @Test
    void aVolumeOfSlotsIsSharedByWindowsThatAreNeverOpenTogether() {
        String slot = launch("volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]");
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", slot),
                window("b", "days: WED, opens: '08:00', closes: '12:00'", slot),
                window("c", "days: SUN, opens: '11:30', closes: '15:00'", slot));

        assertThat(onlyLine(file))
                .contains(
                        "WINDOW-031  windows.yaml:11:85  volume vol-0123456789abcdef0: window a attaches it to another"
                                + " instance at the same time, first at 2026-11-22T17:20:00Z");
        assertThat(onlyLine(parse(
                        window(
                                "standing",
                                "days: MON, opens: '08:00', closes: '12:00'",
                                FIRST,
                                "volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]"),
                        window("launched", "days: SUN, opens: '08:00', closes: '12:00'", slot))))
                .contains("window standing attaches it to another instance, where it stays");
    }

    @Test
    void anOverlapMonthsAheadIsFound() {
        ParsedWindowsFile file = parse(
                window("a", "cron: '0 8 1 * *', for: 4h", FIRST, HERE),
                window("b", "from: 2027-09-01T11:00, to: 2027-09-01T15:00", SECOND, THERE));

        assertThat(onlyLine(file)).contains("WINDOW-026", "first at 2027-09-01T15:50:00Z");
    }

    @Test
    void oneAddressAtTheSamePlaceOrAtOtherTimesIsFine() {
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", FIRST, HERE),
                window("b", "days: SUN, opens: '11:30', closes: '15:00'", FIRST, HERE),
                window("c", "days: SUN, opens: '15:10', closes: '16:00'", SECOND, THERE));

        assertThat(file.problems()).isEmpty();
    }

    @Test
    void aLeadThatBeginsBeforeThePreviousWindowHasEndedIsShortenedAndRemarked() {
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", FIRST),
                window("b", "days: SUN, opens: '12:05', closes: '15:00'", FIRST, "lead: 10m"),
                window("c", "days: SUN, opens: '12:05', closes: '15:00'", SECOND, "lead: 10m"));

        assertThat(onlyRemark(file))
                .isEqualTo("WINDOW-027  windows.yaml:9:11  lead 10m: it begins before the previous window on the same"
                        + " instance has ended, so it is shortened to 5 min before 2026-11-22T18:05:00Z; fix:"
                        + " nothing has to be done; a shorter lead says the same");
        assertThat(file.windows()).extracting(StreamingWindow::name).containsExactly("a", "b", "c");
    }

    @Test
    void aOneOffBeforeAServiceSetsNoSundayAside() {
        ParsedWindowsFile file = parse(
                window("rehearsal", "from: 2026-12-27T07:00, to: 2026-12-27T08:25", FIRST),
                window("sunday", "days: SUN, opens: '08:30', closes: '12:00'", FIRST));

        assertThat(onlyRemark(file)).contains("WINDOW-027  windows.yaml:6:5", "to 5 min before 2026-12-27T14:30:00Z");
        assertThat(file.windows()).extracting(StreamingWindow::name).containsExactly("rehearsal", "sunday");
    }

    @Test
    void aWindowCanBeItsOwnPreviousOne() {
        assertThat(onlyRemark(parse(window("a", "cron: '0 * * * *', for: 55m", FIRST))))
                .startsWith("WINDOW-027  windows.yaml:3:5  lead 10m: ");
    }

    @Test
    void adjacentAndOverlappingWindowsMayHaveAnyLead() {
        ParsedWindowsFile file = parse(
                window("a", "days: SUN, opens: '08:00', closes: '12:00'", FIRST),
                window("b", "days: SUN, opens: '12:00', closes: '15:00'", FIRST),
                window("c", "days: SUN, opens: '14:00', closes: '16:00'", FIRST),
                window("d", "days: SUN, opens: '16:10', closes: '17:00'", FIRST));

        assertThat(file.problems()).isEmpty();
        assertThat(file.remarks()).isEmpty();
    }

    @Test
    void aThousandWindowsAndOneOfEveryMinuteAreLookedThroughAtOnce() {
        StringBuilder text =
                new StringBuilder(window("often", "cron: '* * * * *', for: 10s", FIRST, "lead: 10s", HERE));
        for (int i = 0; i < 1000; i++) {
            text.append(window("w" + i, "days: SUN, opens: '08:00', closes: '12:00'", SECOND));
        }
        long begun = System.nanoTime();

        ParsedWindowsFile file = parse(text.toString());

        assertThat(file.windows()).hasSize(1001);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        assertThat(List.copyOf(file.problems())).isEmpty();
    }
}
