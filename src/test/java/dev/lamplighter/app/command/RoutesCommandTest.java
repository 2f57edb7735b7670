package dev.lamplighter.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.app.settings.InstallDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code routes test} prints and exits with, over a home with one route. */
final class RoutesCommandTest {
    private static final String HELLO = "routes/hello.camel.yaml";
    private static final String CASES = "routes/cases/hello.cases.yaml";
    private static final String ROUTE = """
            - route:
                id: hello
                from:
                  id: hello.asked
                  uri: direct:hello
                  steps:
                    - log: {id: hello.log, message: "hello ${body}"}
            """;
    private static final String SAYS_HELLO = """
            - case: says hello
              given:
                body: world
              log: [hello world]
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set before each test
    private Path home;

    @BeforeEach
    void writeHome() throws IOException {
        write("application.properties", "panel.type=none\n");
        write("windows.yaml", "windows: []\n");
        Files.createDirectories(home.resolve("queries"));
        write(HELLO, ROUTE);
        write(CASES, SAYS_HELLO);
    }

    private void write(String file, String text) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private int test(String... arguments) {
        return new CommandLine(new RoutesCommand(() -> new InstallDirectory(home)))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    private List<String> lines() {
        assertThat(err.toString()).isEmpty();
        return out.toString().lines().toList();
    }

    @Test
    void allWell() {
        assertThat(test("test")).isZero();

        assertThat(lines()).containsExactly("ok  " + CASES + " \"says hello\"", "1 passed, 0 failed");
    }

    @Test
    void aFailingCaseIsALineBesideThoseThatPass() throws IOException {
        write(CASES, SAYS_HELLO + "- case: says nothing\n  log: []\n");

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "ok  " + CASES + " \"says hello\"",
                        "CASE-007  " + CASES
                                + " \"says nothing\"  logs [hello ]: expected []; fix: correct log, or the route",
                        "1 passed, 1 failed");
    }

    @Test
    void aFileOfCasesThatCantBeReadIsALineAndTheOthersRun() throws IOException {
        write("routes/cases/broken.cases.yaml", "- case: [\n");
        write("routes/cases/notes.txt", "not cases\n");

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines()).hasSize(4);
        assertThat(lines())
                .contains(
                        "ok  " + CASES + " \"says hello\"",
                        "CASE-001  routes/cases/notes.txt  cases that can't be read: its name doesn't end in .cases.yaml;"
                                + " fix: name it <route>.cases.yaml",
                        "1 passed, 0 failed, 2 to correct")
                .anySatisfy(line -> assertThat(line)
                        .startsWith("CASE-001  routes/cases/broken.cases.yaml  cases that can't be read:")
                        .contains("line 2")
                        .endsWith("fix: correct it; check indentation and quotes"));
    }

    @Test
    void aSlipInACaseIsALine() throws IOException {
        write(CASES, "- case: says hello\n  logs: []\n");

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "CASE-002  " + CASES
                                + " \"says hello\"  unknown key logs: nothing reads it; fix: did you mean log?",
                        "0 passed, 0 failed, 1 to correct");
    }

    @Test
    void aBeanInASimpleExpressionIsAnsweredByTheCase() throws IOException {
        write(HELLO, ROUTE.replace("hello ${body}", "hello ${bean:alerts.pending}"));
        write(
                CASES,
                "- case: asks\n  calls:\n    - method: alerts.pending\n      replies: {body: 7}\n  log: [hello 7]\n");

        assertThat(test("test")).isZero();
        assertThat(lines()).contains("1 passed, 0 failed");
    }

    @Test
    void onlyTheRoutesThatAreNamedAreTested() throws IOException {
        write("routes/other.camel.yaml", ROUTE.replace("hello", "other"));
        write("routes/cases/other.cases.yaml", "- case: never passes\n  log: []\n");

        assertThat(test("test", "hello")).isZero();

        assertThat(lines()).containsExactly("ok  " + CASES + " \"says hello\"", "1 passed, 0 failed");
    }

    @Test
    void aRouteThatHasNoCaseIsALine() {
        assertThat(test("test", "hallo")).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "CASE-003  routes/cases/hallo.cases.yaml  route \"hallo\" has no case: nothing is tested of it;"
                                + " fix: did you mean hello?",
                        "0 passed, 0 failed, 1 to correct");
    }

    @Test
    void aCaseOfARouteThatIsNotThereFails() throws IOException {
        Files.move(home.resolve(CASES), home.resolve("routes/cases/hallo.cases.yaml"));

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines())
                .containsExactly(
                        "CASE-003  routes/cases/hallo.cases.yaml \"says hello\"  unknown route \"hallo\": no file in routes/ has"
                                + " it, and a template needs parameters; fix: did you mean hello?",
                        "0 passed, 1 failed");
    }

    @Test
    void aCaseOfARouteThatIsRefusedFailsByItsCode() throws IOException {
        write(HELLO, ROUTE.replace("log:", "logg:"));

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("CASE-003  " + CASES
                                + " \"says hello\"  unknown route \"hello\": its file has ROUTE-002"))
                .anySatisfy(line -> assertThat(line).startsWith("ROUTE-002  " + HELLO + ":7:11"))
                .last()
                .isEqualTo("0 passed, 1 failed, 1 to correct");
    }

    @Test
    void whereThereAreNoCasesNothingIsWell() throws IOException {
        Files.delete(home.resolve(CASES));
        assertThat(test("test")).isEqualTo(1);
        Files.delete(home.resolve("routes/cases"));
        assertThat(test("test")).isEqualTo(1);

        String line =
                "CASE-001  routes/cases  no cases: nothing is tested; fix: copy the folder from the archive that this"
                        + " version came in, or write one, see routes/README.md";
        assertThat(lines())
                .containsExactly(line, "0 passed, 0 failed, 1 to correct", line, "0 passed, 0 failed, 1 to correct");
    }

    @Test
    void withoutACommandItSaysWhichThereAre() {
        assertThat(test()).isEqualTo(2);

        assertThat(err.toString()).contains("name a command: test");
    }

    private void failsWith(String code, String route, String cases) throws IOException {
        write(HELLO, route);
        write(CASES, cases);

        assertThat(test("test")).isEqualTo(1);

        assertThat(lines()).first().asString().startsWith(code + "  " + CASES);
    }

    private static final String ASKS = ROUTE
            + "        - to: {id: hello.ask, uri: \"direct:other\"}\n"
            + "- route: {id: other, from: {uri: direct:other, steps: [{log: {id: other.log, message: other}}]}}\n";

    @Test
    void aCallThatIsNotMadeIsALine() throws IOException {
        failsWith("CASE-005", ROUTE, SAYS_HELLO + "  calls: [{to: direct:other}]\n");
    }

    @Test
    void aCallWithAnotherMessageIsALine() throws IOException {
        failsWith("CASE-006", ASKS, SAYS_HELLO + "  calls: [{to: direct:other, gets: {body: moon}}]\n");
    }

    @Test
    void aRouteThatEndsOtherwiseIsALine() throws IOException {
        failsWith("CASE-008", ROUTE, SAYS_HELLO + "  fails: no such host\n");
    }
}
