package dev.lamplighter.base;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the newest chunk in a file of H2's MVStore, whatever its header says. H2 follows the header, which is up to 20
 * versions old, from chunk to chunk. A chunk on this way that is no longer used may be overwritten by the next commit,
 * before the header is written again. If the process is killed or runs out of space at that point, H2 starts from an older
 * version although the newest is whole.
 */
final class MVStoreNewestChunk {
    private static final int BLOCK = 4096;
    private static final int HEADER_BLOCKS = 2;
    private static final int FOOTER = 128;
    private static final String CHECKSUM = ",fletcher:";

    private MVStoreNewestChunk() {}

    /**
     * The two header blocks that point to the newest chunk; empty if the file's own header points to it, or if the newest
     * chunk can't be determined.
     */
    static Optional<byte[]> header(FileChannel file) throws IOException {
        Map<String, String> header = newestHeader(file);
        Map<String, String> newest = newest(file);
        if (header == null || newest == null || number(newest, "version") == number(header, "version")) {
            return Optional.empty();
        }
        for (String key : new String[] {"chunk", "block", "version"}) {
            header.put(key, newest.get(key));
        }
        header.remove("clean");
        return Optional.of(bytes(header));
    }

    private static byte[] bytes(Map<String, String> header) {
        StringBuilder text = new StringBuilder();
        DataUtils.appendMap(text, new HashMap<>(header));
        byte[] checked = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        DataUtils.appendMap(text, "fletcher", DataUtils.getFletcher32(checked, 0, checked.length));
        byte[] block = text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] both = new byte[HEADER_BLOCKS * BLOCK];
        System.arraycopy(block, 0, both, 0, block.length);
        System.arraycopy(block, 0, both, BLOCK, block.length);
        return both;
    }

    private static @Nullable Map<String, String> newestHeader(FileChannel file) throws IOException {
        Map<String, String> newest = null;
        for (int block = 0; block < HEADER_BLOCKS; block++) {
            Map<String, String> one = checked(read(file, (long) block * BLOCK, BLOCK));
            if (one != null && (newest == null || number(one, "version") > number(newest, "version"))) {
                newest = one;
            }
        }
        return newest;
    }

    /**
     * The entries of the newest chunk; null if the chunk with the highest version is not the latest one, because then the
     * file also contains chunks of another history.
     */
    private static @Nullable Map<String, String> newest(FileChannel file) throws IOException {
        Map<String, String> newest = null;
        long latest = 0;
        long blocks = file.size() / BLOCK;
        for (long block = HEADER_BLOCKS; block < blocks; block++) {
            Map<String, String> chunk = chunk(file, block, blocks);
            if (chunk != null) {
                latest = Math.max(latest, number(chunk, "time"));
                if (newest == null || number(chunk, "version") > number(newest, "version")) {
                    newest = chunk;
                }
            }
        }
        return newest == null || number(newest, "time") < latest ? null : newest;
    }

    /**
     * The entries of a chunk whose first and last block match; {@link DurableH2File} writes the last one at the end. Null if
     * they don't.
     */
    private static @Nullable Map<String, String> chunk(FileChannel file, long block, long blocks) throws IOException {
        Map<String, String> chunk = map(line(read(file, block * BLOCK, 1024)));
        if (chunk == null || !chunk.containsKey("chunk") || number(chunk, "version") < 0) {
            return null;
        }
        long place = number(chunk, "block");
        long end = block + number(chunk, "len");
        if ((place > 0 && place != block) || end <= block || end > blocks) {
            return null;
        }
        Map<String, String> footer = checked(read(file, end * BLOCK - FOOTER, FOOTER));
        if (footer == null
                || number(footer, "version") != number(chunk, "version")
                || number(footer, "chunk") != number(chunk, "chunk")) {
            return null;
        }
        chunk.put("block", Long.toHexString(block));
        return chunk;
    }

    private static byte[] read(FileChannel file, long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining() && file.read(bytes, position + bytes.position()) > 0) {
            // the rest of this chunk
        }
        return bytes.array();
    }

    private static String line(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        return end < 0 ? "" : text.substring(0, end).strip();
    }

    /** The entries of a header or footer line whose checksum is right; otherwise null. */
    private static @Nullable Map<String, String> checked(byte[] bytes) {
        String line = line(bytes);
        int end = line.lastIndexOf(CHECKSUM);
        if (end < 0) {
            return null;
        }
        byte[] summed = line.substring(0, end).getBytes(StandardCharsets.ISO_8859_1);
        String sum = Integer.toHexString(DataUtils.getFletcher32(summed, 0, summed.length));
        return line.substring(end + CHECKSUM.length()).equals(sum) ? map(line.substring(0, end)) : null;
    }

    private static @Nullable Map<String, String> map(String line) {
        try {
            return line.isEmpty() ? null : DataUtils.parseMap(line);
        } catch (MVStoreException e) {
            return null; // no map, so neither a header nor a footer
        }
    }

    /** The hexadecimal number under a key; -1 if there is none. */
    private static long number(Map<String, String> map, String key) {
        try {
            String value = map.get(key);
            return value == null ? -1 : Long.parseLong(value, 16);
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
