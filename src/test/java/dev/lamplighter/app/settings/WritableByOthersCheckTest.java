package dev.lamplighter.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WritableByOthersCheckTest {
    @TempDir
    private Path routes;

    private Path route;

    @BeforeEach
    void writeARoute() throws IOException {
        route = Files.writeString(routes.resolve("mine.camel.yaml"), "# a route");
        permit("rw-r--r--");
    }

    private void permit(String permissions) throws IOException {
        Files.setPosixFilePermissions(route, PosixFilePermissions.fromString(permissions));
    }

    private List<String> warnings(String user) {
        return WritableByOthersCheck.warnings(List.of(routes, routes.resolve("nowhere")), user).stream()
                .map(problem -> problem.code() + " " + problem.what())
                .toList();
    }

    @Test
    void whatOnlyTheServicesUserChangesIsNoWarning() throws IOException {
        assertThat(warnings(Files.getOwner(route).getName())).isEmpty();
    }

    @Test
    void aFileThatEverybodyMayChangeIsOneWarningForItsFolder() throws IOException {
        permit("rw-rw-rw-");
        assertThat(warnings(Files.getOwner(route).getName()))
                .containsExactly("CONFIG-026 can be changed by everybody (mine.camel.yaml)");
    }
}
