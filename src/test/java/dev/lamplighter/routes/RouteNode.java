package dev.lamplighter.routes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * A step, endpoint or expression of a route file, the same for YAML and XML.
 *
 * @param name the word of the DSL: {@code route}, {@code from}, {@code setHeader}, {@code simple}
 * @param fields scalar fields; the text of an XML expression is its field {@code expression}
 * @param shortForm written as a mere text where the explicit form has fields
 */
record RouteNode(String name, Map<String, String> fields, List<RouteNode> children, boolean shortForm) {
    private static final Set<String> EXPRESSIONS =
            Set.of("simple", "constant", "csimple", "header", "exchangeProperty", "tokenize", "xpath", "variable");

    /** The value or an empty text. */
    String field(String key) {
        return fields.getOrDefault(key, "");
    }

    /** This node and all below. */
    Stream<RouteNode> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(RouteNode::all));
    }

    Stream<RouteNode> all(String wanted) {
        return all().filter(node -> node.name.equals(wanted));
    }

    /** What YAML says under {@code name}; lists of one-key maps become children of that key's name. */
    static RouteNode ofYaml(String name, @Nullable Object value) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<RouteNode> children = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            if (name.equals("parameters")) { // an endpoint's options, which are no steps whatever they are called
                map.forEach((key, option) -> fields.put(String.valueOf(key), String.valueOf(option)));
            } else {
                map.forEach((key, field) -> add(String.valueOf(key), field, fields, children));
            }
            return new RouteNode(name, fields, children, false);
        }
        boolean shortForm = value instanceof String;
        if (shortForm) {
            fields.put("expression", String.valueOf(value));
        }
        return new RouteNode(name, fields, children, shortForm);
    }

    private static void add(String key, @Nullable Object value, Map<String, String> fields, List<RouteNode> children) {
        if (value instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> map) {
                    if (map.size() == 1 && !key.equals("parameters") && !key.equals("when")) {
                        map.forEach((step, fieldsOfStep) -> children.add(ofYaml(String.valueOf(step), fieldsOfStep)));
                    } else {
                        children.add(ofYaml(key.equals("parameters") ? "templateParameter" : key, element));
                    }
                } else {
                    fields.merge(key, String.valueOf(element), (one, two) -> one + "," + two);
                }
            }
        } else if (value instanceof Map || (EXPRESSIONS.contains(key) && value instanceof String)) {
            children.add(ofYaml(key, value));
        } else if (value != null) {
            fields.put(key, String.valueOf(value));
        }
    }

    /** An XML element; the options behind a uri's question mark become the child {@code parameters}, as in YAML. */
    static RouteNode ofXml(Element element) {
        Map<String, String> fields = new LinkedHashMap<>();
        List<RouteNode> children = new ArrayList<>();
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            fields.put(attribute.getNodeName(), attribute.getNodeValue());
        }
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(ofXml(child));
            } else if (node.getNodeType() == Node.TEXT_NODE
                    && !node.getNodeValue().isBlank()) {
                fields.put("expression", node.getNodeValue().strip());
            }
        }
        String[] uri = fields.getOrDefault("uri", "").split("\\?", 2);
        if (uri.length == 2) {
            Map<String, String> options = new LinkedHashMap<>();
            for (String option : uri[1].split("&", -1)) {
                String[] pair = option.strip().split("=", 2);
                options.put(pair[0], pair.length == 2 ? pair[1] : "");
            }
            fields.put("uri", uri[0]);
            children.add(new RouteNode("parameters", options, List.of(), false));
        }
        return new RouteNode(element.getTagName(), fields, children, false);
    }
}
