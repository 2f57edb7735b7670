package dev.lamplighter.window.declare;

import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Holds a window and where it is written, for problems that show only in comparison with other windows.
 *
 * @param lead the node at which a problem of the lead is reported
 * @param addresses the node of each address, in the window's order
 * @param volumes the node of each volume, in the window's order
 * @param slotAddresses the node of the address of each slot, in the window's order; the slot's where it has none
 * @param slotVolumes likewise of its volumes
 */
record LocatedWindow(
        StreamingWindow window,
        Node lead,
        List<Node> addresses,
        List<Node> volumes,
        List<Node> slotAddresses,
        List<Node> slotVolumes) {
    LocatedWindow {
        addresses = List.copyOf(addresses);
        volumes = List.copyOf(volumes);
        slotAddresses = List.copyOf(slotAddresses);
        slotVolumes = List.copyOf(slotVolumes);
    }

    String name() {
        return window.name();
    }
}
