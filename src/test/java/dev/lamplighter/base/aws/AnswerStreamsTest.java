package dev.lamplighter.base.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.AbortableInputStream;

/** How far bodies of answers are read, and by which beginning they are known. */
final class AnswerStreamsTest {
    private static final int HEAP = 96 << 20;
    private final AtomicInteger aborted = new AtomicInteger();

    private InputStream body(byte[] bytes) {
        return AbortableInputStream.create(new ByteArrayInputStream(bytes), aborted::incrementAndGet);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static ResponseSniffer beginning(String text) throws IOException {
        return ResponseSniffer.of(
                new PushbackInputStream(new ByteArrayInputStream(text(text)), ResponseSniffer.LONGEST));
    }

    /** A twelfth of the heap, between 4 and 32 MiB. */
    @ParameterizedTest
    @CsvSource({"1, 4", "96, 8", "1000, 32"})
    void asMuchIsReadAsFitsTheHeap(long heapMiB, int mebibytes) throws IOException {
        int most = mebibytes << 20;
        assertThat(new BoundedResponseBody("ec2:X", body(new byte[most]), heapMiB << 20).readAllBytes())
                .hasSize(most);
        assertThat(aborted).hasValue(0);

        assertThatThrownBy(
                        () -> new BoundedResponseBody("ec2:X", body(new byte[most + 1]), heapMiB << 20).readAllBytes())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageStartingWith("AWS-002 ec2:X ")
                .hasMessageContaining("more than " + mebibytes + " MiB");
        assertThat(aborted).hasValue(1);
    }

    @Test
    void asManyTagsAreReadAsFitTheHeap() throws IOException {
        int most = HEAP / 400;
        assertThat(new BoundedResponseBody("ec2:X", body(text("<a".repeat(most))), HEAP).readAllBytes())
                .hasSize(2 * most);
        assertThatThrownBy(() ->
                        new BoundedResponseBody("ec2:X", body(text("<".repeat(most + 1))), HEAP).readAllBytes())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining(most + " tags");
    }

    @Test
    void ofCborAsMuchIsReadAsItsElementsFitTheHeap() throws IOException {
        int most = 10 << 10;
        assertThat(BoundedResponseBody.cbor("cloudwatch:X", body(text("<".repeat(most))), most * 400L)
                        .readAllBytes())
                .hasSize(most);
        assertThatThrownBy(() -> BoundedResponseBody.cbor("cloudwatch:X", body(new byte[most + 1]), most * 400L)
                        .readAllBytes())
                .isInstanceOf(InvalidResponseException.class)
                .hasMessageContaining("more than 10 KiB");
    }

    @Test
    void bytesPassThroughABoundedAnswerHoweverTheyAreRead() throws IOException {
        BoundedResponseBody answer = new BoundedResponseBody("ec2:X", body(new byte[] {1, (byte) 0xff, 3, 4, 5}), HEAP);

        assertThat(answer.read()).isEqualTo(1);
        assertThat(answer.read()).isEqualTo(255);
        assertThat(answer.skip(0)).isZero();
        assertThat(answer.skip(-1)).isZero();
        assertThat(answer.skip(2)).isEqualTo(2);
        assertThat(answer.markSupported()).isFalse();
        assertThat(answer.read()).isEqualTo(5);
        assertThat(answer.read()).isEqualTo(-1);
        assertThat(answer.skip(9)).isZero();
    }

    @Test
    void whatIsSkippedCountsAsRead() {
        BoundedResponseBody answer = new BoundedResponseBody("ec2:X", body(new byte[(8 << 20) + 1]), HEAP);

        assertThatThrownBy(() -> answer.skipNBytes((8 << 20) + 1)).isInstanceOf(InvalidResponseException.class);
    }

    @Test
    void firstBytesEndAfterThatMany() throws IOException {
        TruncatedErrorBody first = new TruncatedErrorBody(body(new byte[] {1, (byte) 0xff, 3, 4, 5, 6}), 4);

        assertThat(first.read(new byte[9], 0, 0)).isZero();
        assertThat(first.read()).isEqualTo(1);
        assertThat(first.read()).isEqualTo(255);
        assertThat(first.skip(0)).isZero();
        assertThat(first.skip(-1)).isZero();
        assertThat(first.skip(1)).isEqualTo(1);
        assertThat(first.markSupported()).isFalse();
        assertThat(aborted).hasValue(0);
        byte[] rest = new byte[9];
        assertThat(first.read(rest, 0, 9)).isEqualTo(1);
        assertThat(rest[0]).isEqualTo((byte) 4);
        assertThat(aborted).hasValue(1);
        assertThat(first.read()).isEqualTo(-1);
        assertThat(first.skip(5)).isZero();
    }

    @Test
    void anErrorIsReadUpToTheElementThatLiesTooDeep() throws IOException {
        byte[] nested = text("<a>".repeat(XmlDepth.MOST + 5));

        assertThat(new TruncatedErrorBody(body(nested), nested.length).readAllBytes())
                .hasSize(3 * XmlDepth.MOST + 1);
        assertThat(aborted.get()).isPositive();
    }

    @Test
    void aBodyThatIsShorterEndsWhereItEnds() throws IOException {
        assertThat(new TruncatedErrorBody(body(new byte[3]), 4).readAllBytes()).hasSize(3);
        assertThat(aborted).hasValue(0);
    }

    @Test
    void givingUpGivesUpTheConnectionWhereThereIsOne() {
        ((Abortable) new TruncatedErrorBody(body(new byte[3]), 4)).abort();
        ((Abortable) new BoundedResponseBody("ec2:X", body(new byte[3]), HEAP)).abort();
        assertThat(aborted).hasValue(2);

        new TruncatedErrorBody(new ByteArrayInputStream(new byte[3]), 4).abort();
        new BoundedResponseBody("ec2:X", new ByteArrayInputStream(new byte[3]), HEAP).abort();
        assertThat(aborted).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({
        "'<Root>', true",
        "'<Root xmlns=\"x\">', true",
        "'<Root/>', true",
        "'\uFEFF<Root>', true",
        "'<?xml version=\"1.0\"?>  <Root>', true",
        "'<!-- <html> --><!-- b --><s:Root>', true",
        "'<Roots>', false",
        "'<html><Root>', false",
        "'{\"Root\": 1}', false",
        "'Root', false",
        "'', false"
    })
    void anElementIsKnownByItsRoot(String text, boolean is) throws IOException {
        assertThat(beginning(text).isElement("Root")).isEqualTo(is);
    }

    @ParameterizedTest
    @CsvSource({
        "'{}', true, false",
        "' \n {\"a\"', true, false",
        "'[{}]', false, false",
        "'', false, true",
        "' \r\n\t', false, true"
    })
    void anObjectOfJsonAndNothingAreKnown(String text, boolean object, boolean empty) throws IOException {
        assertThat(beginning(text).isObject()).isEqualTo(object);
        assertThat(beginning(text).isEmpty()).isEqualTo(empty);
    }

    @Test
    void whatWasReadAheadIsPutBackWithOneBlankForMany() throws IOException {
        String body = "<Root>" + "x".repeat(9000);
        PushbackInputStream in =
                new PushbackInputStream(new ByteArrayInputStream(text(" \r\n\t " + body)), ResponseSniffer.LONGEST);

        assertThat(ResponseSniffer.of(in).shown()).isEqualTo(" <Root>");
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(" " + body);
    }

    @Test
    void noMoreIsReadAheadThanCanBePutBack() throws IOException {
        assertThat(beginning("x".repeat(5000)).shown()).hasSize(4096);
        assertThat(beginning(" ".repeat(60_000) + "<Root>").isElement("Root")).isTrue();
        assertThat(beginning(" ".repeat(70_000) + "<Root>").isElement("Root")).isFalse();
    }
}
