package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Windows that get in each other's way: a one-off never costs a regular window anything. */
final class ConflictingWindowsTest {
    private static final String THERE = "addresses: [{eip: " + EIP + ", eni: eni-0123456789abcdef1}]";
    private static final String VOLUME = "vol-0123456789abcdef0";

    private Stage stage = new Stage(SUNDAY);

    @AfterEach
    void close() {
        stage.close();
    }

    private Stage given(String... declared) {
        stage.close();
        stage = new Stage(declared);
        return stage;
    }

    /** Local time of Chicago, six hours behind. */
    private static String rehearsal(String from, String to, String... rest) {
        return "  - name: rehearsal\n    zone: America/Chicago\n    when: {from: 2026-11-22T" + from
                + ", to: 2026-11-22T" + to + "}\n    " + String.join("\n    ", rest) + "\n";
    }

    @Test
    void aRehearsalFiveMinutesBeforeTheServiceShortensItsLeadAndNothingIsStoppedBetween() {
        given(rehearsal("08:05", "08:25", "instance: " + ORIGIN), SUNDAY);

        stage.runTo("2026-11-22T14:24:30Z");
        assertThat(opened("2026-11-22T14:30:00Z")).isFalse();

        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(opened("2026-11-22T14:30:00Z")).isTrue();
        stage.runTo("2026-11-22T15:00:00Z");
        assertThat(stage.mutations()).containsExactly("START " + ORIGIN, "ASSOCIATE " + EIP + " " + ENI);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @Test
    void aRehearsalThatAnOperatorClosesEarlyGivesTheServiceItsLeadBack() {
        given(rehearsal("08:05", "08:25", "instance: " + ORIGIN), SUNDAY);
        stage.runTo("2026-11-22T14:18:00Z");

        stage.operations.close("rehearsal", "anna", "all said", false);
        stage.runTo("2026-11-22T14:20:00Z");

        assertThat(opened("2026-11-22T14:30:00Z")).isTrue();
    }

    @Test
    void aRehearsalDoesWithoutTheAddressThatTheServiceWillWantAndIsToldSo() {
        given(rehearsal("08:15", "09:00", "instance: " + SECOND, THERE), SUNDAY);

        stage.runTo("2026-11-22T14:19:30Z");
        assertThat(stage.mutations()).containsExactly("START " + SECOND);
        assertThat(told("WINDOW-026  " + EIP)).contains("window sunday-service wants it on another interface");

        stage.runTo("2026-11-22T14:45:00Z");
        assertThat(stage.ec2.holder(EIP)).contains(ENI);
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
        assertThat(stage.state("rehearsal")).isEqualTo("DEGRADED");
    }

    @Test
    void aRehearsalHasTheAddressWhereTheServiceIsFarAway() {
        given(rehearsal("08:10", "08:15", "instance: " + SECOND, THERE), SUNDAY);

        stage.runTo("2026-11-22T14:13:00Z");

        assertThat(stage.ec2.holder(EIP)).contains("eni-0123456789abcdef1");
        assertThat(stage.state("rehearsal")).isEqualTo("OPEN");
    }

    @Test
    void aRehearsalNeverAttachesTheVolumeOfTheService() {
        String volume = "volumes: [{volume: " + VOLUME + ", device: /dev/sdf}]";
        given(rehearsal("08:10", "08:15", "instance: " + SECOND, volume), SUNDAY + "    " + volume + "\n");
        stage.ec2.volume(VOLUME);

        stage.runTo("2026-11-22T14:13:00Z");
        assertThat(stage.ec2.attachedTo(VOLUME)).isEmpty();
        assertThat(told("WINDOW-031  " + VOLUME)).contains("window sunday-service attaches it to another instance");

        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(stage.ec2.attachedTo(VOLUME)).contains(ORIGIN);
    }

    /** The alert that begins so. */
    private String told(String code) {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.place().subject().equals("rehearsal"))
                .map(Alert::text)
                .filter(text -> text.startsWith(code))
                .findFirst()
                .orElse("nothing");
    }

    private boolean opened(String start) {
        return new WindowJournal(stage.dataSource())
                .find("sunday-service", Instant.parse(start))
                .isPresent();
    }
}
