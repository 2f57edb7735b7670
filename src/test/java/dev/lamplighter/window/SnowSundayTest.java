package dev.lamplighter.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.window.journal.StateInterval;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Sunday that the original set-up met with by hand: a third repeater at the music before the service, a fourth ten minutes and
 * a fifth fifteen minutes later, so that nobody was turned away.
 */
final class SnowSundayTest {
    private static final SnowSunday SUNDAY = new SnowSunday();

    @BeforeAll
    static void theDay() {
        SUNDAY.runTo("19:20");
    }

    @AfterAll
    static void over() {
        SUNDAY.close();
    }

    @Test
    void theThirdComesAtTheMusicTheFourthTenAndTheFifthFifteenMinutesLater() {
        assertThat(SUNDAY.minutes)
                .filteredOn(minute -> minute.event().startsWith("scaled out"))
                .extracting(minute -> minute.time() + " " + minute.event())
                .containsExactly(
                        "10:15 scaled out to repeater-3",
                        "10:25 scaled out to repeater-4",
                        "10:30 scaled out to repeater-5");
        assertThat(SUNDAY.stage.ec2.launches.ids).as("with the origin").hasSize(6);
    }

    @Test
    void fromThirtyStreamsToElevenHundredNobodyIsTurnedAway() {
        assertThat(SUNDAY.between("09:58", "09:58").get(0).streams()).isEqualTo(30);
        SnowSunday.Minute full = SUNDAY.between("10:40", "10:40").get(0);
        assertThat(full.streams()).isEqualTo(1100);
        assertThat(full.megabits()).isBetween(600L, 700L);
        assertThat(SUNDAY.turnedAway()).isZero();
        assertThat(SUNDAY.minutes)
                .allMatch(minute ->
                        minute.repeaters().isEmpty() || Collections.max(minute.repeaters()) <= SnowSunday.FULL);
    }

    @Test
    void theLoadOfARepeaterIsThatOfASmallInstance() {
        assertThat(SnowSunday.cpu(260)).isEqualTo(75);
        assertThat(SnowSunday.cpu(300)).isEqualTo(100);
        assertThat(SnowSunday.FULL * 0.6).as("Mbit/s").isEqualTo(180);
    }

    @Test
    void afterwardsTheNewestGoFirstOneAtATimeDrainedAndNeverBelowTheMinimum() {
        assertThat(SUNDAY.minutes)
                .filteredOn(minute -> minute.event().startsWith("scaled in"))
                .extracting(SnowSunday.Minute::time)
                .containsExactly("12:05", "12:21", "12:37");
        List<String> ids = SUNDAY.stage.ec2.launches.ids;
        assertThat(SUNDAY.stage.mutations())
                .filteredOn(call -> call.startsWith("DRAIN") || call.startsWith("TERMINATE"))
                .containsExactly(
                        "DRAIN " + ids.get(5),
                        "TERMINATE " + ids.get(5),
                        "DRAIN " + ids.get(4),
                        "TERMINATE " + ids.get(4),
                        "DRAIN " + ids.get(3),
                        "TERMINATE " + ids.get(3),
                        "TERMINATE " + ids.get(0),
                        "TERMINATE " + ids.get(1),
                        "TERMINATE " + ids.get(2));
        assertThat(SUNDAY.between("09:00", "18:59"))
                .allMatch(minute -> minute.repeaters().size() >= 2);
        assertThat(ids).allMatch(id -> SUNDAY.stage.ec2.state(id).equals("terminated"));
    }

    @Test
    void theWindowStaysReadyMeanwhile() {
        assertThat(SUNDAY.stage
                        .journal
                        .spans()
                        .overlapping(SUNDAY.stage.clock.instant().minusSeconds(86_400), SUNDAY.stage.clock.instant()))
                .filteredOn(span -> span.what().equals(StateInterval.READY))
                .hasSize(1);
    }

    @Test
    void theTableAndTheChartOfTheDocumentAreOfThisRun() throws IOException {
        assertThat(Files.readString(Path.of("docs/how-to/launch-servers.md"))).contains(SUNDAY.table("09:58", "10:40"));
        assertThat(Files.readString(SnowSundayChart.FILE))
                .isEqualTo(new SnowSundayChart(SUNDAY.between("09:58", "10:40")).svg());
    }
}
