package dev.lamplighter.benchmarks.convert;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the processes that this one has waited for used: the end of {@code measure.sh}, whose process this was. For 64-bit
 * Linux, whose {@code struct rusage} begins with two pairs of seconds and microseconds and the peak in KiB.
 */
public final class ChildUsage {
    private static final int RUSAGE_CHILDREN = -1;
    private static final int RUSAGE_BYTES = 144;

    private ChildUsage() {}

    /** The C library. */
    public interface LibC extends Library {
        /** As getrusage(2) says. */
        int getrusage(int who, byte[] usage);
    }

    /** Takes the file to write, and what to write before the usage. */
    public static void main(String[] args) throws IOException {
        byte[] bytes = new byte[RUSAGE_BYTES];
        if (Native.load("c", LibC.class).getrusage(RUSAGE_CHILDREN, bytes) != 0) {
            throw new IOException("getrusage failed");
        }
        ByteBuffer usage = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        String line = "%s %s %s %d %d %d%n"
                .formatted(args[1], args[2], args[3], micros(usage), micros(usage), usage.getLong());
        Files.writeString(Path.of(args[0]), line);
    }

    private static long micros(ByteBuffer usage) {
        return usage.getLong() * 1_000_000 + usage.getLong();
    }
}
