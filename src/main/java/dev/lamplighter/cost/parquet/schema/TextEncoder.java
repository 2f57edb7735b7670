package dev.lamplighter.cost.parquet.schema;

import dev.lamplighter.base.code.CostProblemCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Stores text as it is, after checking that it is UTF-8; absent text is the empty string, as AWS writes it. */
final class TextEncoder implements ValueEncoder {
    private static final byte[] NOTHING = {};

    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();

    @Override
    public boolean take(byte[] text, int from, int length) throws BadValueException {
        if (!isAscii(text, from, length)) {
            checkUtf8(text, from, length);
        }
        return true;
    }

    @Override
    public int fixedLength() {
        return 0;
    }

    @Override
    public byte[] bytes() {
        return NOTHING;
    }

    @Override
    public int compare(byte[] bytes, int from, int length, int other, int otherLength) {
        return Arrays.compareUnsigned(bytes, from, from + length, bytes, other, other + otherLength);
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
            throw new BadValueException(CostProblemCode.NOT_UTF8, "not UTF-8", "reports are text in UTF-8");
        }
    }
}
