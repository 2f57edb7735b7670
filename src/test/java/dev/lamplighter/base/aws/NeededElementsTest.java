package dev.lamplighter.base.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

final class NeededElementsTest {
    private static final Set<String> NAMES = Set.of("item", "id", "tag");

    @Test
    void passesOnWhatIsNeededAndNothingOfWhatLiesInTheRest() throws IOException {
        assertThat(read("""
            <?xml version="1.0"?><r:Answer xmlns:r="http://ec2/"><item a="b"><id>i-1</id><net><id>eni-1</id><item/></net><!-- c -->\
            <tag/></item><unneeded>x</unneeded></r:Answer>\
            """)).isEqualTo("<Answer><item><id>i-1</id><tag></tag></item></Answer>");
    }

    @Test
    void textIsTheSameTextWhateverIsInIt() throws IOException {
        String text = "a&lt;b&gt;&amp;amp; &#13;\n\u00e9 \ud83d\ude80 <![CDATA[<x>&]]>";
        assertThat(read("<A><id>" + text + "</id></A>"))
                .isEqualTo("<A><id>a&lt;b&gt;&amp;amp; &#13;\n\u00e9 \ud83d\ude80 &lt;x&gt;&amp;</id></A>");
    }

    @Test
    void anAnswerOfAnyLengthIsPassedOnInPieces() throws IOException {
        String items = "<item><id>i-0123456789</id></item>".repeat(5000);
        InputStream body = stream("<A>" + items + "</A>");
        try (InputStream needed = new NeededElements(body, NAMES)) {
            assertThat(needed.read()).isEqualTo('<');
            assertThat(body.available()).as("of the body is not read yet").isGreaterThan(100_000);
            assertThat(new String(needed.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("A>" + items + "</A>");
        }
    }

    @Test
    void itIsClosedWithItsBody() throws IOException {
        AtomicBoolean isClosed = new AtomicBoolean();
        new NeededElements(
                        new ByteArrayInputStream(new byte[0]) {
                            @Override
                            public void close() {
                                isClosed.set(true);
                            }
                        },
                        NAMES)
                .close();

        assertThat(isClosed).isTrue();
    }

    @Test
    void anAnswerThatIsCutOffIsNotTakenForAWholeOne() {
        assertThatThrownBy(() -> read("<A><item><id>i-1</id></item><item>"))
                .isInstanceOf(IOException.class)
                .hasCauseInstanceOf(XMLStreamException.class);
        assertThatThrownBy(() -> read("<A><unneeded><id>i-1</id>")).hasCauseInstanceOf(XMLStreamException.class);
    }

    @Test
    void whatIsNoUtf8IsRefusedAndNothingIsPrinted() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (InputStream needed = new NeededElements(
                new ByteArrayInputStream("<A><id>\u00e9</id></A>".getBytes(StandardCharsets.ISO_8859_1)), NAMES)) {
            assertThatThrownBy(needed::readAllBytes).isInstanceOf(IOException.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void aConnectionThatBreaksIsToldAsSuch() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return read();
            }
        };
        assertThatThrownBy(() -> new NeededElements(broken, NAMES).readAllBytes())
                .hasMessage("reset");
    }

    @Test
    void nothingElseIsReadForAnEntity() {
        assertThatThrownBy(() -> read("<!DOCTYPE A [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><A><id>&e;</id></A>"))
                .hasCauseInstanceOf(XMLStreamException.class);
    }

    private static String read(String xml) throws IOException {
        try (InputStream needed = new NeededElements(stream(xml), NAMES)) {
            return new String(needed.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream stream(String xml) {
        return new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8));
    }
}
