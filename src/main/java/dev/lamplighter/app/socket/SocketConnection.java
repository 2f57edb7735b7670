package dev.lamplighter.app.socket;

import dev.lamplighter.app.verb.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a line is read, answered, and the next one read. Only the thread of the selector touches it, but for {@link
 * #caller()}.
 */
final class SocketConnection {
    private static final int FIRST_BUFFER = 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Caller caller;
    private byte[] read = new byte[0];
    private int length;
    private @Nullable ByteBuffer answer;
    private boolean waiting;
    private long since;

    SocketConnection(SocketChannel channel, SelectionKey key, long now) throws IOException {
        this.channel = channel;
        this.key = key;
        this.caller = new Caller(
                "socket",
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName());
        this.since = now;
    }

    /** Whom the kernel says it is. */
    Caller caller() {
        return caller;
    }

    /** When it last began to wait for its peer; what waits for us may take its time. */
    long since() {
        return since;
    }

    /** Whether it is the peer's turn. */
    boolean isPeersTurn() {
        return !waiting;
    }

    /** Whether it is the peer's turn to ask. */
    boolean isReading() {
        return !waiting && answer == null;
    }

    /** Bytes that its peer has not taken yet. */
    long unread() {
        ByteBuffer left = answer;
        return left == null ? 0 : left.remaining();
    }

    /**
     * Takes what is there.
     *
     * @return the line, without its end, if it is whole
     * @throws IOException at the end, or when the line is longer than {@code longest}
     */
    byte @Nullable [] read(ByteBuffer buffer, int longest) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the end");
        }
        buffer.flip();
        int more = buffer.remaining();
        if (length + more > longest) {
            throw new TooLong();
        }
        if (length + more > read.length) {
            read = Arrays.copyOf(read, Math.min(longest, Math.max(FIRST_BUFFER, 2 * (length + more))));
        }
        buffer.get(read, length, more);
        length += more;
        for (int i = length - more; i < length; i++) {
            if (read[i] == '\n') {
                return taken(i);
            }
        }
        return null;
    }

    /** What comes after the line before its answer is dropped: who asks waits. */
    private byte[] taken(int end) {
        byte[] line = Arrays.copyOf(read, end);
        read = new byte[0];
        length = 0;
        waiting = true;
        key.interestOps(0);
        return line;
    }

    void answer(byte[] line, long now) throws IOException {
        waiting = false;
        answer = ByteBuffer.wrap(line);
        since = now;
        write(now);
    }

    /** Goes on with its answer. */
    void write(long now) throws IOException {
        ByteBuffer left = answer;
        if (left != null && channel.write(left) > 0) {
            since = now;
        }
        if (left == null || !left.hasRemaining()) {
            answer = null;
            key.interestOps(SelectionKey.OP_READ);
        } else {
            key.interestOps(SelectionKey.OP_WRITE);
        }
    }

    void close() {
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    /** A line without end. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
