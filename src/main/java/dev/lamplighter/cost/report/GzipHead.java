package dev.lamplighter.cost.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Holds what two ranged reads tell of a gzip file: the beginning of its text, and its last four bytes, which are the length of
 * the text modulo 2^32 if it has a single member.
 */
public final class GzipHead {
    private static final int HEAD_BYTES = 64 << 10;
    private static final int FIELD_BYTES = 4;
    private static final int MOST_TEXT = 4 << 20;

    private final byte[] text;
    private final long lengthField;

    private GzipHead(byte[] text, long lengthField) {
        this.text = text;
        this.lengthField = lengthField;
    }

    /** The text, inflated as far as the bytes go; empty when they are no gzip. */
    public byte[] text() {
        return text.clone();
    }

    /** The last four bytes as a number. */
    public long lengthField() {
        return lengthField;
    }

    /**
     * Reads them.
     *
     * @throws ObjectChangedException when the store holds another content now, or none
     */
    public static GzipHead read(ObjectStore store, StoredObject pinned) throws IOException {
        if (pinned.sizeBytes() < FIELD_BYTES) {
            return new GzipHead(new byte[0], 0);
        }
        byte[] head = range(store, pinned, 0, (int) Math.min(HEAD_BYTES, pinned.sizeBytes()));
        byte[] end = range(store, pinned, pinned.sizeBytes() - FIELD_BYTES, FIELD_BYTES);
        long field = 0;
        for (int i = FIELD_BYTES - 1; i >= 0; i--) {
            field = (field << Byte.SIZE) | (end[i] & 0xff);
        }
        return new GzipHead(inflate(head), field);
    }

    private static byte[] range(ObjectStore store, StoredObject pinned, long from, int length) throws IOException {
        try (InputStream in = store.open(pinned, from, length)) {
            return in.readNBytes(length);
        }
    }

    private static byte[] inflate(byte[] head) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] block = new byte[8 << 10];
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(head))) {
            int count = in.read(block);
            while (count > 0 && text.size() < MOST_TEXT) {
                text.write(block, 0, count);
                count = in.read(block);
            }
        } catch (EOFException | ZipException e) { // the head ends here, or it is no gzip: then there is no text
            return text.toByteArray();
        }
        return text.toByteArray();
    }
}
