package dev.lamplighter.window.declare;

import dev.lamplighter.window.ec2.Place;
import java.util.List;

/**
 * What a window switches.
 *
 * @param instances ids, each once, at least one
 * @param addresses Elastic IPs and the interfaces they belong to, each allocation once; may be empty
 * @param place where all of them lie
 */
public record Machines(List<String> instances, List<Address> addresses, Place place) {
    public Machines {
        instances = List.copyOf(instances);
        addresses = List.copyOf(addresses);
        if (instances.isEmpty()) {
            throw new IllegalArgumentException("a window must name at least one instance");
        }
    }
}
