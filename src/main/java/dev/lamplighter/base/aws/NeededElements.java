package dev.lamplighter.base.aws;

import dev.lamplighter.base.SafeXml;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;

/**
 * Passes on only those elements of an XML answer that are needed, while it is read, because the SDK makes a tree of all that it
 * gets. Attributes, comments and namespaces, which the SDK doesn't look at either, are left out.
 */
public final class NeededElements extends InputStream {
    /** Names of the needed elements; those in an element without such a name are left out with it. A request carries them. */
    public static final ExecutionAttribute<Set<String>> NAMES = new ExecutionAttribute<>("LamplighterNeededElements");

    private static final XMLInputFactory XML = SafeXml.factory(true);
    private static final int CHUNK = 8 << 10;

    private final InputStream body;
    private final Set<String> names;
    private final StringBuilder written = new StringBuilder();
    private @Nullable XMLStreamReader xml;
    private byte[] chunk = new byte[0];
    private int at;
    private boolean isBegun;

    NeededElements(InputStream body, Set<String> names) {
        this.body = body;
        this.names = names;
    }

    @Override
    public int read() throws IOException {
        return hasMore() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean hasMore() throws IOException {
        if (at < chunk.length) {
            return true;
        }
        try {
            XMLStreamReader next = xml == null ? XML.createXMLStreamReader(utf8(body)) : xml;
            xml = next;
            while (written.length() < CHUNK && next.hasNext()) {
                copy(next, next.next());
            }
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException broken ? broken : new IOException(e);
        }
        chunk = written.toString().getBytes(StandardCharsets.UTF_8);
        written.setLength(0);
        at = 0;
        return chunk.length > 0;
    }

    private void copy(XMLStreamReader from, int event) throws XMLStreamException {
        if (event == XMLStreamConstants.START_ELEMENT && (!isBegun || names.contains(from.getLocalName()))) {
            isBegun = true;
            written.append('<').append(from.getLocalName()).append('>');
        } else if (event == XMLStreamConstants.START_ELEMENT) {
            skip(from);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            written.append("</").append(from.getLocalName()).append('>');
        } else if (from.isCharacters()) {
            escape(from.getTextCharacters(), from.getTextStart(), from.getTextLength());
        }
    }

    private static void skip(XMLStreamReader from) throws XMLStreamException {
        for (int open = 1; open > 0; ) {
            int event = from.next();
            open += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }

    private void escape(char[] text, int begin, int length) {
        for (int i = begin; i < begin + length; i++) {
            switch (text[i]) {
                case '<' -> written.append("&lt;");
                case '>' -> written.append("&gt;");
                case '&' -> written.append("&amp;");
                case '\r' -> written.append("&#13;");
                default -> written.append(text[i]);
            }
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** As characters, because the JDK's parser prints what is no UTF-8. */
    private static Reader utf8(InputStream body) {
        return new InputStreamReader(body, StandardCharsets.UTF_8.newDecoder());
    }
}
