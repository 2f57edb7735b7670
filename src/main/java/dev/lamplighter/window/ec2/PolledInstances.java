package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.FleetSnapshot;
import java.util.List;
import java.util.Optional;

/** Gives the windows what the fleet polls have seen in an account and region, which saves calls to EC2. */
public interface PolledInstances {
    /** For a service that polls no fleet. */
    PolledInstances NONE = accountRegion -> Optional.empty();

    /** The last complete poll there, however old; empty if none is made there or none was complete yet. */
    Optional<FleetSnapshot> latest(AccountRegion accountRegion);

    /** The instances that have a Name tag, of those that the last complete polls showed, wherever they lie. */
    default List<NamedInstance> named() {
        return List.of();
    }
}
