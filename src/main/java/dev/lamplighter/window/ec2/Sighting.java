package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.FleetSnapshot;
import java.util.Map;

/**
 * What one description of instances showed.
 *
 * @param interfaces network interface id to the id of the instance it is attached to
 */
public record Sighting(FleetSnapshot fleet, Map<String, String> interfaces) {
    public Sighting {
        interfaces = Map.copyOf(interfaces);
    }
}
