package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a YAML mapping with a fixed set of keys. Everything that is wrong in it is added to {@link Problems}, and reading
 * goes on.
 */
final class YamlMapping {
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Set<String> misspelt = new HashSet<>();
    private final Problems problems;

    private YamlMapping(Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    /** Like {@link #of}, for a mapping whose keys the operator chooses. */
    static YamlMapping ofAny(Node node, String title, Problems problems) {
        List<String> chosen = new ArrayList<>();
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(tuple -> chosen.add(keyOf(tuple.getKeyNode())));
        }
        return of(node, title, chosen, problems);
    }

    /** Reports unknown and repeated keys; a node of another shape is reported and read as an empty mapping. */
    static YamlMapping of(Node node, String title, List<String> allowed, Problems problems) {
        YamlMapping yamlMapping = new YamlMapping(node, problems);
        if (!(node instanceof MappingNode mapping)) {
            problems.add(node, title + " is " + shape(node), wrongShape("keys and values"));
            return yamlMapping;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            yamlMapping.add(tuple, allowed);
        }
        return yamlMapping;
    }

    private void add(NodeTuple tuple, List<String> allowed) {
        Node keyNode = tuple.getKeyNode();
        String key = keyOf(keyNode);
        if (!allowed.contains(key)) {
            problems.add(keyNode, "unknown key \"" + key + "\"", unknownKey(key, allowed));
            KeySuggestion.of(key, allowed).ifPresent(misspelt::add);
        } else if (values.putIfAbsent(key, tuple.getValueNode()) != null) {
            problems.add(
                    keyNode,
                    "key \"" + key + "\" again",
                    new InvalidValueException(
                            WindowProblemCode.KEY_TWICE,
                            "a block may contain each key only once",
                            "remove one of the two"));
        }
    }

    private static String keyOf(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : shape(node);
    }

    private static InvalidValueException unknownKey(String key, List<String> allowed) {
        return new InvalidValueException(
                WindowProblemCode.UNKNOWN_KEY,
                "the keys here are " + String.join(", ", allowed),
                KeySuggestion.of(key, allowed)
                        .map(near -> "did you mean \"" + near + "\"?")
                        .orElse("remove it"));
    }

    Node node() {
        return node;
    }

    /** The keys in the order of the file. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    @Nullable
    Node get(String key) {
        return values.get(key);
    }

    /** The value of a key that may be absent; empty also when it was refused. */
    <T> Optional<T> value(String key, ScalarParser<T> parser) {
        Node value = values.get(key);
        return value == null ? Optional.empty() : scalar(key, value, parser);
    }

    /** Like {@link #value}, but reports if the key is absent. */
    <T> Optional<T> required(String key, ScalarParser<T> parser) {
        if (!has(key)) {
            missing(key);
        }
        return value(key, parser);
    }

    /** Whether the key is absent and a reported unknown key probably stands for it. */
    boolean isMisspelt(String key) {
        return !has(key) && misspelt.contains(key);
    }

    /** Reports that a key is absent, unless its misspelling was reported. */
    void missing(String key) {
        if (isMisspelt(key)) {
            return;
        }
        problems.add(
                node,
                "no \"" + key + "\"",
                new InvalidValueException(WindowProblemCode.KEY_MISSING, "it is required here", "add " + key + ":"));
    }

    /** The items of a list; empty when absent or when it is not a list, which is reported. */
    List<Node> items(String key) {
        Node value = values.get(key);
        if (value == null || Tag.NULL.equals(value.getTag())) {
            return List.of();
        }
        if (value instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problems.add(value, key + " is " + shape(value), wrongShape("a list"));
        return List.of();
    }

    /** The values of a list; refused ones are left out. */
    <T> List<T> values(String key, ScalarParser<T> parser) {
        List<T> found = new ArrayList<>();
        for (Node item : items(key)) {
            scalar(key, item, parser).ifPresent(found::add);
        }
        return found;
    }

    /** Like {@link #values}, but a list with one value may be written without brackets. */
    <T> List<T> oneOrMore(String key, ScalarParser<T> parser) {
        return values.get(key) instanceof ScalarNode
                ? value(key, parser).stream().toList()
                : values(key, parser);
    }

    private <T> Optional<T> scalar(String key, Node value, ScalarParser<T> parser) {
        if (!(value instanceof ScalarNode scalar) || Tag.NULL.equals(value.getTag())) {
            problems.add(value, key + " is " + shape(value), wrongShape("one value"));
            return Optional.empty();
        }
        String text = scalar.getValue();
        try {
            return Optional.of(parser.parse(text));
        } catch (InvalidValueException e) {
            problems.add(value, key + " \"" + text + "\"", e);
            return Optional.empty();
        }
    }

    private static InvalidValueException wrongShape(String wanted) {
        return new InvalidValueException(
                WindowProblemCode.WRONG_SHAPE, "expected " + wanted, "write " + wanted + " or remove the key");
    }

    private static String shape(Node node) {
        if (Tag.NULL.equals(node.getTag())) {
            return "empty";
        }
        return switch (node.getNodeType()) {
            case MAPPING -> "a block of keys";
            case SEQUENCE -> "a list";
            case SCALAR, ANCHOR -> "a single value";
        };
    }
}
