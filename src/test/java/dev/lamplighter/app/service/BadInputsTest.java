package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code lamplighter check} says of each entry of {@code bad-inputs.yaml}: one line, with its place and what to do. */
final class BadInputsTest {
    private static final Path CHECKOUT = Path.of("").toAbsolutePath();

    @TempDir
    private Path home;

    static List<BadInput> table() throws IOException {
        return BadInput.all();
    }

    private ConfigurationDryRun.Findings check(byte[] settings) throws IOException {
        Path mine = Files.write(home.resolve("my.properties"), settings);
        return new ConfigurationDryRun(Configuration.load(new InstallDirectory(home), List.of(mine))).findings();
    }

    /** A home with the shipped files, but without routes other than those of the input, which take long to load. */
    private void prepare(Map<String, String> files) throws IOException {
        Files.copy(CHECKOUT.resolve("application.properties"), home.resolve("application.properties"));
        Files.copy(CHECKOUT.resolve("windows.yaml"), home.resolve("windows.yaml"));
        copy("queries");
        copy("routes");
        copy("routes/templates");
        for (Map.Entry<String, String> file : files.entrySet()) {
            Files.writeString(home.resolve(file.getKey()), file.getValue());
        }
    }

    private void copy(String folder) throws IOException {
        Files.createDirectories(home.resolve(folder));
        try (Stream<Path> files = Files.list(CHECKOUT.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, home.resolve(folder).resolve(file.getFileName()));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void isOneLineWithItsPlaceAndWhatToDo(BadInput input) throws IOException {
        prepare(input.files());
        byte[] settings = input.settingsFile();

        ConfigurationDryRun.Findings found = check(settings == null ? new byte[0] : settings);

        List<Problem> all = Stream.concat(found.problems().stream(), found.remarks().stream())
                .toList();
        assertThat(all).as("%s", all.stream().map(Problem::line).toList()).hasSize(input.lines());
        Problem problem = (input.remark() ? found.remarks() : found.problems())
                .stream().findFirst().orElseThrow();
        String file = home.resolve("my.properties").toString();
        assertThat(problem.code()).as(problem.line()).isEqualTo(input.code());
        assertThat(problem.where()).as(problem.line()).endsWith(input.place().replace("FILE", file));
        assertThat(input.words()).allSatisfy(words -> assertThat(problem.line()).contains(words.replace("FILE", file)));
    }

    @Test
    void whatIsShippedIsAllWell() throws IOException {
        prepare(Map.of());

        ConfigurationDryRun.Findings found = check(new byte[0]);

        assertThat(found.problems()).isEmpty();
        assertThat(found.remarks()).isEmpty();
    }
}
