package dev.lamplighter.cost.parquet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Text is stored as it is, once it is known to be UTF-8; absent text is the empty string, as AWS writes it. */
final class TextForm implements ValueForm {
    private static final byte[] NOTHING = {};

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private byte[] bytes = NOTHING;
    private int from;
    private int length;

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        if (!isAscii(text, from, length)) {
            checkUtf8(text, from, length);
        }
        this.bytes = text;
        this.from = from;
        this.length = length;
        return true;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int from() {
        return from;
    }

    @Override
    public int length() {
        return length;
    }

    private static boolean isAscii(byte[] text, int from, int length) {
        int all = 0;
        for (int i = from; i < from + length; i++) {
            all |= text[i];
        }
        return all >= 0;
    }

    private void checkUtf8(byte[] text, int from, int length) throws BadValueException {
        try {
            utf8.decode(ByteBuffer.wrap(text, from, length));
        } catch (CharacterCodingException e) {
            throw new BadValueException("COST-018", "not UTF-8", "reports are text in UTF-8");
        }
    }
}
