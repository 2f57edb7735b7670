package dev.lamplighter.window.plan;

import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotLaunch;
import dev.lamplighter.window.startup.PlaceholderValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Knows what later slots need of those before: whether one is ready, and at which address the origin is. */
final class LaunchedSlots {
    private final PlanInput planInput;
    private final OccurrenceRecord entry;
    private final Optional<Map<String, DescribedElasticIp>> elasticIps;

    /** @param elasticIps by allocation id, as just described; empty if EC2 could not be called */
    LaunchedSlots(PlanInput planInput, OccurrenceRecord entry, Optional<Map<String, DescribedElasticIp>> elasticIps) {
        this.planInput = planInput;
        this.entry = entry;
        this.elasticIps = elasticIps;
    }

    /** Whether the next slot may follow: the instance runs, and its address is on it. */
    boolean isReady(StreamingWindow window, LaunchSlot slot, Optional<SlotLaunch> last) {
        boolean isRunning = last.flatMap(launch -> planInput.instance(launch.instanceId()))
                .filter(instance -> instance.state() == InstanceState.RUNNING)
                .isPresent();
        boolean isLater = planInput.now().isBefore(window.windowTimings().addressesFrom(entry.start()));
        return isRunning
                && (isLater
                        || slot.address().isEmpty()
                        || elasticIp(slot)
                                .map(DescribedElasticIp::networkInterfaceId)
                                .filter(eni ->
                                        eni.equals(last.map(SlotLaunch::eni).orElse("")))
                                .isPresent());
    }

    private Optional<DescribedElasticIp> elasticIp(LaunchSlot slot) {
        return slot.address().flatMap(eip -> elasticIps.map(all -> all.get(eip)));
    }

    /** What the placeholders in the startup package of a slot stand for. */
    PlaceholderValues values(StreamingWindow window, LaunchSlot slot) {
        Map<String, String> values = new HashMap<>(slot.values());
        values.putAll(origin(window));
        values.put("slot.name", slot.slot());
        values.put("slot.number", String.valueOf(slot.number()));
        values.put("window.name", window.name());
        return new PlaceholderValues(values);
    }

    private Map<String, String> origin(StreamingWindow window) {
        List<LaunchSlot> slots = window.windowResources().launches();
        LaunchSlot origin = slots.stream()
                .filter(slot -> slot.slot().equals("origin"))
                .findFirst()
                .orElse(slots.get(0));
        Optional<String> elastic = elasticIp(origin).map(DescribedElasticIp::publicIp);
        Optional<String> own = entry.lastLaunch(origin.name())
                .flatMap(launch -> planInput.instance(launch.instanceId()))
                .map(Instance::privateIp);
        return (origin.address().isPresent() ? elastic : own)
                .map(address -> Map.of("origin.address", address))
                .orElse(Map.of());
    }
}
