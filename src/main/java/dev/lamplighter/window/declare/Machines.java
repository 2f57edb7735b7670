package dev.lamplighter.window.declare;

import java.util.List;

/**
 * What a window switches.
 *
 * @param instances ids, each once, at least one
 * @param addresses Elastic IPs and the interfaces they belong to, each allocation once; may be empty
 */
public record Machines(List<String> instances, List<Address> addresses) {
    public Machines {
        instances = List.copyOf(instances);
        addresses = List.copyOf(addresses);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a window must name at least one instance");
        }
    }
}
