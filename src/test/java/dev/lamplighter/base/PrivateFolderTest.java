package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may read what the service writes. */
final class PrivateFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void open(Path path) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void whatAnEarlierVersionLeftOpenIsTheOwnersAloneAfterAStart() throws IOException {
        Path state = Files.createDirectories(folder.resolve("work"));
        Path answers = Files.createDirectories(state.resolve("answers/by-tag"));
        Path answer = Files.writeString(answers.resolve("1.csv"), "cost");
        Path status = Files.writeString(state.resolve(PrivateFolder.STATUS), "{}");
        Path outside = Files.writeString(folder.resolve("outside"), "not ours");
        Path link = Files.createSymbolicLink(state.resolve("link"), outside);
        for (Path path : new Path[] {state, state.resolve("answers"), answers, answer, status, outside}) {
            open(path);
        }

        assertThat(PrivateFolder.tighten(state)).isEmpty();

        assertThat(permissions(state)).isEqualTo("rwx--x---");
        assertThat(permissions(answers)).isEqualTo("rwx------");
        assertThat(permissions(answer)).isEqualTo("rwx------");
        assertThat(permissions(status)).isEqualTo("rw-r-----");
        assertThat(permissions(outside)).isEqualTo("rwxr-xr-x");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void whatCanNotBeChangedIsTold() throws IOException {
        assertThat(PrivateFolder.tighten(folder.resolve("nowhere")))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.line())
                        .startsWith("CONFIG-038  " + folder.resolve("nowhere") + "  others may read it"));
    }

    @Test
    void whereFilesHaveNoPermissionsThreeOfThemAreTold() throws IOException {
        URI zip = URI.create("jar:" + folder.resolve("state.zip").toUri());
        try (FileSystem system = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
            Path state = Files.createDirectory(system.getPath("/state"));
            Files.createFile(state.resolve("a"));
            assertThat(PrivateFolder.tighten(state)).extracting(Problem::where).containsExactly("/state", "/state/a");
            Files.createFile(state.resolve("b"));
            Files.createFile(state.resolve("c"));
            assertThat(PrivateFolder.tighten(state)).hasSize(3);
        }
    }

    @Test
    void whatIsWrittenNewIsTheOwnersAlone() throws IOException {
        Path state = folder.resolve("home/work");
        try (StateDatabase database = StateDatabase.open(state)) {
            assertThat(database.dataSource()).isNotNull();
            assertThat(permissions(state)).isEqualTo("rwx--x---");
            assertThat(PrivateFolder.tighten(state)).isEmpty();
            assertThat(permissions(state.resolve("lamplighter.mv.db"))).isEqualTo("rw-------");
        }
        AtomicFile.write(state.resolve("answers/a.csv"), new byte[] {1});
        assertThat(permissions(state.resolve("answers"))).isEqualTo("rwx------");
        assertThat(permissions(state.resolve("answers/a.csv"))).isEqualTo("rw-------");
        AtomicFile.write(state.resolve("a.png"), new byte[] {1}, "rw-r-----");
        assertThat(permissions(state.resolve("a.png"))).isEqualTo("rw-r-----");
    }
}
