package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/reference/log.md against the lines that the sources log. */
final class LogContractTest {
    private static final Pattern LOGGED = Pattern.compile(
            "\\b(?:log|LOG)\\s*\\.\\s*(?:info|warn|error)\\(\\s*((?:\"(?:[^\"\\\\]|\\\\.)*\"\\s*(?:\\+\\s*)?)+)");
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern WITH_KEYS = Pattern.compile("\\w=[{\"\\w]");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(.*?)`");

    @Test
    void everyLineWithKeysIsInTheContractAndEveryLineOfTheContractIsLogged() throws IOException {
        Set<String> logged = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/dev/lamplighter"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                LOGGED.matcher(Files.readString(file))
                        .results()
                        .map(call -> joined(call.group(1)))
                        .filter(line -> WITH_KEYS.matcher(line).find())
                        .forEach(logged::add);
            }
        }
        Set<String> told = ROW.matcher(Files.readString(Path.of("docs/reference/log.md")))
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(logged);
        assertThat(logged)
                .contains("window={} phase={} start={} end={}", "window={} action={} resource={} reason=\"{}\"");
    }

    /** A message that is written in parts, as one. */
    private static String joined(String literals) {
        return LITERAL.matcher(literals)
                .results()
                .map((MatchResult part) -> part.group(1).replace("\\\"", "\""))
                .collect(Collectors.joining());
    }
}
