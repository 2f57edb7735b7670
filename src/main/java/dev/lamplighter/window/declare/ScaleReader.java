package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the {@code scale} of a slot: by which load the number of its machines changes. */
final class ScaleReader {
    static final String KEY = "scale";
    private static final List<String> KEYS = List.of("cpu", "connections", "namespace", "metric", "warmup", "drain");
    private static final Duration WARMUP = Duration.ofMinutes(5);
    private static final Duration DRAIN = Duration.ofMinutes(10);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int MOST_CONNECTIONS = 1_000_000;

    private final Problems problems;

    ScaleReader(Problems problems) {
        this.problems = problems;
    }

    /** Reads it, if there is one; tells when it doesn't belong to the count, or lacks something. */
    Optional<ScalePolicy> read(YamlMapping slot, MachineCount count) {
        Node node = slot.get(KEY);
        if (node == null) {
            if (count.isRange()) {
                refuse(
                        slot.node(),
                        "count",
                        "a range without scale: nothing says when there are to be more",
                        "add for example scale: {cpu: 75}, or write one number");
            }
            return Optional.empty();
        }
        if (!count.isRange()) {
            refuse(
                    node,
                    KEY,
                    "the number of machines is always the same, so that there is nothing to scale",
                    "write count as a range, for example count: 2..5, or take scale away");
            return Optional.empty();
        }
        return policy(YamlMapping.of(node, KEY, KEYS, problems), count);
    }

    private Optional<ScalePolicy> policy(YamlMapping scale, MachineCount count) {
        int before = problems.count();
        Optional<Integer> cpu = scale.value("cpu", text -> number(text, 100));
        Optional<Integer> connections = scale.value("connections", text -> number(text, MOST_CONNECTIONS));
        Optional<String> namespace = scale.value("namespace", ScaleReader::metricWord);
        Optional<String> metric = scale.value("metric", ScaleReader::metricWord);
        Duration warmup = scale.value("warmup", ScaleReader::length).orElse(WARMUP);
        Duration drain = scale.value("drain", ScaleReader::length).orElse(DRAIN);
        if (problems.count() == before && cpu.isEmpty() && connections.isEmpty()) {
            refuse(scale.node(), KEY, "there is no limit", "write cpu, connections, or both");
        }
        if (connections.isPresent() != namespace.isPresent() || connections.isPresent() != metric.isPresent()) {
            refuse(
                    scale.node(),
                    "connections",
                    "connections, namespace and metric belong together: CloudWatch knows connections only by a metric"
                            + " of your own",
                    "write all three, for example connections: 250, namespace: Wowza, metric: Connections");
        }
        if (problems.count() > before) {
            return Optional.empty();
        }
        List<LoadLimit> limits = new ArrayList<>();
        cpu.ifPresent(percent -> limits.add(LoadLimit.cpu(percent)));
        connections.ifPresent(most -> limits.add(new LoadLimit(namespace.orElseThrow(), metric.orElseThrow(), most)));
        return Optional.of(new ScalePolicy(count.minimum(), count.maximum(), limits, warmup, drain));
    }

    private void refuse(Node at, String what, String why, String fix) {
        problems.add(at, what, new InvalidValueException(WindowProblemCode.BAD_SLOT, why, fix));
    }

    private static int number(String text, int most) throws InvalidValueException {
        if (text.matches("\\d{1,7}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= most) {
            return Integer.parseInt(text);
        }
        throw new InvalidValueException(
                WindowProblemCode.BAD_SLOT, "not a whole number from 1 to " + most, "write for example 75");
    }

    private static Duration length(String text) throws InvalidValueException {
        Duration length = ScalarParsers.duration(text);
        if (length.compareTo(Duration.ofMinutes(1)) < 0 || length.compareTo(LONGEST) > 0) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT,
                    "CloudWatch measures once a minute, and nothing here takes longer than an hour",
                    "write 1m to 1h");
        }
        return length;
    }

    /** CloudWatch's own rules (AWS: "PutMetricData", "MetricDatum"). */
    private static String metricWord(String text) throws InvalidValueException {
        if (text.length() > 255 || !text.matches("[0-9A-Za-z._/#:-][ 0-9A-Za-z._/#:-]*")) {
            throw new InvalidValueException(
                    WindowProblemCode.BAD_SLOT,
                    "not a word of CloudWatch's",
                    "write it as the CloudWatch console shows it");
        }
        return text;
    }
}
