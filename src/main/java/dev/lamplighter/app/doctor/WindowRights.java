package dev.lamplighter.app.doctor;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.AwsProblemCode;
import dev.lamplighter.window.declare.EndAction;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.declare.WindowAddress;
import dev.lamplighter.window.declare.WindowVolume;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/**
 * Tries what the windows of one account and region will ask of EC2, by DryRun, which changes nothing. A call for all
 * instances at once, because dry runs count against the same rates as the windows' own calls.
 */
final class WindowRights {
    /** How many addresses, volumes and slots are tried, a call each. */
    static final int MOST = 5;
    /** How many values a filter may have (AWS: "DescribeInstances", Filter). */
    private static final int MOST_FILTER_VALUES = 200;

    private final Ec2Client ec2;
    private final String place;
    private final InstantSource clock;
    private final List<Finding> findings = new ArrayList<>();

    WindowRights(Ec2Client ec2, String place, InstantSource clock) {
        this.ec2 = ec2;
        this.place = place.isEmpty() ? "" : " " + place;
        this.clock = clock;
    }

    List<Finding> findings(List<StreamingWindow> windows) {
        List<String> declared = instances(windows, window -> true);
        List<String> there = new ArrayList<>(declared);
        described(
                        "ec2:DescribeInstances",
                        "instance-id",
                        declared,
                        filter -> ec2.describeInstances(request -> request.filters(filter)).reservations().stream()
                                .flatMap(reservation -> reservation.instances().stream())
                                .map(instance -> instance.instanceId()))
                .forEach(there::remove);
        power(windows, there);
        addresses(windows.stream()
                .flatMap(window -> window.windowResources().addresses().stream())
                .distinct()
                .toList());
        volumes(windows.stream()
                .flatMap(window -> window.windowResources().volumes().stream())
                .distinct()
                .toList());
        slotAddresses(windows);
        findings.addAll(new LaunchRights(ec2, place, clock).findings(windows));
        return findings;
    }

    private void power(List<StreamingWindow> windows, List<String> there) {
        if (there.isEmpty()) {
            return;
        }
        dryRun(
                "ec2:StartInstances",
                () -> ec2.startInstances(request -> request.instanceIds(there).dryRun(true)));
        Predicate<StreamingWindow> terminates = window -> window.windowPolicy().endAction() == EndAction.TERMINATE;
        Set<String> ended = Set.copyOf(instances(windows, terminates));
        List<String> stopped = there.stream().filter(id -> !ended.contains(id)).toList();
        if (!stopped.isEmpty()) {
            dryRun(
                    "ec2:StopInstances",
                    () -> ec2.stopInstances(
                            request -> request.instanceIds(stopped).dryRun(true)));
        }
        List<String> terminated = there.stream().filter(ended::contains).toList();
        if (!terminated.isEmpty()) {
            dryRun(
                    "ec2:TerminateInstances",
                    () -> ec2.terminateInstances(
                            request -> request.instanceIds(terminated).dryRun(true)));
        }
        windows.stream()
                .filter(window -> !window.windowResources().alternates().isEmpty())
                .flatMap(window -> window.windowResources().instances().stream()
                        .filter(there::contains)
                        .limit(1)
                        .map(id -> List.of(
                                id, window.windowResources().alternates().get(0))))
                .limit(MOST)
                .forEach(change -> dryRun(
                        "ec2:ModifyInstanceAttribute " + change.get(0),
                        () -> ec2.modifyInstanceAttribute(request -> request.instanceId(change.get(0))
                                .instanceType(type -> type.value(change.get(1)))
                                .dryRun(true))));
    }

    private void addresses(List<WindowAddress> declared) {
        describedAddresses(declared.stream().map(WindowAddress::eip).distinct().toList());
        few(declared, "ec2:AssociateAddress")
                .forEach(address -> dryRun(
                        "ec2:AssociateAddress " + address.eip(),
                        () -> ec2.associateAddress(request -> request.allocationId(address.eip())
                                .networkInterfaceId(address.eni())
                                .privateIpAddress(address.privateIp())
                                .allowReassociation(false)
                                .dryRun(true))));
    }

    /** What machines get that aren't launched yet, so that only its being there can be tried. */
    private void slotAddresses(List<StreamingWindow> windows) {
        List<String> eips = LaunchRights.slots(windows)
                .flatMap(slot -> slot.address().stream())
                .distinct()
                .toList();
        describedAddresses(eips);
        describedVolumes(LaunchRights.slots(windows)
                .flatMap(slot -> slot.volumesOn("").stream())
                .map(WindowVolume::id)
                .distinct()
                .toList());
    }

    private void describedAddresses(List<String> ids) {
        described(
                "ec2:DescribeAddresses",
                "allocation-id",
                ids,
                filter -> ec2.describeAddresses(request -> request.filters(filter)).addresses().stream()
                        .map(address -> address.allocationId()));
    }

    private void describedVolumes(List<String> ids) {
        described(
                "ec2:DescribeVolumes",
                "volume-id",
                ids,
                filter -> ec2.describeVolumes(request -> request.filters(filter)).volumes().stream()
                        .map(volume -> volume.volumeId()));
    }

    private void volumes(List<WindowVolume> declared) {
        describedVolumes(declared.stream().map(WindowVolume::id).distinct().toList());
        few(declared, "ec2:AttachVolume")
                .forEach(volume -> dryRun(
                        "ec2:AttachVolume " + volume.id(),
                        () -> ec2.attachVolume(request -> request.volumeId(volume.id())
                                .instanceId(volume.instance())
                                .device(volume.device())
                                .dryRun(true))));
    }

    private static List<String> instances(List<StreamingWindow> windows, Predicate<StreamingWindow> which) {
        return windows.stream()
                .filter(which)
                .flatMap(window -> window.windowResources().instances().stream())
                .distinct()
                .toList();
    }

    /** Describes what is declared. Returns what EC2 doesn't list; nothing if it didn't answer. */
    private List<String> described(
            String right, String filter, List<String> ids, Function<Filter, Stream<String>> describe) {
        List<String> few = ids.stream().limit(MOST_FILTER_VALUES).toList();
        if (few.isEmpty()) {
            return List.of();
        }
        Set<String> missing = few.stream().collect(Collectors.toSet());
        Finding finding = AwsTrial.of(right + place, () -> {
            describe.apply(Filter.builder().name(filter).values(few).build()).forEach(missing::remove);
            return "allowed, for the windows";
        });
        findings.add(finding);
        if (finding.state() != Finding.State.OK) {
            return List.of();
        }
        few.stream()
                .filter(missing::contains)
                .forEach(id -> findings.add(Finding.fail(
                        id,
                        new Problem(
                                AwsProblemCode.NO_SUCH_RESOURCE,
                                id + place,
                                "isn't in this account and region",
                                "EC2 doesn't list it",
                                "correct its id, or region and role of its window, in windows.yaml"))));
        return few.stream().filter(missing::contains).toList();
    }

    private <T> List<T> few(List<T> all, String right) {
        if (all.size() > MOST) {
            findings.add(Finding.untried(right + place, more(all.size())));
        }
        return all.stream().limit(MOST).toList();
    }

    /** What is said of those beyond the first. */
    static String more(int all) {
        return (all - MOST) + " more of " + all;
    }

    private void dryRun(String right, Runnable call) {
        findings.add(AwsTrial.of(right + place, () -> {
            call.run();
            throw new IllegalStateException("EC2 took a dry run for a call");
        }));
    }
}
