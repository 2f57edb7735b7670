package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.aws.Call;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.AssociateAddressRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;

/** Follows the sandbox's window through one occurrence, by the calls that reached EC2. */
final class WindowEndToEndCheck {
    private static final Set<String> READING =
            Set.of("DescribeInstances", "DescribeAddresses", "DescribeInstanceStatus");

    private final StandIns standIns;

    WindowEndToEndCheck(StandIns standIns) {
        this.standIns = standIns;
    }

    EndToEndResult watch(Patience patience) throws Exception {
        List<Call> calls = patience.until(this::mutating, seen -> isWhole(seen) && state().equals("stopped"));
        List<String> wrong = new ArrayList<>();
        if (!isStarted(calls)) {
            wrong.add("the media server was not started");
        }
        if (associations(calls) < 2) {
            wrong.add("2 addresses should have been associated, got " + associations(calls));
        }
        if (!isStopped(calls)) {
            wrong.add("the media server was not stopped");
        } else if (!state().equals("stopped")) {
            wrong.add("the media server is " + state());
        }
        calls.stream()
                .filter(call -> !call.ok())
                .forEach(call -> wrong.add(call.operation() + " was answered " + call.outcome()));
        List<String> lines = new ArrayList<>();
        calls.forEach(call -> lines.add(seconds(call.at()) + "  " + call.operation() + "  " + target(call)));
        lines.add("EC2 calls: " + counts());
        return new EndToEndResult("windows", wrong, lines);
    }

    private List<Call> mutating() {
        return standIns.ledger().calls(call -> call.service().equals("ec2") && !READING.contains(call.operation()));
    }

    private String state() {
        return standIns.ec2()
                .describeInstances(request -> request.instanceIds(InitialFleet.MEDIA_SERVER))
                .reservations()
                .get(0)
                .instances()
                .get(0)
                .state()
                .nameAsString();
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        standIns.ledger()
                .calls(call -> call.service().equals("ec2"))
                .forEach(call -> counts.merge(call.operation(), 1L, Long::sum));
        return counts;
    }

    /** Started, both addresses associated, then stopped; an occurrence that the service found half over doesn't count. */
    private static boolean isWhole(List<Call> calls) {
        int lastAssociation = -1;
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).request() instanceof AssociateAddressRequest) {
                lastAssociation = i;
            }
        }
        return isStarted(calls) && associations(calls) >= 2 && isStopped(calls.subList(lastAssociation, calls.size()));
    }

    private static boolean isStarted(List<Call> calls) {
        return calls.stream()
                .anyMatch(call -> call.request() instanceof StartInstancesRequest start
                        && start.instanceIds().contains(InitialFleet.MEDIA_SERVER));
    }

    private static boolean isStopped(List<Call> calls) {
        return calls.stream()
                .anyMatch(call -> call.request() instanceof StopInstancesRequest stop
                        && stop.instanceIds().contains(InitialFleet.MEDIA_SERVER));
    }

    private static long associations(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.request() instanceof AssociateAddressRequest)
                .count();
    }

    private static String target(Call call) {
        if (call.request() instanceof AssociateAddressRequest associate) {
            return associate.allocationId() + " -> " + associate.networkInterfaceId();
        }
        return InitialFleet.MEDIA_SERVER;
    }

    /** {@code 12:34:56Z} */
    private static String seconds(Instant instant) {
        return instant.toString().substring(11, 19) + "Z";
    }
}
