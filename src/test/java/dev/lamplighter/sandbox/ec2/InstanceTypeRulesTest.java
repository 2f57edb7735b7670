package dev.lamplighter.sandbox.ec2;

import static dev.lamplighter.sandbox.ec2.Ec2OverHttp.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** ModifyInstanceAttribute and capacity, over HTTP. */
final class InstanceTypeRulesTest {
    private final Ec2OverHttp at = new Ec2OverHttp();
    private final String id = at.running();

    @AfterEach
    void close() {
        at.close();
    }

    @Test
    void aStoppedInstanceTakesAnotherType() {
        stop();

        change("c6i.large");

        assertThat(at.describe(id).instanceTypeAsString()).isEqualTo("c6i.large");
    }

    @Test
    void aRunningOneKeepsIts() {
        assertThat(refused("IncorrectInstanceState", () -> change("c6i.large"))).contains("'stopped'");
        assertThat(at.describe(id).instanceTypeAsString()).isEqualTo("t3.micro");
    }

    @Test
    void whatIsNoTypeOrNoInstanceIsRefused() {
        stop();
        assertThat(refused("InvalidInstanceAttributeValue", () -> change("c99.huge")))
                .contains("c99.huge");
        refused(
                "InvalidInstanceID.NotFound",
                () -> at.ec2.modifyInstanceAttribute(
                        r -> r.instanceId("i-0000000000000000f").instanceType(v -> v.value("c6i.large"))));
    }

    @Test
    void anExhaustedTypeCantBeStartedAndAnotherCan() {
        stop();
        at.standIn.controls().exhaust("t3.micro");
        assertThat(refused("InsufficientInstanceCapacity", () -> at.ec2.startInstances(r -> r.instanceIds(id))))
                .contains("t3.micro");

        change("c6i.large");
        at.ec2.startInstances(r -> r.instanceIds(id));
        assertThat(at.state(id)).isEqualTo("pending");

        stop();
        change("t3.micro");
        at.standIn.controls().replenish("t3.micro");
        at.ec2.startInstances(r -> r.instanceIds(id));
    }

    private void stop() {
        at.time.pass(Duration.ofSeconds(10));
        at.ec2.stopInstances(r -> r.instanceIds(id));
        at.time.pass(Duration.ofSeconds(30));
    }

    private void change(String type) {
        at.ec2.modifyInstanceAttribute(r -> r.instanceId(id).instanceType(v -> v.value(type)));
    }
}
