package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;

/** Which state allows what, and what time does. */
final class InstanceStatesTest {
    private final Ec2OverHttp aws = new Ec2OverHttp();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void anInstanceRunsWhenItsPendingTimeIsOverAndNotBefore() {
        String id = aws.launch(1).get(0);

        aws.time.pass(Duration.ofMillis(3499));
        assertThat(aws.describe(id).state().code()).isZero();
        assertThat(aws.state(id)).isEqualTo("pending");

        aws.time.pass(Duration.ofMillis(1));
        assertThat(aws.describe(id).state().code()).isEqualTo(16);
        assertThat(aws.state(id)).isEqualTo("running");
    }

    @Test
    void aStopGoesThroughStoppingAndTellsItsReason() {
        String id = aws.running();

        InstanceStateChange change = aws.ec2
                .stopInstances(r -> r.instanceIds(id))
                .stoppingInstances()
                .get(0);
        assertThat(change.previousState().nameAsString()).isEqualTo("running");
        assertThat(change.currentState().nameAsString()).isEqualTo("stopping");

        aws.time.pass(Duration.ofSeconds(3));
        Instance stopped = aws.describe(id);
        assertThat(stopped.state().code()).isEqualTo(80);
        assertThat(stopped.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
        assertThat(stopped.stateTransitionReason()).isEqualTo("User initiated (2026-11-22 06:00:04 GMT)");
    }

    @Test
    void aStartClearsTheReasonAndSetsTheLaunchTime() {
        String id = aws.running();
        stop(id);

        aws.ec2.startInstances(r -> r.instanceIds(id));
        assertThat(aws.state(id)).isEqualTo("pending");
        aws.time.pass(Duration.ofSeconds(4));

        Instance running = aws.describe(id);
        assertThat(running.state().nameAsString()).isEqualTo("running");
        assertThat(running.stateReason()).isNull();
        assertThat(running.stateTransitionReason()).isEmpty();
        assertThat(running.launchTime()).isEqualTo(Instant.parse("2026-11-22T06:00:07Z"));
    }

    @Test
    void startingWhatRunsAndStoppingWhatIsStoppedChangesNothing() {
        String id = aws.running();

        InstanceStateChange started = aws.ec2
                .startInstances(r -> r.instanceIds(id))
                .startingInstances()
                .get(0);
        assertThat(started.currentState()).isEqualTo(started.previousState());
        assertThat(started.currentState().nameAsString()).isEqualTo("running");

        stop(id);
        InstanceStateChange stopped = aws.ec2
                .stopInstances(r -> r.instanceIds(id))
                .stoppingInstances()
                .get(0);
        assertThat(stopped.currentState()).isEqualTo(stopped.previousState());
        assertThat(stopped.currentState().nameAsString()).isEqualTo("stopped");
    }

    @Test
    void aStartIsRefusedWhileStoppingAndAfterTermination() {
        String id = aws.running();
        aws.ec2.stopInstances(r -> r.instanceIds(id));
        refused("IncorrectInstanceState", () -> aws.ec2.startInstances(r -> r.instanceIds(id)));

        aws.ec2.terminateInstances(r -> r.instanceIds(id));
        refused("IncorrectInstanceState", () -> aws.ec2.startInstances(r -> r.instanceIds(id)));
        aws.time.pass(Duration.ofSeconds(3));
        refused("IncorrectInstanceState", () -> aws.ec2.startInstances(r -> r.instanceIds(id)));
        refused("IncorrectInstanceState", () -> aws.ec2.stopInstances(r -> r.instanceIds(id)));
        refused("IncorrectInstanceState", () -> aws.ec2.rebootInstances(r -> r.instanceIds(id)));
    }

    @Test
    void anInstanceThatNeverRanCannotBeStoppedButOneThatStartsAgainCan() {
        String id = aws.launch(1).get(0);
        assertThat(refused("IncorrectInstanceState", () -> aws.ec2.stopInstances(r -> r.instanceIds(id))))
                .contains("has never reached the 'running' state");

        aws.time.pass(Duration.ofSeconds(4));
        stop(id);
        aws.ec2.startInstances(r -> r.instanceIds(id));
        assertThat(aws.state(id)).isEqualTo("pending");
        aws.ec2.stopInstances(r -> r.instanceIds(id));
        assertThat(aws.state(id)).isEqualTo("stopping");
    }

    @Test
    void aCallWithOneWrongIdChangesNothing() {
        String good = aws.running();
        String terminated = aws.running();
        aws.ec2.terminateInstances(r -> r.instanceIds(terminated));

        refused("IncorrectInstanceState", () -> aws.ec2.stopInstances(r -> r.instanceIds(good, terminated)));
        assertThat(refused(
                        "InvalidInstanceID.NotFound",
                        () -> aws.ec2.stopInstances(r -> r.instanceIds(good, "i-0123456789abcdef0"))))
                .isEqualTo("The instance ID 'i-0123456789abcdef0' does not exist");
        refused("InvalidInstanceID.Malformed", () -> aws.ec2.stopInstances(r -> r.instanceIds(good, "media-server")));
        assertThat(aws.state(good)).isEqualTo("running");
    }

    @Test
    void aTerminatedInstanceLosesItsAddressAndLaterVanishes() {
        String id = aws.running();
        assertThat(aws.describe(id).publicIpAddress()).startsWith("203.0.113.");

        aws.ec2.terminateInstances(r -> r.instanceIds(id));
        assertThat(aws.state(id)).isEqualTo("shutting-down");
        aws.time.pass(Duration.ofMillis(2500));
        assertThat(aws.state(id)).isEqualTo("terminated");
        assertThat(aws.describe(id).privateIpAddress()).isNull();
        assertThat(aws.ec2.describeVolumes().volumes()).isEmpty();

        aws.time.pass(Duration.ofMinutes(2));
        refused("InvalidInstanceID.NotFound", () -> aws.describe(id));
    }

    @Test
    void aStartMayEndInStoppedWithTheReason() {
        String id = aws.running();
        stop(id);
        aws.standIn.controls().failNextStart(id, "Server.InsufficientInstanceCapacity", "no capacity");

        aws.ec2.startInstances(r -> r.instanceIds(id));
        assertThat(aws.state(id)).isEqualTo("pending");
        aws.time.pass(Duration.ofSeconds(4));
        assertThat(aws.state(id)).isEqualTo("stopped");
        assertThat(aws.describe(id).stateReason().code()).isEqualTo("Server.InsufficientInstanceCapacity");

        aws.ec2.startInstances(r -> r.instanceIds(id));
        aws.time.pass(Duration.ofSeconds(4));
        assertThat(aws.state(id)).isEqualTo("running");
    }

    @Test
    void statusChecksInitializeThenPassFailAndPassAgain() {
        String id = aws.running();
        assertThat(check(id)).isEqualTo("initializing initializing");
        aws.time.pass(Duration.ofMillis(5500));
        assertThat(check(id)).isEqualTo("ok passed");

        Instant failed = aws.time.instant();
        aws.standIn.controls().failStatusCheck(id);
        assertThat(check(id)).isEqualTo("impaired failed");
        assertThat(status(id).systemStatus().statusAsString()).isEqualTo("ok");
        assertThat(status(id).instanceStatus().details().get(0).impairedSince()).isEqualTo(failed);
        aws.standIn.controls().repairStatusCheck(id);
        assertThat(check(id)).isEqualTo("ok passed");
    }

    @Test
    void statusesAreOfRunningInstancesUnlessAllAreAskedFor() {
        String running = aws.running();
        String stopped = aws.running();
        stop(stopped);

        assertThat(aws.ec2.describeInstanceStatus().instanceStatuses())
                .extracting(InstanceStatus::instanceId)
                .containsExactly(running);
        assertThat(aws.ec2
                        .describeInstanceStatus(r -> r.includeAllInstances(true))
                        .instanceStatuses())
                .extracting(InstanceStatus::instanceId, s -> s.instanceStatus().statusAsString())
                .containsExactlyInAnyOrder(tuple(running, "ok"), tuple(stopped, "not-applicable"));
    }

    @Test
    void anInstanceThatShutsItselfDownSaysSo() {
        String id = aws.running();
        aws.standIn.controls().shutDownFromInside(id);
        aws.time.pass(Duration.ofSeconds(3));

        assertThat(aws.state(id)).isEqualTo("stopped");
        assertThat(aws.describe(id).stateReason().code()).isEqualTo("Client.InstanceInitiatedShutdown");
    }

    private void stop(String id) {
        aws.ec2.stopInstances(r -> r.instanceIds(id));
        aws.time.pass(Duration.ofSeconds(3));
    }

    private InstanceStatus status(String id) {
        return aws.ec2
                .describeInstanceStatus(r -> r.instanceIds(id))
                .instanceStatuses()
                .get(0);
    }

    private String check(String id) {
        InstanceStatus status = status(id);
        return status.instanceStatus().statusAsString() + " "
                + status.instanceStatus().details().get(0).statusAsString();
    }
}
