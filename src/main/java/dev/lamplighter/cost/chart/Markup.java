package dev.lamplighter.cost.chart;

import dev.lamplighter.base.VisibleText;
import java.io.StringWriter;
import java.util.Set;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes SVG and HTML. Text and attribute values are escaped, and invisible characters are replaced by their numbers, so
 * that nothing from a report can become an element or reverse a line.
 */
public final class Markup {
    /** Elements that begin on a line of their own, so that people can read the source. */
    private static final Set<String> BLOCKS = Set.of(
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "section", "details", "table",
            "tr", "svg", "defs", "pattern", "g", "rect", "path", "text", "line", "ul", "li", "footer");

    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;

    public Markup() {
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Begins an element. */
    public Markup open(String name, Object... attributes) {
        return element(name, false, attributes);
    }

    private Markup element(String name, boolean isEmpty, Object... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("names and values, got " + attributes.length + " of both");
        }
        return write(() -> {
            if (BLOCKS.contains(name)) {
                xml.writeCharacters("\n");
            }
            if (isEmpty) {
                xml.writeEmptyElement(name);
            } else {
                xml.writeStartElement(name);
            }
            for (int i = 0; i < attributes.length; i += 2) {
                xml.writeAttribute(String.valueOf(attributes[i]), shown(String.valueOf(attributes[i + 1])));
            }
        });
    }

    /** Ends the element that was begun last. */
    public Markup close() {
        return write(xml::writeEndElement);
    }

    public Markup text(String content) {
        return write(() -> xml.writeCharacters(shown(content)));
    }

    /** Writes an element that contains only text. */
    public Markup element(String name, String content, Object... attributes) {
        return open(name, attributes).text(content).close();
    }

    /** Writes an element without content. */
    public Markup empty(String name, Object... attributes) {
        return element(name, true, attributes);
    }

    /** Writes a document type declaration. */
    public Markup doctype(String declaration) {
        return write(() -> xml.writeDTD(declaration));
    }

    /** The text with characters that are invisible, or not allowed in XML, replaced. */
    private static String shown(String content) {
        return VisibleText.of(content).replaceAll("[\\uFFFE\\uFFFF]", "\uFFFD");
    }

    @Override
    public String toString() {
        write(xml::flush);
        return text.toString().strip() + "\n";
    }

    private interface Step {
        void run() throws XMLStreamException;
    }

    private Markup write(Step step) {
        try {
            step.run();
            return this;
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e); // can't happen: it writes into memory
        }
    }
}
