package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code addresses:} of a window. */
final class WindowAddressReader {
    private static final List<String> KEYS = List.of("eip", "eni", "privateIp");

    private final Problems problems;

    WindowAddressReader(Problems problems) {
        this.problems = problems;
    }

    List<WindowAddress> read(YamlMapping yamlMapping) {
        List<WindowAddress> found = new ArrayList<>();
        ScalarParser<String> allocation = ScalarParsers.once("address", ScalarParsers::allocation);
        for (Node item : yamlMapping.items("addresses")) {
            YamlMapping address = YamlMapping.of(item, "an address", KEYS, problems);
            Optional<String> eip = address.required("eip", allocation);
            Optional<String> eni = address.required("eni", ScalarParsers::networkInterface);
            Optional<String> privateIp = address.value("privateIp", ScalarParsers::ipv4);
            if (eip.isPresent() && eni.isPresent()) {
                refuseSecond(item, found, eni.get(), privateIp.orElse(""));
                found.add(new WindowAddress(eip.get(), eni.get(), privateIp.orElse(null)));
            }
        }
        return found;
    }

    /** Refuses a second Elastic IP on the same private address: it would displace the first. */
    private void refuseSecond(Node item, List<WindowAddress> found, String eni, String privateIp) {
        boolean taken = found.stream()
                .anyMatch(other -> other.eni().equals(eni)
                        && other.onPrivateIp().orElse("").equals(privateIp));
        if (taken) {
            problems.add(
                    item,
                    "interface " + eni,
                    new InvalidValueException(
                            WindowProblemCode.INTERFACE_TAKEN,
                            "another address of this window is already on the same private address of this interface",
                            "give each its own privateIp"));
        }
    }
}
