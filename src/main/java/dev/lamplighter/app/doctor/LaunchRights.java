package dev.lamplighter.app.doctor;

import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.SdkEc2Actions;
import dev.lamplighter.window.plan.LaunchRequests;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.Ec2Client;

/**
 * Tries what the slots of windows will ask of EC2: a launch by DryRun, which needs {@code iam:PassRole} as well where the slot
 * names an instance profile. What happens to a machine after its launch can't be tried, because there is none.
 */
final class LaunchRights {
    private final SdkEc2Actions actions;
    private final String place;
    private final InstantSource clock;

    /** @param place of the client, with a space before it; empty for the service's own */
    LaunchRights(Ec2Client ec2, String place, InstantSource clock) {
        this.actions = new SdkEc2Actions(ec2, clock);
        this.place = place;
        this.clock = clock;
    }

    /** The slots as they are declared, each once. */
    static Stream<LaunchSlot> slots(List<StreamingWindow> windows) {
        return windows.stream().flatMap(LaunchRights::slots);
    }

    private static Stream<LaunchSlot> slots(StreamingWindow window) {
        return window.windowResources().launches().stream().filter(slot -> slot.number() == 1);
    }

    List<Finding> findings(List<StreamingWindow> windows) {
        List<Finding> findings = new ArrayList<>();
        windows.forEach(window -> {
            List<LaunchSlot> slots = slots(window).toList();
            if (slots.size() > WindowRights.MOST) {
                findings.add(
                        Finding.untried("ec2:RunInstances " + window.name() + place, WindowRights.more(slots.size())));
            }
            slots.stream().limit(WindowRights.MOST).forEach(slot -> findings.add(launch(window, slot)));
            if (!slots.isEmpty()) {
                findings.add(Finding.untried(
                        later(slots) + " " + window.name() + place,
                        "what it launches isn't there yet, and only what it launched is changed and terminated"));
            }
        });
        return findings;
    }

    /** A launch with its image, subnet, groups, key and profile, as the window would make it. */
    private Finding launch(StreamingWindow window, LaunchSlot slot) {
        return AwsTrial.of("ec2:RunInstances " + window.name() + "/" + slot.slot() + place, () -> {
            actions.tryRun(LaunchRequests.forDryRun(window.name(), slot, clock.instant(), 0));
            return "allowed (a dry run with " + slot.image()
                    + (slot.instanceProfile() == null ? "" : " and the profile " + slot.instanceProfile()) + ")";
        });
    }

    private static String later(List<LaunchSlot> slots) {
        List<String> rights = new ArrayList<>();
        if (slots.stream().anyMatch(slot -> slot.address().isPresent())) {
            rights.add("AssociateAddress");
        }
        if (slots.stream().anyMatch(slot -> !slot.volumesOn("").isEmpty())) {
            rights.add("AttachVolume");
        }
        if (slots.stream().anyMatch(slot -> slot.scalePolicy().isPresent())) {
            rights.add("CreateTags");
        }
        rights.add("TerminateInstances");
        return "ec2:" + String.join(", ", rights);
    }
}
