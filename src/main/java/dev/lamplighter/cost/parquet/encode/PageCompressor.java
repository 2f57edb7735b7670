package dev.lamplighter.cost.parquet.encode;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** ZSTD for pages, with memory that is reused; for one thread at a time. */
final class PageCompressor implements AutoCloseable {
    /** ZSTD's own default: more costs time that the size does not repay. */
    private static final int LEVEL = 3;

    private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(LEVEL);
    private byte[] compressed = new byte[64 << 10];

    byte[] compress(PageBytes page) {
        int bound = Math.toIntExact(Zstd.compressBound(page.size()));
        if (compressed.length < bound) {
            compressed = new byte[bound];
        }
        int length = zstd.compressByteArray(compressed, 0, compressed.length, page.array(), 0, page.size());
        return Arrays.copyOf(compressed, length);
    }

    @Override
    public void close() {
        zstd.close();
    }
}
