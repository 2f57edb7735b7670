package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.FleetSnapshot;
import java.util.Optional;

/** Says what the light's polls have seen in an account and region, so that nobody has to ask EC2 for it again. */
public interface PolledInstances {
    /** Where nothing is polled. */
    PolledInstances NONE = accountRegion -> Optional.empty();

    /** The last complete poll there, however old; empty if none is made there or none was complete yet. */
    Optional<FleetSnapshot> latest(AccountRegion accountRegion);
}
