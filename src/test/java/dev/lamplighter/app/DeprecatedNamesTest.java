package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.route.RouteFiles;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.DeprecatedName;
import dev.lamplighter.base.DeprecatedName.Kind;
import dev.lamplighter.base.DeprecatedNames;
import dev.lamplighter.base.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each deprecated name still works, where it may stand, and is one warning. */
final class DeprecatedNamesTest {
    @TempDir
    private Path folder;

    /** What routes of the version before call. */
    public static final class Windows {
        public void start() {}

        public void associate() {}

        public void stop() {}

        public void reconcile() {}
    }

    static List<DeprecatedName> names() {
        return DeprecatedNames.all();
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachStillWorksAndIsOneWarning(DeprecatedName name) throws IOException {
        switch (name.kind()) {
            case KEY -> setting(name, name.old() + "=some_view", name.now() + "=some_view");
            case KEY_BESIDE -> setting(name, name.old() + "=20m", name.old() + "=20m");
            case VALUE -> setting(name, name.old(), name.now());
            case CONFIGURATION -> {
                route("errors", "- routeConfiguration: {id: " + name.now() + "}");
                told(name, "- route: {id: mine, routeConfigurationId: " + name.old() + ", %s}", "log: hello");
            }
            case CALL ->
                told(
                        name,
                        "- route: {id: mine, %s}",
                        "bean: {ref: windows, method: " + name.old().replace("windows.", "") + "}");
            case HEADER -> told(name, "- route: {id: mine, %s}", "log: \"${header.AlertState} == 'LETTER'\"");
            case QUERY ->
                assertThat(Files.readAllLines(Path.of("queries", name.now() + ".sql")))
                        .as("its warning is held by cost/query/QuestionsOfATableTest")
                        .contains("-- formerly: " + name.old());
        }
    }

    /** The service reads it as {@code now}. */
    private void setting(DeprecatedName name, String old, String now) throws IOException {
        Files.writeString(folder.resolve("application.properties"), old + "\n");
        Configuration configuration = Configuration.load(new InstallDirectory(folder), List.of());
        String[] entry = now.split("=", 2);

        assertThat(configuration.settings().values()).containsEntry(entry[0], entry[1]);
        assertThat(configuration.unknownKeys()).isEmpty();
        assertThat(configuration.remarks().stream().map(Problem::line))
                .containsExactly(name.warning("application.properties:1").line());
    }

    private void told(DeprecatedName name, String route, String step) throws IOException {
        route("mine", route.formatted("from: {uri: direct:mine, steps: [{" + step + "}]}"));
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("windows", new Windows());

            assertThat(RouteFiles.silent(context, folder.resolve("routes")).load().warnings().stream()
                            .filter(problem ->
                                    problem.code().equals(name.warning("").code())))
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line())
                            .isEqualTo(name.warning(problem.where()).line()));
        }
    }

    private void route(String name, String text) throws IOException {
        Files.createDirectories(folder.resolve("routes"));
        Files.writeString(folder.resolve("routes/" + name + ".camel.yaml"), text + "\n");
    }

    @Test
    void everyFormerNameOfAShippedQueryIsInTheTable() throws IOException {
        try (var files = Files.list(Path.of("queries"))) {
            for (Path file :
                    files.filter(sql -> sql.toString().endsWith(".sql")).toList()) {
                for (String line : Files.readAllLines(file)) {
                    if (line.startsWith("-- formerly: ")) {
                        assertThat(DeprecatedNames.find(Kind.QUERY, line.substring("-- formerly: ".length())))
                                .as("%s: %s", file, line)
                                .isPresent();
                    }
                }
            }
        }
    }

    @Test
    void theDocumentHasThemAll() throws IOException {
        assertThat(Files.readAllLines(Path.of("docs/reference/settings.md")))
                .containsSequence(DeprecatedNames.all().stream()
                        .map(name -> "| %s | `%s` | `%s` | %s | %s |"
                                .formatted(
                                        name.kind().word(),
                                        name.old(),
                                        name.now().replaceAll(",$", ""),
                                        name.since(),
                                        name.note()))
                        .toList());
    }
}
