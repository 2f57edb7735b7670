package dev.lamplighter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.code.ProblemCode;
import dev.lamplighter.base.code.ProblemCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The codes of dev.lamplighter.base.code against the sources that use and test them. */
final class CodesInSourcesTest {
    private static final Path MAIN = Path.of("src/main/java");
    private static final Path SANDBOX = Path.of("sandbox/src/main/java");
    private static final Path CODES = MAIN.resolve("dev/lamplighter/base/code");
    private static final String AREAS = ProblemCodes.all().stream()
            .map(code -> code.text().substring(0, code.text().indexOf('-')))
            .distinct()
            .collect(Collectors.joining("|"));
    private static final Pattern LITERAL = Pattern.compile("\"(" + AREAS + ")-\\d{3}");

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(CODES))
                    .toList();
        }
    }

    /** Bytes that are no text are no matter here. */
    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String all(Path folder) throws IOException {
        return files(folder).stream().map(CodesInSourcesTest::text).collect(Collectors.joining("\n"));
    }

    @Test
    void everyCodeIsUsedByTheService() throws IOException {
        String sources = all(MAIN) + all(SANDBOX);

        assertThat(ProblemCodes.all())
                .allMatch(code -> Pattern.compile("\\b" + code.getClass().getSimpleName() + "\\." + code + "\\b")
                        .matcher(sources)
                        .find());
    }

    @Test
    void noCodeIsWrittenAsText() throws IOException {
        assertThat(Stream.concat(files(MAIN).stream(), files(SANDBOX).stream()))
                .filteredOn(file -> LITERAL.matcher(text(file)).find())
                .isEmpty();
        assertThat(LITERAL.matcher("new Problem(\"WINDOW-111\",").find()).isTrue();
    }

    @Test
    void everyCodeIsNamedByATestButThoseThatTheListAllows() throws IOException {
        Path list = Path.of("src/test/resources/codes-without-a-test.txt");
        String tests = files(Path.of("src/test")).stream()
                .filter(file -> !file.equals(list))
                .map(CodesInSourcesTest::text)
                .collect(Collectors.joining("\n"));

        assertThat(ProblemCodes.all().stream().map(ProblemCode::text).filter(code -> !tests.contains(code)))
                .containsExactlyInAnyOrderElementsOf(allowed(list));
    }

    private static Set<String> allowed(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" ", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
