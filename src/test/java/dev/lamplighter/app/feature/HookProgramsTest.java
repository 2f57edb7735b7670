package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookProgramsTest {
    @TempDir
    private Path folder;

    private HookPrograms programs() {
        return new HookPrograms(folder);
    }

    private void write(String name, String script) throws IOException {
        Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(folder.resolve(name), PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void aProgramKnowsForWhatItRuns() throws Exception {
        write("tell.sh", "echo first; echo \"$LAMPLIGHTER_WINDOW $LAMPLIGHTER_INSTANCES $SECRET\" >&2\n");

        assertThat(programs()
                        .run(
                                "tell.sh",
                                Map.of(
                                        "LamplighterWindow",
                                        "sunday-service",
                                        "LamplighterInstances",
                                        List.of("i-1", "i-2"),
                                        "SECRET",
                                        "not passed on")))
                .isEqualTo("sunday-service i-1,i-2 ");
    }

    @Test
    void aProgramThatFailsOrIsElsewhereIsRefusedWithItsReason() throws Exception {
        write("fail.sh", "echo 'no route to host'; exit 255\n");

        assertThatThrownBy(() -> programs().run("fail.sh", Map.of()))
                .hasMessage("fail.sh ended with 255: no route to host");
        assertThatThrownBy(() -> programs().run("../fail.sh", Map.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> programs().run("missing.sh", Map.of())).isInstanceOf(IOException.class);
    }

    @Test
    void row33AProgramThatIsCutLeavesNothingRunning() throws Exception {
        write("hang.sh", "sleep 600 & echo $! > child\nwait\n");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> run = thread.submit(() -> programs().run("hang.sh", Map.of()));
            Path child = folder.resolve("child");
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(child) && Files.size(child) > 1);
            long pid = Long.parseLong(Files.readString(child).strip());

            run.cancel(true);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> ProcessHandle.of(pid)
                            .map(process -> !process.isAlive())
                            .orElse(true));
        } finally {
            thread.shutdownNow();
        }
    }
}
