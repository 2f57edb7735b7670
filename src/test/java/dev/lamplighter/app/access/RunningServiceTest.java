package dev.lamplighter.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.socket.LockedSocketFile;
import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbClient;
import dev.lamplighter.app.socket.VerbSocket;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServiceTest {
    @TempDir
    private Path state;

    /** Run as a process of its own: a service that has one verb and answers until its standard input ends. */
    public static final class Pretender {
        public static void main(String[] args) throws Exception {
            Path state = Path.of(args[0]);
            Verb answer = new Verb(
                    "answer",
                    Verb.Effect.ASKS,
                    "Answers.",
                    List.of(new VerbArgument("question", VerbArgument.Kind.NAME, true, "any")),
                    verbArguments ->
                            List.of("by " + ManagementFactory.getRuntimeMXBean().getPid()));
            LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
            try (VerbSocket socket = VerbSocket.listen(own, new Verbs(List.of(answer)), state, System::nanoTime)) {
                RunningService.announce(state, own.file());
                System.out.println("announced");
                int nothing = System.in.read();
                RunningService.retract(state);
                System.out.println("retracted " + socket.getClass().getSimpleName());
                System.exit(nothing == -1 ? 0 : 1);
            }
        }
    }

    @Test
    void aServiceOfTheSameFolderIsFoundAndAnswersUntilItEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Pretender.class.getName(),
                        state.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("announced");
            RunningService service = RunningService.find(state).orElseThrow();
            assertThat(service.call("answer", Map.of("question", "who"))).containsExactly("by " + process.pid());
            assertThatThrownBy(() -> service.call("answer", Map.of()))
                    .isInstanceOf(ProblemException.class)
                    .hasMessageStartingWith("CONFIG-036  answer  missing: question");
            assertThat(RunningService.of(process.pid()).call("answer", Map.of("question", "who")))
                    .containsExactly("by " + process.pid());
            assertThat(listeningPorts(process.pid())).isEmpty();
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(RunningService.find(state)).isEmpty();
    }

    @Test
    void whoMeansAnotherFolderIsRefusedByAServiceThatIsFoundByItsSocketAlone() throws Exception {
        LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
        try (VerbSocket socket = VerbSocket.listen(own, new Verbs(List.of()), state, System::nanoTime)) {
            Path other = Files.createDirectories(state.resolve("other"));
            assertThat(socket).isNotNull();
            assertThatThrownBy(
                            () -> new VerbClient(own.file(), other.toRealPath().toString())
                                    .call("answer", Map.of(), Duration.ofSeconds(60)))
                    .hasMessage("this is the service of another state folder");
        }
        assertThat(own.file()).doesNotExist();
    }

    /** Of {@code /proc/<pid>/net/tcp}, those that this very process has open. */
    private static List<String> listeningPorts(long pid) throws IOException {
        Set<String> open = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    open.add(Files.readSymbolicLink(descriptor).toString());
                } catch (NoSuchFileException e) {
                    // closed meanwhile
                }
            }
        }
        List<String> listening = new ArrayList<>();
        for (String family : List.of("tcp", "tcp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + family))) {
                String[] columns = line.trim().split("\\s+", -1);
                if (columns[3].equals("0A") && open.contains("socket:[" + columns[9] + "]")) {
                    listening.add(columns[1]);
                }
            }
        }
        return listening;
    }

    /** As one of the group of the packaged service: its state folder is closed to others. Root may look everywhere. */
    @Test
    void whoCannotLookIntoTheFolderFindsThePackagedServiceByItsSocket() throws Exception {
        LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
        try (VerbSocket socket = VerbSocket.listen(own, new Verbs(List.of()), state, System::nanoTime)) {
            assertThat(socket).isNotNull();
            assertThat(RunningService.packaged(own.file(), SocketLocation.named(state)))
                    .isPresent();
        }
        assertThat(RunningService.packaged(own.file(), SocketLocation.named(state)))
                .isEmpty();
    }

    @Test
    void aFolderWithoutTheFileHasNoService() {
        assertThat(RunningService.find(state)).isEmpty();
    }

    @Test
    void aProcessThatIsGoneOrAnotherWithItsIdIsNoService() throws IOException {
        Files.writeString(state.resolve("lamplighter.pid"), "2147483646 2026-01-01T00:00:00Z\n");
        assertThat(RunningService.find(state)).isEmpty();
        Files.writeString(state.resolve("lamplighter.pid"), "1 1970-01-01T00:00:00Z\n");
        assertThat(RunningService.find(state)).isEqualTo(Optional.empty());
    }

    @Test
    void aFileThatTellsNothingIsToldAndNotTakenForNoService() throws IOException {
        Files.writeString(state.resolve("lamplighter.pid"), "nonsense");
        assertThatThrownBy(() -> RunningService.find(state))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("CONFIG-015");
    }
}
