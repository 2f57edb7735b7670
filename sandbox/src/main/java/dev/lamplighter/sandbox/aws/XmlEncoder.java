package dev.lamplighter.sandbox.aws;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

/** Turns SDK objects into one XML document. Members that were never set are left out; lists set to empty are written. */
final class XmlEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final XMLStreamWriter xml;
    private final boolean ec2;

    /** @param ec2 whether list members are called {@code item} rather than {@code member} */
    XmlEncoder(boolean ec2) {
        this.ec2 = ec2;
        try {
            xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
            xml.writeStartDocument("UTF-8", "1.0");
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
    }

    void open(String name) {
        try {
            xml.writeStartElement(name);
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
    }

    void open(String name, String namespace) {
        try {
            xml.writeStartElement(name);
            xml.writeDefaultNamespace(namespace);
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
    }

    void close() {
        try {
            xml.writeEndElement();
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
    }

    void leaf(String name, String text) {
        open(name);
        text(text);
        close();
    }

    /** Every member of the object, under the names that the SDK expects in a response. */
    void members(SdkPojo pojo) {
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap)) {
                member(field, value);
            }
        }
    }

    byte[] end() {
        try {
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
        return bytes.toByteArray();
    }

    private void member(SdkField<?> field, Object value) {
        String name = field.unmarshallLocationName();
        if (value instanceof List<?> list) {
            list(name, field.getTrait(ListTrait.class), list);
        } else if (value instanceof Map<?, ?> map) {
            map(name, field.getTrait(MapTrait.class), map);
        } else {
            element(name, value);
        }
    }

    private void list(String name, ListTrait trait, List<?> list) {
        if (trait.isFlattened()) {
            list.forEach(item -> element(name, item));
            return;
        }
        String standard = ec2 ? "item" : "member";
        open(name);
        list.forEach(item -> element(trait.memberLocationName() == null ? standard : trait.memberLocationName(), item));
        close();
    }

    private void map(String name, MapTrait trait, Map<?, ?> map) {
        open(name);
        map.forEach((key, value) -> {
            open("entry");
            element(trait.keyLocationName() == null ? "key" : trait.keyLocationName(), key);
            element(trait.valueLocationName() == null ? "value" : trait.valueLocationName(), value);
            close();
        });
        close();
    }

    private void element(String name, @Nullable Object value) {
        open(name);
        if (value instanceof SdkPojo pojo) {
            members(pojo);
        } else if (value != null) {
            text(SdkFieldText.format(value));
        }
        close();
    }

    private void text(String text) {
        try {
            xml.writeCharacters(text);
        } catch (XMLStreamException e) {
            throw cannotFail(e);
        }
    }

    private static IllegalStateException cannotFail(XMLStreamException cause) {
        return new IllegalStateException("XML can always be written to memory", cause);
    }
}
