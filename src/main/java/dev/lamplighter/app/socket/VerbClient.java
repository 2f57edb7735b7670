package dev.lamplighter.app.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import jdk.net.ExtendedSocketOptions;

/** Calls verbs of a service over its socket. */
public final class VerbClient {
    private static final int BUFFER = 64 * 1024;

    private final Path socket;
    private final String state;

    /**
     * Makes a client; it connects at the first call.
     *
     * @param state the folder of the service that is meant, as {@link SocketLocation#named} gives it; empty for any
     */
    public VerbClient(Path socket, String state) {
        this.socket = socket;
        this.state = state;
    }

    /**
     * Calls a verb and waits for the answer.
     *
     * @param patience how long the service may take without sending anything
     * @throws dev.lamplighter.base.ProblemException when the service refuses
     * @throws IOException when it can't be reached, sends nothing for so long, or belongs to another user
     */
    public List<String> call(String verb, Map<String, String> values, Duration patience) throws IOException {
        byte[] line = new VerbProtocol.Request(verb, values, state).line();
        try (SocketChannel channel = connect();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
            for (ByteBuffer left = ByteBuffer.wrap(line); left.hasRemaining(); channel.write(left)) {
                await(selector, patience);
            }
            key.interestOps(SelectionKey.OP_READ);
            return VerbProtocol.answer(read(channel, selector, patience));
        }
    }

    /** Connects, but only if the service runs as the file's owner. */
    private SocketChannel connect() throws IOException {
        UserPrincipal owner = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS);
        if (!Files.isWritable(socket)) {
            throw new AccessDeniedException(socket.toString());
        }
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        String listening =
                channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
        if (!listening.equals(owner.getName())) {
            channel.close();
            throw new IOException("it belongs to " + owner + " and " + listening + " listens there");
        }
        return channel;
    }

    private static byte[] read(SocketChannel channel, Selector selector, Duration patience) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (true) {
            await(selector, patience);
            int read = channel.read(buffer.clear());
            if (read < 0) {
                throw new IOException("it ended without an answer");
            }
            answer.write(buffer.array(), 0, read);
            if (read > 0 && buffer.array()[read - 1] == '\n') {
                return answer.toByteArray();
            }
        }
    }

    private static void await(Selector selector, Duration patience) throws IOException {
        if (selector.select(patience.toMillis()) == 0) {
            throw new IOException("it has sent nothing for " + patience.toSeconds() + " s");
        }
        selector.selectedKeys().clear();
    }
}
