package dev.lamplighter.cost.parquet.read;

import com.github.luben.zstd.Zstd;
import dev.lamplighter.base.ProblemException;
import io.airlift.compress.snappy.SnappyDecompressor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.format.CompressionCodec;

/** Decompresses pages: SNAPPY, which AWS uses, ZSTD, which this project uses, and GZIP. */
final class PageDecompressor {
    private PageDecompressor() {}

    static byte[] unpacked(
            CompressionCodec codec, byte[] packed, int length, Function<String, ProblemException> unreadable)
            throws IOException {
        if (codec == CompressionCodec.UNCOMPRESSED || length == 0) {
            return packed;
        }
        byte[] bytes;
        try {
            bytes = switch (codec) {
                case SNAPPY -> snappy(packed, length);
                case ZSTD -> Zstd.decompress(packed, length);
                case GZIP -> gzip(packed, length);
                default -> throw unreadable.apply("its pages are packed as " + codec);
            };
        } catch (ProblemException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders throw all kinds of them for damaged bytes
            throw unreadable.apply("a page can't be decompressed: " + e.getMessage());
        }
        if (bytes.length != length) {
            throw unreadable.apply("a page has " + bytes.length + " bytes, its header says " + length);
        }
        return bytes;
    }

    private static byte[] snappy(byte[] packed, int length) {
        byte[] bytes = new byte[length];
        int count = new SnappyDecompressor().decompress(packed, 0, packed.length, bytes, 0, length);
        return count == length ? bytes : Arrays.copyOf(bytes, count);
    }

    private static byte[] gzip(byte[] packed, int length) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return in.readNBytes(length);
        }
    }
}
