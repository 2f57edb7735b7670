package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningServiceTest {
    @TempDir
    private Path state;

    /** Run as a process of its own: a service that shows one feature and answers until its standard input ends. */
    public static final class Pretender implements PretenderMXBean {
        public static void main(String[] args) throws Exception {
            try (JmxNames jmx = new JmxNames()) {
                jmx.register(Map.of("Pretender", new Pretender()), new Verbs(List.of()));
                RunningService.announce(Path.of(args[0]));
                System.out.println("announced");
                int nothing = System.in.read();
                RunningService.retract(Path.of(args[0]));
                System.exit(nothing == -1 ? 0 : 1);
            }
        }

        @Override
        public String answer(String question) {
            if (question.isEmpty()) {
                throw new IllegalArgumentException("no question");
            }
            return question + " by " + ManagementFactory.getRuntimeMXBean().getPid();
        }
    }

    /** What it shows. */
    public interface PretenderMXBean {
        String answer(String question);
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
            try (RunningService service = RunningService.find(state).orElseThrow()) {
                PretenderMXBean feature = service.feature("Pretender", PretenderMXBean.class);
                assertThat(feature.answer("who")).isEqualTo("who by " + process.pid());
                assertThatThrownBy(() -> feature.answer(""))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("no question");
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(RunningService.find(state)).isEmpty();
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
