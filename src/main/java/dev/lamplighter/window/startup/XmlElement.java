package dev.lamplighter.window.startup;

import java.util.ArrayList;
import java.util.List;

/** Holds one element of startup.xml with the line that it begins in. */
final class XmlElement {
    private final String name;
    private final int line;
    private final List<String> attributes;
    private final List<XmlElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlElement(String name, int line, List<String> attributes) {
        this.name = name;
        this.line = line;
        this.attributes = List.copyOf(attributes);
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    /** Their names. */
    List<String> attributes() {
        return attributes;
    }

    List<XmlElement> children() {
        return children;
    }

    void add(XmlElement child) {
        children.add(child);
    }

    void add(String more) {
        text.append(more);
    }

    /** What it holds beside its children, as it is written. */
    String text() {
        return text.toString();
    }

    /** The children of a name. */
    List<XmlElement> children(String wanted) {
        return children.stream().filter(child -> child.name.equals(wanted)).toList();
    }

    /** The text of the first child of a name, without blanks around it; empty if there is none. */
    String textOf(String wanted) {
        return children(wanted).stream()
                .map(child -> child.text().strip())
                .findFirst()
                .orElse("");
    }
}
