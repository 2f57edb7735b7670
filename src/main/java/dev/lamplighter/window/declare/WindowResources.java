package dev.lamplighter.window.declare;

import dev.lamplighter.window.ec2.AccountRegion;
import java.util.List;

/**
 * Lists what a window needs: instances, addresses, volumes and what it launches, all in one account and region.
 *
 * @param instances ids, each once; at least one, unless something is launched
 * @param addresses Elastic IPs and the interfaces they belong to, each allocation once; may be empty
 * @param alternates instance types to try in turn if an instance's own is not available; may be empty
 * @param volumes and the instances they belong to, each once; may be empty
 * @param launches instances that are launched for each occurrence, in this order; may be empty
 * @param accountRegion the account and region of all of them
 */
public record WindowResources(
        List<String> instances,
        List<WindowAddress> addresses,
        List<String> alternates,
        List<WindowVolume> volumes,
        List<LaunchSlot> launches,
        AccountRegion accountRegion) {
    public WindowResources {
        instances = List.copyOf(instances);
        alternates = List.copyOf(alternates);
        addresses = List.copyOf(addresses);
        volumes = List.copyOf(volumes);
        launches = List.copyOf(launches);
        if (instances.isEmpty() && launches.isEmpty()) {
            throw new IllegalArgumentException("a window must name or launch at least one instance");
        }
    }

    /** How many machines run while the window is open. */
    public int machines() {
        return instances.size() + launches.size();
    }
}
