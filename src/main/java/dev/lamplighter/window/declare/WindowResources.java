package dev.lamplighter.window.declare;

import dev.lamplighter.window.ec2.AccountRegion;
import java.util.List;

/**
 * Lists what a window needs: instances, addresses and volumes, all in one account and region.
 *
 * @param instances ids, each once, at least one
 * @param addresses Elastic IPs and the interfaces they belong to, each allocation once; may be empty
 * @param alternates instance types to try in turn if an instance's own is not available; may be empty
 * @param volumes and the instances they belong to, each once; may be empty
 * @param accountRegion the account and region of all of them
 */
public record WindowResources(
        List<String> instances,
        List<WindowAddress> addresses,
        List<String> alternates,
        List<WindowVolume> volumes,
        AccountRegion accountRegion) {
    public WindowResources {
        instances = List.copyOf(instances);
        alternates = List.copyOf(alternates);
        addresses = List.copyOf(addresses);
        volumes = List.copyOf(volumes);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a window must name at least one instance");
        }
    }
}
