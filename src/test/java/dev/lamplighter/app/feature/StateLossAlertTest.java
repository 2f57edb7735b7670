package dev.lamplighter.app.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.StateFileIntegrity;
import dev.lamplighter.base.alert.AlertOutbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost state database is an alert that a kill between two steps doesn't take away. */
final class StateLossAlertTest {
    @TempDir
    private Path folder;

    @Test
    void aLossIsAnAlertUntilAStartAfterItHasAskedWhatRuns() throws IOException {
        start(file -> {});
        Files.write(folder.resolve("lamplighter.mv.db"), new byte[0]);

        start(file -> {
            assertThat(file.loss()).isPresent();
            file.asked(); // of which the alert is not over: somebody has to read it
        });
        assertThat(raised()).isEqualTo(1);
        start(file -> assertThat(file.loss()).as("killed before it asked").isPresent());
        start(StateFileIntegrity::asked);
        assertThat(raised()).isZero();
        start(file -> assertThat(file.loss()).isEmpty());
    }

    private void start(Consumer<StateFileIntegrity> service) {
        try (StateDatabase database = StateDatabase.open(folder)) {
            StateFileIntegrity file =
                    StateLossAlert.of(database, new AlertOutbox(database.dataSource(), InstantSource.system()));
            database.mark();
            service.accept(file);
        }
    }

    private int raised() {
        try (StateDatabase database = StateDatabase.open(folder)) {
            return new AlertOutbox(database.dataSource(), InstantSource.system())
                    .raised(StateFileIntegrity.AREA)
                    .size();
        }
    }
}
