package dev.lamplighter.cdn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Changes one text in the XML of a configuration, and leaves everything else in it as it is, whatever it means. */
final class DistributionXml {
    private DistributionXml() {}

    /**
     * The same with the origin elsewhere.
     *
     * @throws IllegalStateException when the XML doesn't have this one origin
     */
    static byte[] pointed(byte[] xml, String originId, String domainName) {
        try {
            Document config = parsed(xml);
            List<Element> names = children(Stream.of(config.getDocumentElement()), "Origins", "Items", "Origin")
                    .filter(origin -> children(Stream.of(origin), "Id")
                            .anyMatch(id -> id.getTextContent().equals(originId)))
                    .flatMap(origin -> children(Stream.of(origin), "DomainName"))
                    .toList();
            if (names.size() != 1) {
                throw new IllegalStateException(
                        "CloudFront's XML has " + names.size() + " domain names of the origin " + originId);
            }
            names.get(0).setTextContent(domainName);
            return written(config);
        } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
            throw new IllegalStateException("CloudFront's XML can't be read: " + e.getMessage(), e);
        }
    }

    private static Document parsed(byte[] xml) throws ParserConfigurationException, SAXException, IOException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
    }

    private static byte[] written(Document config) throws TransformerException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(config), new StreamResult(out));
        return out.toByteArray();
    }

    /** The elements along a path of names. */
    private static Stream<Element> children(Stream<Element> of, String... path) {
        Stream<Element> found = of;
        for (String name : path) {
            found = found.flatMap(parent -> elements(parent).filter(child -> name.equals(child.getLocalName())));
        }
        return found;
    }

    private static Stream<Element> elements(Element parent) {
        NodeList nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .<Node>mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast);
    }
}
