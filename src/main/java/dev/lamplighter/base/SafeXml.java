package dev.lamplighter.base;

import javax.xml.stream.XMLInputFactory;

/** Makes XML parsers that load nothing from outside and print nothing. */
public final class SafeXml {
    private SafeXml() {}

    public static XMLInputFactory factory(boolean namespaceAware) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, namespaceAware);
        factory.setXMLReporter(
                (message, type, about, location) -> {}); // what is wrong is thrown, too; else it is printed
        return factory;
    }
}
