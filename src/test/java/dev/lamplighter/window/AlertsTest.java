package dev.lamplighter.window;

import static dev.lamplighter.window.Stage.EIP;
import static dev.lamplighter.window.Stage.ORIGIN;
import static dev.lamplighter.window.Stage.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertStateChange;
import dev.lamplighter.base.alert.SetAsideItemAlerts;
import dev.lamplighter.base.code.WindowProblemCode;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.management.MBeanServer;
import javax.management.Notification;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a person is told of the windows: once when it begins, once when it is over. */
final class AlertsTest {
    private final Stage stage = new Stage(SUNDAY);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        stage.close();
    }

    /** Passes on what is pending, as the route does. */
    private List<String> told() {
        for (AlertStateChange notice : stage.alerts.pending()) {
            told.add(notice.state() + " " + notice.alert().code() + " "
                    + notice.alert().place().resource());
            stage.alerts.sent(notice);
        }
        return told;
    }

    @Test
    void aHeldAddressIsToldOnceAndItsEndOnceWhateverIsRestartedBetween() {
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);
        stage.runTo("2026-11-22T14:23:00Z");
        stage.restart();
        stage.runTo("2026-11-22T14:25:00Z");
        assertThat(told()).containsExactly("RAISED WINDOW-105 " + EIP);
        stage.restart();
        stage.runTo("2026-11-22T14:26:00Z");
        stage.ec2.hold(EIP, null, null);
        stage.runTo("2026-11-22T14:27:00Z");
        stage.restart();
        stage.runTo("2026-11-22T14:31:00Z");

        assertThat(told()).containsExactly("RAISED WINDOW-105 " + EIP, "CLEARED WINDOW-105 " + EIP);
    }

    @Test
    void whatIsSetAsideStaysTheSameAlertWhateverTheWindowsDoAndIsOneLineInTheStatus() {
        Problem typo = new Problem(
                WindowProblemCode.NO_INSTANCE, "windows.yaml:4:11", "zone Europe/Berlim", "unknown", "correct it");
        stage.setAside.add(SetAside.WINDOWS, typo);
        new SetAsideItemAlerts(stage.setAside, stage.alerts).tell();

        stage.runTo("2026-11-23T02:00:00Z");
        stage.restart();
        stage.runTo("2026-11-23T02:05:00Z");

        assertThat(told()).containsExactly("RAISED WINDOW-010 windows.yaml: zone Europe/Berlim");
        assertThat(stage.operations.status())
                .filteredOn(line -> line.contains("WINDOW-010"))
                .containsExactly("set aside: " + typo.line());
    }

    @Test
    void lateIsToldAndOverWhenItIsReady() {
        stage.ec2.before("StartInstances", id -> {
            throw SimulatedEc2.refusal(500, "InsufficientInstanceCapacity");
        });
        stage.runTo("2026-11-22T14:29:00Z");
        stage.ec2.mend("StartInstances");
        stage.runTo("2026-11-22T14:35:00Z");

        assertThat(told())
                .contains(
                        "RAISED WINDOW-108 " + ORIGIN,
                        "RAISED WINDOW-111 sunday-service",
                        "CLEARED WINDOW-108 " + ORIGIN,
                        "CLEARED WINDOW-111 sunday-service")
                .doesNotHaveDuplicates();
        assertThat(stage.operations.getAlerts()).isEmpty();
    }

    @Test
    void aPersonsStopAndAnOverrunAreToldAndEndWithTheWindow() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.machine(ORIGIN).stop(stage.clock.instant(), "Client.UserInitiatedShutdown");
        stage.runTo("2026-11-22T16:00:00Z");
        assertThat(told()).containsExactly("RAISED WINDOW-103 " + ORIGIN);
        assertThat(stage.alerts.raised("windows"))
                .extracting(Alert::text)
                .singleElement()
                .asString()
                .startsWith("WINDOW-103  " + ORIGIN)
                .endsWith(" (window sunday-service)");
        stage.restart();
        stage.runTo("2026-11-22T16:30:00Z");
        assertThat(told()).containsExactly("RAISED WINDOW-103 " + ORIGIN);

        stage.runTo("2026-11-23T02:00:00Z");
        assertThat(told()).containsExactly("RAISED WINDOW-103 " + ORIGIN, "CLEARED WINDOW-103 " + ORIGIN);
    }

    @Test
    void anUnreachableEc2IsToldOnceAndWhenItAnswersAgain() {
        stage.runTo("2026-11-22T15:00:00Z");
        stage.ec2.before("DescribeInstances", any -> {
            throw SimulatedEc2.noAnswer();
        });
        stage.runThroughFailuresTo("2026-11-22T15:10:00Z");
        stage.ec2.mend("DescribeInstances");
        stage.runTo("2026-11-22T15:11:00Z");

        assertThat(told()).containsExactly("RAISED WINDOW-109 instances", "CLEARED WINDOW-109 instances");
    }

    @Test
    void whatCouldNotBePassedOnComesAgainLaterAndLater() {
        stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);
        stage.runTo("2026-11-22T14:21:00Z");

        assertThat(stage.alerts.pending()).hasSize(1);
        assertThat(stage.alerts.pending()).isEmpty();
        stage.clock.pass(Duration.ofSeconds(10));
        assertThat(stage.alerts.pending()).hasSize(1);
        stage.clock.pass(Duration.ofSeconds(10));
        assertThat(stage.alerts.pending()).isEmpty();
        stage.clock.pass(Duration.ofSeconds(10));
        AlertStateChange notice = stage.alerts.pending().get(0);
        stage.alerts.sent(notice);
        stage.clock.pass(Duration.ofHours(1));
        assertThat(stage.alerts.pending()).isEmpty();
    }

    @Test
    void jmxNotifiesOfBoth() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.lamplighter.test:type=Windows");
        List<Notification> heard = new ArrayList<>();
        server.registerMBean(stage.operations, name);
        try {
            server.addNotificationListener(name, (notification, handback) -> heard.add(notification), null, null);
            stage.ec2.hold(EIP, "eni-0123456789abcdef1", null);
            stage.runTo("2026-11-22T14:22:00Z");
            stage.ec2.hold(EIP, null, null);
            stage.runTo("2026-11-22T14:24:00Z");
        } finally {
            server.unregisterMBean(name);
        }

        assertThat(heard)
                .extracting(Notification::getType)
                .containsExactly("dev.lamplighter.alert.raised", "dev.lamplighter.alert.cleared");
        assertThat(heard.get(0).getMessage()).startsWith("WINDOW-105  " + EIP);
        assertThat(heard.get(0).getUserData())
                .isInstanceOfSatisfying(
                        Map.class,
                        fields -> assertThat(fields.get("AlertSubject")).isEqualTo("sunday-service"));
    }
}
