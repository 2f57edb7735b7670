package dev.lamplighter.window.declare;

import java.util.List;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A window and where it was written, for what shows only beside others.
 *
 * @param lead the node to blame when the lead does not fit
 * @param addresses a node per address of the window, in its order
 * @param volumes a node per volume of the window, in its order
 */
record LocatedWindow(StreamingWindow window, Node lead, List<Node> addresses, List<Node> volumes) {
    LocatedWindow {
        addresses = List.copyOf(addresses);
        volumes = List.copyOf(volumes);
    }

    String name() {
        return window.name();
    }
}
