package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetHealth;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.frame.FailedCheck;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps which running instances fail a check, and since when. Not thread-safe. */
final class FailedChecks {
    private final FleetHealth health;
    private Map<String, FailedCheck> failed = Map.of();

    FailedChecks(FleetHealth health) {
        this.health = health;
    }

    /**
     * Whether {@code then} is less than {@code period} ago; false if {@code then} lies in the future, because the clock was
     * set back.
     */
    static boolean isRecent(Instant then, Instant now, Duration period) {
        return !now.isBefore(then) && now.isBefore(then.plus(period));
    }

    /** Asks for the health of each running instance and records what has changed. */
    void update(List<PixelOwner> owners, Instant now) {
        Map<String, FailedCheck> found = new HashMap<>();
        for (PixelOwner pixelOwner : owners) {
            for (Instance instance : pixelOwner.instances()) {
                if (instance.state() == InstanceState.RUNNING && health.failed(instance.id())) {
                    found.put(instance.id(), failure(health.of(instance.id()), now));
                }
            }
        }
        if (!found.equals(failed)) {
            failed = Map.copyOf(found);
        }
    }

    /** The failed checks, by instance id. */
    Map<String, FailedCheck> failed() {
        return failed;
    }

    private FailedCheck failure(InstanceHealth told, Instant now) {
        FailedCheck before = failed.get(told.instanceId());
        return new FailedCheck(String.join(", ", told.reasons()), before == null ? now : before.since());
    }
}
