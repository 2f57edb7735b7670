package dev.lamplighter.window.simulation;

import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.Ec2Timing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;

/** An account with servers to stream from and a machine that is nobody's business. */
final class SimulatedAccount {
    final Ec2StandIn ec2;
    final List<Server> servers;
    private final Server bystander;

    /** An instance, its primary interface and an Elastic IP meant for it. */
    record Server(String instance, String networkInterface, String address) {}

    SimulatedAccount(SimulatedClock time, Random random, int servers) {
        Duration never = Duration.ofDays(400);
        ec2 = new Ec2StandIn(
                time,
                new Ec2Timing(
                        Duration.ofSeconds(10 + random.nextInt(50)),
                        Duration.ofSeconds(20 + random.nextInt(160)),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(2),
                        never));
        ec2.controls().raiseAddressQuota(servers + 1);
        this.servers = IntStream.range(0, servers).mapToObj(i -> launch()).toList();
        this.bystander = launch();
        time.passTo(time.instant().plus(Duration.ofMinutes(5)));
        ec2.stopInstances(request ->
                request.instanceIds(this.servers.stream().map(Server::instance).toList()));
        time.passTo(time.instant().plus(Duration.ofMinutes(5)));
    }

    private Server launch() {
        Instance launched = ec2.runInstances(request -> request.imageId("ami-0a1b2c3d4e5f60001")
                        .instanceType(InstanceType.C5_2_XLARGE)
                        .minCount(1)
                        .maxCount(1))
                .instances()
                .get(0);
        return new Server(
                launched.instanceId(),
                launched.networkInterfaces().get(0).networkInterfaceId(),
                ec2.allocateAddress().allocationId());
    }

    /** What is true, whatever the service is told. */
    Map<String, InstanceStateName> states() {
        return ec2.controls().states();
    }

    InstanceStateName state(String instance) {
        return Objects.requireNonNull(states().get(instance));
    }

    Instance describe(String instance) {
        return ec2.describeInstances(request -> request.instanceIds(instance))
                .reservations()
                .get(0)
                .instances()
                .get(0);
    }

    /** The interface of each associated address. */
    Map<String, String> associations() {
        Map<String, String> found = new TreeMap<>();
        ec2.describeAddresses().addresses().forEach(address -> {
            if (address.networkInterfaceId() != null) {
                found.put(address.allocationId(), address.networkInterfaceId());
            }
        });
        return found;
    }

    static boolean isOn(InstanceStateName state) {
        return state == InstanceStateName.RUNNING || state == InstanceStateName.PENDING;
    }

    /** Somebody else takes an address for the bystander. */
    void take(String address) {
        ec2.associateAddress(request -> request.allocationId(address)
                .networkInterfaceId(bystander.networkInterface())
                .allowReassociation(true));
    }

    /** Somebody else gives an address back, if it still has it. */
    void giveBack(String address) {
        ec2.describeAddresses(request -> request.allocationIds(address)).addresses().stream()
                .filter(held -> bystander.networkInterface().equals(held.networkInterfaceId()))
                .forEach(held -> ec2.disassociateAddress(request -> request.associationId(held.associationId())));
    }

    void befall(Happening happening) {
        String id = happening.instance();
        boolean on = isOn(state(id));
        switch (happening.what()) {
            case NEXT_START_FALLS_BACK ->
                ec2.controls().failNextStart(id, "Client.InternalError", "Client error on launch");
            case SHUTS_DOWN -> {
                if (on) {
                    ec2.controls().shutDownFromInside(id);
                }
            }
            case STOPPED_BY_A_PERSON -> {
                if (on) {
                    ec2.stopInstances(request -> request.instanceIds(id));
                }
            }
            case STARTED_BY_A_PERSON -> {
                if (state(id) == InstanceStateName.STOPPED) {
                    ec2.startInstances(request -> request.instanceIds(id));
                }
            }
        }
    }
}
