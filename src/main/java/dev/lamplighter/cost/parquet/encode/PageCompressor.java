package dev.lamplighter.cost.parquet.encode;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.util.Arrays;

/** Compresses pages with ZSTD, in memory that is reused. Not thread-safe. */
final class PageCompressor implements AutoCloseable {
    /** ZSTD's default level: higher ones cost much time for little size. */
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
