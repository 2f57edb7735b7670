package dev.lamplighter.window.startup;

import dev.lamplighter.base.SafeXml;
import dev.lamplighter.base.code.PackageProblemCode;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads startup.xml without trusting it: no DOCTYPE, no entities, nothing fetched, a largest depth. */
final class XmlElementReader {
    private static final int DEEPEST = 16;

    /** The mark of UTF-16, or a declaration that doesn't say UTF-8. */
    private static final Pattern OTHER_ENCODING =
            Pattern.compile("^(?:\\xfe\\xff|\\xff\\xfe|<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!(?i:utf-8)[\"']))");

    private final PackageContent content;
    private final PackageFindings findings;
    private final Deque<XmlElement> open = new ArrayDeque<>();
    private Optional<XmlElement> root = Optional.empty();

    private XmlElementReader(PackageContent content, PackageFindings findings) {
        this.content = content;
        this.findings = findings;
    }

    /** The root with all below it; empty if it can't be read, which is told. */
    static Optional<XmlElement> read(PackageEntry startup, PackageContent content, PackageFindings findings) {
        XmlElementReader reading = new XmlElementReader(content, findings);
        try {
            return reading.read(startup.content()) ? reading.root : Optional.empty();
        } catch (XMLStreamException e) {
            reading.malformed(e);
            return Optional.empty();
        }
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = SafeXml.factory(false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    private boolean read(byte[] bytes) throws XMLStreamException {
        if (isOtherThanItsUtf8(bytes)) {
            return false;
        }
        XMLStreamReader xml = factory().createXMLStreamReader(new ByteArrayInputStream(bytes));
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD -> {
                    return refused(xml);
                }
                case XMLStreamConstants.START_ELEMENT -> begin(xml);
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> addText(xml.getText());
                case XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException(
                            "nothing declares the entity &" + xml.getLocalName() + ";", xml.getLocation());
                default -> {} // comments and instructions say nothing
            }
            if (open.size() > DEEPEST) {
                throw new XMLStreamException("more than " + DEEPEST + " elements in one another", xml.getLocation());
            }
        }
        return true;
    }

    /** Whether it is wrong UTF-8, which is told here, because the JDK's parser would print it. */
    private boolean isOtherThanItsUtf8(byte[] bytes) {
        String asBytes = new String(bytes, StandardCharsets.ISO_8859_1);
        if (OTHER_ENCODING.matcher(asBytes).find()) {
            return false;
        }
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        if (!StandardCharsets.UTF_8
                .newDecoder()
                .decode(rest, CharBuffer.allocate(bytes.length), true)
                .isError()) {
            return false;
        }
        malformed(new LineNumberIndex(asBytes).lineOf(rest.position()), "a byte that is no UTF-8");
        return true;
    }

    private void begin(XMLStreamReader xml) {
        XmlElement element = new XmlElement(
                xml.getLocalName(),
                xml.getLocation().getLineNumber(),
                IntStream.range(0, xml.getAttributeCount())
                        .mapToObj(xml::getAttributeLocalName)
                        .toList());
        if (open.isEmpty()) {
            root = Optional.of(element);
        } else {
            open.element().add(element);
        }
        open.push(element);
    }

    private void addText(String text) {
        if (!open.isEmpty()) {
            open.element().add(text);
        }
    }

    private boolean refused(XMLStreamReader xml) {
        findings.problem(
                PackageProblemCode.DOCTYPE,
                content.where(PackageContent.STARTUP_XML, xml.getLocation().getLineNumber()),
                "a DOCTYPE",
                "it can make a parser read other files or fill its memory",
                "take it out; startup.xml needs none");
        return false;
    }

    private void malformed(XMLStreamException failure) {
        int line = failure.getLocation() == null ? 1 : failure.getLocation().getLineNumber();
        malformed(line, String.valueOf(failure.getMessage()).replaceFirst("(?s)^ParseError.*Message: ", ""));
    }

    private void malformed(int line, String message) {
        findings.problem(
                PackageProblemCode.NOT_WELL_FORMED,
                content.where(PackageContent.STARTUP_XML, Math.max(1, line)),
                "not well-formed XML",
                message,
                "correct it there or just before; an end tag has no blank before its name");
    }
}
