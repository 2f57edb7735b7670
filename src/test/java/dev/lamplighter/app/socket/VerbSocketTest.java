package dev.lamplighter.app.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers of every manner; the clock stands still unless a test moves it, so that patience helps nobody. */
final class VerbSocketTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path state;

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<SocketChannel> open = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // set before each test
    private LockedSocketFile own;

    @SuppressWarnings("NullAway.Init") // set before each test
    private VerbSocket socket;

    @BeforeEach
    void listen() {
        own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
        socket = VerbSocket.listen(own, verbs(), state, nanos::get);
    }

    @AfterEach
    void close() throws IOException {
        released.countDown();
        for (SocketChannel peer : open) {
            peer.close();
        }
        socket.close();
    }

    private Verbs verbs() {
        VerbArgument by = new VerbArgument("by", Kind.NAME, false, "who");
        VerbArgument text = new VerbArgument("text", Kind.CONTENT, false, "any");
        return new Verbs(List.of(
                new Verb("echo", Effect.ASKS, "Echoes.", List.of(text), verbArguments -> List.of("one\ntwo", "end")),
                new Verb("flood", Effect.ASKS, "Floods.", List.of(), verbArguments -> List.of("x".repeat(3_000_000))),
                new Verb("fail", Effect.ASKS, "Fails.", List.of(), verbArguments -> {
                    throw new IllegalStateException("no database");
                }),
                new Verb("long work", Effect.WORKS, "Works.", List.of(by), verbArguments -> {
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                    return List.of("done");
                })));
    }

    private List<String> call(String verb) throws IOException {
        return new VerbClient(own.file(), SocketLocation.named(state)).call(verb, Map.of(), LONG);
    }

    private SocketChannel peer(String bytes) throws IOException {
        SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(own.file()));
        open.add(peer);
        ByteBuffer left = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.UTF_8));
        while (left.hasRemaining()) {
            peer.write(left);
        }
        return peer;
    }

    private static String all(SocketChannel peer) throws IOException {
        return new String(Channels.newInputStream(peer).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void answersLineByLineOnOneConnection() throws IOException {
        SocketChannel peer = peer("{\"verb\": \"echo\"}\n");
        byte[] buffer = new byte[200];
        String expected = "{\"lines\":[\"one\\ntwo\",\"end\"]}\n";
        int read = Channels.newInputStream(peer).readNBytes(buffer, 0, expected.length());
        assertThat(new String(buffer, 0, read, StandardCharsets.UTF_8)).isEqualTo(expected);
        peer.write(ByteBuffer.wrap("nonsense\n".getBytes(StandardCharsets.UTF_8)));
        peer.shutdownOutput();
        assertThat(all(peer)).startsWith("{\"refused\":\"not JSON: ").endsWith("\n");
        assertThat(call("echo")).containsExactly("one\ntwo", "end");
    }

    @Test
    void whatFailsOrIsRefusedIsOneLine() {
        assertThatThrownBy(() -> call("sing"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-035  sing  no such verb");
        assertThatThrownBy(() -> call("fail"))
                .isInstanceOf(IOException.class)
                .hasMessage("failed: java.lang.IllegalStateException: no database");
        for (String line :
                List.of("[]", "{}", "{\"verb\":1}", "{\"verb\":\"echo\",\"values\":[]}", "[".repeat(5000), "")) {
            assertThatThrownBy(() -> VerbProtocol.answer(all(asked(line)).getBytes(StandardCharsets.UTF_8)))
                    .as(line)
                    .isInstanceOf(IOException.class);
        }
    }

    private SocketChannel asked(String line) throws IOException {
        SocketChannel peer = peer(line + "\n");
        peer.shutdownOutput();
        return peer;
    }

    @Test
    void whoSaysNothingOrDribblesHoldsUpNobody() throws IOException {
        for (int i = 0; i < 3 * VerbSocket.MOST_PEERS; i++) {
            try {
                peer(i % 2 == 0 ? "" : "{\"verb\": \"ec");
            } catch (IOException e) {
                // sent away already
            }
        }
        assertThat(call("echo")).hasSize(2);
        nanos.addAndGet(VerbSocket.PATIENCE.toNanos() + 1);
        SocketChannel last = open.get(open.size() - 1);
        assertThat(isSentAway(last)).isTrue();
        assertThat(call("echo")).hasSize(2);
    }

    /** What it had sent and nobody had read makes the end a reset. */
    private static boolean isSentAway(SocketChannel peer) {
        try {
            return all(peer).isEmpty();
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void aLineWithoutEndIsNotKept() throws IOException {
        SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(own.file()));
        open.add(peer);
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1000; i++) {
                        peer.write(ByteBuffer.wrap("x".repeat(10_000).getBytes(StandardCharsets.UTF_8)));
                    }
                })
                .isInstanceOf(IOException.class);
        String longest = "{\"verb\":\"echo\",\"values\":{\"text\":\"" + "x\\n".repeat(32_000) + "\"}}";
        assertThat(all(asked(longest))).startsWith("{\"lines\"");
    }

    @Test
    void whoNeverReadsHoldsUpNobodyAndFillsNothing() throws IOException {
        for (int i = 0; i < 30; i++) {
            peer("{\"verb\": \"flood\"}\n");
        }
        assertThat(call("echo")).hasSize(2);
        nanos.addAndGet(VerbSocket.PATIENCE.toNanos() + 1);
        await().atMost(LONG).ignoreExceptions().until(() -> call("flood").size() == 1);
    }

    @Test
    void whatTakesMinutesLeavesRoomForQuestions() throws Exception {
        for (int i = 0; i < 20; i++) {
            peer("{\"verb\": \"long work\"}\n");
        }
        assertThatThrownBy(() -> {
                    while (true) {
                        call("long work");
                    }
                })
                .hasMessageContaining("busy with what others have asked");
        assertThat(call("echo")).hasSize(2);
    }

    @Test
    void aSecondServiceAndAStrangersFileAreRefusedAndWhatAKilledOneLeftIsReplaced() throws IOException {
        SocketLocation place = SocketLocation.of(state, Map.of());
        assertThatThrownBy(() -> LockedSocketFile.at(place))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-037  " + own.file())
                .hasMessageContaining("another service listens there");
        assertThat(call("echo")).hasSize(2);
        socket.close();
        assertThat(own.file()).doesNotExist();

        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(own.file()));
        }
        assertThat(own.file()).exists();
        listen();
        assertThat(call("echo")).hasSize(2);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own.file())))
                .isEqualTo("rw-------");
        socket.close();

        Files.writeString(own.file(), "a file");
        assertThatThrownBy(() -> LockedSocketFile.at(place)).hasMessageContaining("is no socket");
        assertThat(own.file()).hasContent("a file");
    }

    @Test
    void aSocketOfSomebodyElseIsNeitherReplacedNorAsked() throws IOException {
        assumeThat(LockedSocketFile.self().getName()).isEqualTo("root");
        SocketLocation place = SocketLocation.of(state, Map.of());
        Files.setAttribute(own.file(), "unix:uid", 1);
        assertThatThrownBy(() -> call("echo")).isInstanceOf(IOException.class).hasMessageContaining("listens there");
        socket.close();
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(own.file()));
            Files.setAttribute(own.file(), "unix:uid", 1);
            assertThatThrownBy(() -> LockedSocketFile.at(place)).hasMessageContaining("belongs to");
            assertThat(own.file()).exists();
        }
    }

    @Test
    void theRuntimeFolderIsTheGroupsAndALongPathGetsAShortPlace() throws IOException {
        Path runtime = Files.createDirectories(state.resolve("run"));
        SocketLocation shared = SocketLocation.of(state, Map.of("RUNTIME_DIRECTORY", runtime + ":/run/other"));
        assertThat(shared).isEqualTo(new SocketLocation(runtime.resolve("lamplighter.socket"), true));
        try (LockedSocketFile made = LockedSocketFile.at(shared)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
                    .isEqualTo("rw-rw----");
        }
        Path far = Files.createDirectories(state.resolve("f".repeat(100)));
        SocketLocation brief = SocketLocation.of(far, Map.of());
        assertThat(brief).isEqualTo(SocketLocation.of(far, Map.of()));
        assertThat(brief.file().toString().length()).isLessThan(108);
        try (LockedSocketFile made = LockedSocketFile.at(brief)) {
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(made.file().getParent())))
                    .isEqualTo("rwx------");
        }
        Path file = Files.writeString(state.resolve("file"), "");
        assertThatThrownBy(() -> LockedSocketFile.at(new SocketLocation(file.resolve("lamplighter.socket"), false)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("CONFIG-037  ");
    }
}
