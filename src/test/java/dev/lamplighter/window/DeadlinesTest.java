package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ENI;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SECOND;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.window.ec2.AccountRegion;
import dev.lamplighter.window.ready.ReadyResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deadlines are the clock's: what is late is told at its minute, with its cause, whoever can't be asked. */
final class DeadlinesTest {
    /** Two minutes before the start. */
    private static final Instant READY_BY = Instant.parse("2026-11-22T14:28:00Z");
    /** Ten minutes after the end. */
    private static final Instant OFF_BY = Instant.parse("2026-11-23T01:10:00Z");

    private static final String FAR = """
          - name: far-away
            zone: America/Chicago
            when: {days: SUN, opens: "08:30", closes: "19:00"}
            region: eu-west-1
            instance: i-0123456789abcdef1
        """;

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

    private Optional<Alert> alert(String code) {
        return stage.alerts.raised("windows").stream()
                .filter(alert -> alert.code().equals(code))
                .findFirst();
    }

    private void assertTold(String code, Instant at, String... words) {
        assertThat(alert(code)).as(code).hasValueSatisfying(alert -> {
            assertThat(alert.since()).as(alert.text()).isEqualTo(at);
            assertThat(alert.text()).contains(words);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "UnauthorizedOperation", "AccessDenied", "ExpiredToken", "RequestLimitExceeded", "Odd"})
    void anEc2ThatCannotBeAskedFromBeforeTheLeadIsToldAtBothDeadlines(String code) {
        stage.ec2.before("DescribeInstances", any -> {
            throw code.isEmpty() ? SimulatedEc2.noAnswer() : SimulatedEc2.refusal(403, code);
        });

        stage.runThroughFailuresTo("2026-11-22T14:28:00Z");
        assertThat(alert("WINDOW-111")).isEmpty();
        stage.runThroughFailuresTo("2026-11-22T14:28:30Z");
        String why = code.equals("RequestLimitExceeded")
                ? "as often as its rate limit allows"
                : code; // it is asked no more for a while
        assertTold("WINDOW-111", READY_BY, "sunday-service", "EC2 can't be asked", why);

        stage.runThroughFailuresTo("2026-11-23T01:10:00Z");
        assertThat(alert("WINDOW-112")).isEmpty();
        stage.runThroughFailuresTo("2026-11-23T01:10:30Z");
        assertTold("WINDOW-112", OFF_BY, "sunday-service", ORIGIN, "EC2 can't be asked", why);

        stage.ec2.mend("DescribeInstances");
        stage.runTo("2026-11-23T01:12:00Z");
        assertThat(alert("WINDOW-109")).isEmpty();
        assertThat(alert("WINDOW-112")).isEmpty();
    }

    @Test
    void machinesThatAreOnWhenEc2FallsSilentOverTheEndAreToldAtTheGrace() {
        stage.runTo("2026-11-23T00:30:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });

        stage.runThroughFailuresTo("2026-11-23T04:00:00Z");

        assertTold("WINDOW-112", OFF_BY, "sunday-service", ORIGIN, "EC2 can't be asked");
    }

    @Test
    void aWindowThatIsNoLongerDeclaredIsToldAsNotOffToo() {
        stage.runTo("2026-11-23T00:30:00Z");
        stage.declare(FAR.replace("SUN", "WED"));
        stage.restart();
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });

        stage.runThroughFailuresTo("2026-11-23T02:00:00Z");

        assertTold("WINDOW-112", OFF_BY, "sunday-service", ORIGIN);
    }

    @Test
    void oneAccountThatCannotBeAskedIsToldForItsOwnWindowsAlone() {
        given(FAR, SUNDAY);
        SimulatedEc2 far = new SimulatedEc2(stage.clock).instance(SECOND, "eni-0123456789abcdef1");
        stage.elsewhere.put(new AccountRegion("eu-west-1", null, null), far);
        far.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "AccessDenied");
        });

        stage.runThroughFailuresTo("2026-11-22T15:00:00Z");

        assertTold("WINDOW-111", READY_BY, "far-away", "eu-west-1", "AccessDenied");
        assertThat(alert("WINDOW-109"))
                .hasValueSatisfying(alert -> assertThat(alert.text())
                        .contains("far-away (2026-11-22T14:30:00Z to 2026-11-23T01:00:00Z)")
                        .doesNotContain("sunday-service"));
        assertThat(stage.state("sunday-service")).isEqualTo("OPEN");
    }

    @ParameterizedTest
    @CsvSource({
        "'', WARN",
        "RequestLimitExceeded, WARN",
        "InternalError, WARN",
        "UnauthorizedOperation, ERROR",
        "AccessDenied, ERROR",
        "AuthFailure, ERROR",
        "ExpiredToken, ERROR",
        "RequestExpired, ERROR",
        "InvalidClientTokenId, ERROR",
        "SignatureDoesNotMatch, ERROR"
    })
    void aPermissionThatIsLackingIsAnErrorAndAnOutageAWarning(String code, AlertSeverity severity) {
        RuntimeException refusal = code.isEmpty() ? SimulatedEc2.noAnswer() : SimulatedEc2.refusal(403, code);
        stage.ec2.before("StartInstances", any -> {
            throw refusal;
        });
        stage.runTo("2026-11-22T14:21:00Z");
        assertThat(alert("WINDOW-108"))
                .hasValueSatisfying(alert -> assertThat(alert.severity()).isEqualTo(severity));

        stage.ec2.before("DescribeInstances", any -> {
            throw refusal;
        });
        stage.runThroughFailuresTo("2026-11-22T14:23:00Z");
        assertThat(alert("WINDOW-109")).hasValueSatisfying(alert -> {
            assertThat(alert.severity()).isEqualTo(severity);
            assertThat(alert.text()).contains("sunday-service (2026-11-22T14:30:00Z to 2026-11-23T01:00:00Z)");
        });
    }

    @Test
    void anOutageThatTurnsOutToBeAPermissionIsToldAnew() {
        stage.runTo("2026-11-22T14:20:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-22T14:22:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });
        stage.runThroughFailuresTo("2026-11-22T14:23:00Z");

        assertThat(alert("WINDOW-109"))
                .hasValueSatisfying(alert -> assertThat(alert.severity()).isEqualTo(AlertSeverity.ERROR));
        assertThat(stage.alerts.pending())
                .extracting(notice -> notice.state() + " " + notice.alert().severity())
                .containsExactly("RAISED WARN", "CLEARED WARN", "RAISED ERROR");
    }

    @Test
    void whatIsNotReadySaysWhichInstanceAndWhy() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });

        stage.runTo("2026-11-22T14:28:00Z");

        assertTold(
                "WINDOW-111",
                READY_BY,
                "instance " + ORIGIN + " is stopped",
                "InsufficientInstanceCapacity",
                "address " + EIP);
    }

    @Test
    void whatIsNotReadySaysWhichAddressAndWhy() {
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);

        stage.runTo("2026-11-22T14:28:00Z");

        assertTold("WINDOW-111", READY_BY, "address " + EIP, ENI, "eni-0123456789abcdef1");
        assertThat(alert("WINDOW-111").orElseThrow().text()).doesNotContain("instance " + ORIGIN);
    }

    @Test
    void addressesThatMayNotBeSeenAreToldWithTheirWindow() {
        stage.ec2.before("DescribeAddresses", any -> {
            throw SimulatedEc2.refusal(403, "UnauthorizedOperation");
        });

        stage.runTo("2026-11-22T14:28:00Z");

        assertTold("WINDOW-111", READY_BY, "address " + EIP, "can't be seen");
        assertThat(alert("WINDOW-109"))
                .hasValueSatisfying(alert ->
                        assertThat(alert.text()).contains("addresses", "sunday-service", "UnauthorizedOperation"));
    }

    @Test
    void whatIsNotReadySaysWhichVolumeAndWhy() {
        given(SUNDAY + "    volumes: [{volume: vol-0123456789abcdef0, device: /dev/sdf}]\n");
        stage.ec2.volume("vol-0123456789abcdef0").attach("vol-0123456789abcdef0", SECOND, "/dev/sdf");

        stage.runTo("2026-11-22T14:28:00Z");

        assertTold("WINDOW-111", READY_BY, "volume vol-0123456789abcdef0", "attached to " + SECOND);
    }

    @Test
    void whatIsNotReadySaysWhichPageAndWhy() {
        given(SUNDAY + "    ready: {http: \"http://198.51.100.7:1935/\", contains: Wowza}\n");
        stage.answer = new ReadyResult(false, "it answers 503");

        stage.runTo("2026-11-22T14:28:00Z");

        assertTold("WINDOW-111", READY_BY, "page http://198.51.100.7:1935/", "it answers 503");
    }

    @Test
    void anotherCauseIsInTheAlertButNobodyIsToldAnew() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:29:00Z");
        stage.ec2.mend("StartInstances");
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);
        stage.runTo("2026-11-22T14:40:00Z");

        assertTold("WINDOW-111", READY_BY, "address " + EIP);
        assertThat(alert("WINDOW-111").orElseThrow().text()).doesNotContain("InsufficientInstanceCapacity");
        List<String> codes = stage.alerts.pending().stream()
                .map(notice -> notice.state() + " " + notice.alert().code())
                .toList();
        assertThat(codes).containsOnlyOnce("RAISED WINDOW-111").doesNotContain("CLEARED WINDOW-111");
    }

    @Test
    void twoOccurrencesOfOneWindowThatAreLateAreEachToldOnce() {
        given(SUNDAY.replace("SUN", "MON-SUN"));
        stage.runTo("2026-11-23T00:30:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-23T20:00:00Z");
        stage.restart();
        stage.runThroughFailuresTo("2026-11-25T03:00:00Z");
        stage.ec2.mend("DescribeInstances");
        stage.runTo("2026-11-25T03:02:00Z");

        List<String> told = stage.alerts.pending().stream()
                .filter(notice -> !notice.alert().code().equals("WINDOW-109"))
                .map(notice -> notice.state() + " " + notice.alert().code() + " "
                        + notice.alert().place().resource())
                .toList();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "RAISED WINDOW-112 sunday-service",
                        "CLEARED WINDOW-112 sunday-service",
                        "RAISED WINDOW-111 sunday-service of 2026-11-23T14:30:00Z",
                        "CLEARED WINDOW-111 sunday-service of 2026-11-23T14:30:00Z",
                        "RAISED WINDOW-165 sunday-service 2026-11-23T14:30:00Z",
                        "RAISED WINDOW-112 sunday-service of 2026-11-23T14:30:00Z",
                        "CLEARED WINDOW-112 sunday-service of 2026-11-23T14:30:00Z",
                        "RAISED WINDOW-111 sunday-service of 2026-11-24T14:30:00Z",
                        "CLEARED WINDOW-111 sunday-service of 2026-11-24T14:30:00Z",
                        "RAISED WINDOW-165 sunday-service 2026-11-24T14:30:00Z",
                        "RAISED WINDOW-112 sunday-service of 2026-11-24T14:30:00Z",
                        "CLEARED WINDOW-112 sunday-service of 2026-11-24T14:30:00Z");
    }
}
