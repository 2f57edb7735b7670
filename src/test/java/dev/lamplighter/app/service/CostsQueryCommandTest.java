package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamplighter.HomeProperty;
import dev.lamplighter.app.command.CostsLetterCommand;
import dev.lamplighter.app.command.CostsQueryCommand;
import dev.lamplighter.app.socket.LockedSocketFile;
import dev.lamplighter.app.socket.SocketLocation;
import dev.lamplighter.app.socket.VerbSocket;
import dev.lamplighter.app.verb.Verb;
import dev.lamplighter.app.verb.VerbArgument;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.cost.answer.AnswerColumn;
import dev.lamplighter.cost.answer.QueryAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code costs query} and {@code costs letter} print of a running service's answer, in each of their forms. */
final class CostsQueryCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private List<QueryAnswer> answers = List.of(answer("movers"));
    private String letters = "{\"letters\":[{\"html\":\"<p>page</p>\",\"text\":\"one\\ntwo\\n\"}]}";
    private VerbSocket service;

    /** A process that isn't this one: a command doesn't ask itself. */
    private Process standsForTheService;

    @RegisterExtension
    private final HomeProperty property = new HomeProperty();

    @TempDir
    private Path home;

    @BeforeEach
    void serve() throws IOException {
        property.set(home);
        Files.writeString(home.resolve("application.properties"), """
            aws.region=us-east-1
            cost.enabled=true
            cost.source=s3://cost-reports/cur
            cost.report-name=r
            cost.target=s3://cost-tables
            cost.athena.database=d
            cost.athena.output=s3://cost-tables/athena/
            """);
        Path state = Files.createDirectories(home.resolve("work"));
        LockedSocketFile own = LockedSocketFile.at(SocketLocation.of(state, Map.of()));
        VerbArgument name = new VerbArgument("name", VerbArgument.Kind.NAME, true, "any");
        Verb plain = new Verb(
                "costs query", Verb.Effect.WORKS, "Asks.", List.of(name), verbArguments -> List.of("every digit"));
        Verb json = new Verb(
                "costs query-json",
                Verb.Effect.WORKS,
                "Asks.",
                List.of(name),
                verbArguments -> List.of(QueryAnswer.json(answers)));
        Verb letter = new Verb(
                "costs letter-json",
                Verb.Effect.WORKS,
                "Writes.",
                List.of(
                        new VerbArgument("month", VerbArgument.Kind.NAME, false, "any"),
                        new VerbArgument("report", VerbArgument.Kind.NAME, false, "any")),
                verbArguments -> List.of(letters));
        service = VerbSocket.listen(own, new Verbs(List.of(plain, json, letter)), state, System::nanoTime);
        standsForTheService = new ProcessBuilder("cat").start();
        Files.writeString(
                state.resolve("lamplighter.pid"),
                standsForTheService.pid() + " "
                        + standsForTheService.info().startInstant().orElseThrow() + "\n" + own.file() + "\n");
    }

    @AfterEach
    void end() throws IOException {
        standsForTheService.destroy();
        service.close();
    }

    private static QueryAnswer answer(String name) {
        return new QueryAnswer(
                name,
                "",
                "2026-10-05T00:00:00Z",
                "work/a.csv",
                List.of(),
                List.of(new AnswerColumn("service", ""), new AnswerColumn("moved_by", "exact decimal")),
                List.of(Arrays.asList("a \"b\",\u202Ec\nd", "1234.5678"), Arrays.asList(null, "-0.5")),
                List.of());
    }

    private int run(String... arguments) {
        return run(new CostsQueryCommand(), arguments);
    }

    private int run(Object command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    line.getErr().println(failure.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Test
    void withoutATerminalItIsEveryDigitAsEver() {
        assertThat(run("movers")).isZero();
        assertThat(run("movers", "--exact")).isZero();

        assertThat(out.toString().lines()).containsExactly("every digit", "every digit");
    }

    @Test
    void aWidthMakesItReadable() {
        assertThat(run("movers", "--width", "60")).isZero();

        assertThat(out.toString().lines().toList().subList(0, 4))
                .containsExactly(
                        "service          moved by",
                        "---------------  --------",
                        "a \"b\",\\u202Ec d  1,234.57",
                        "                    -0.50");
    }

    @Test
    void csvIsTheKeptAnswerByteForByte() {
        PrintStream console = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            assertThat(run("movers", "--csv")).isZero();
        } finally {
            System.setOut(console);
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .isEqualTo("\"service\",\"moved_by\"\n\"a \"\"b\"\",\u202Ec\nd\",\"1234.5678\"\n,\"-0.5\"\n");
    }

    @Test
    void jsonHasTheColumnsAndEveryValueAsText() throws IOException {
        assertThat(run("movers", "--json")).isZero();

        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.path("problems")).isEmpty();
        assertThat(json.at("/answers/0/columns/1/name").asText()).isEqualTo("moved_by");
        assertThat(json.at("/answers/0/rows/0/1").asText()).isEqualTo("1234.5678");
        assertThat(json.at("/answers/0/rows/1/0").isNull()).isTrue();
    }

    @Test
    void aChartIsDrawnBesideTheTable() throws IOException {
        Path file = home.resolve("movers.svg");
        assertThat(run("movers", "--chart", file.toString())).isZero();

        assertThat(Files.readString(file)).startsWith("<svg").contains("+1,234.57", "-0.50");
        assertThat(out.toString()).contains("1234.5678", "movers: 2 rows, kept in work/a.csv");
        answers = List.of(new QueryAnswer(
                "names",
                "",
                "",
                "",
                List.of(),
                List.of(new AnswerColumn("name", "")),
                List.of(List.of("a")),
                List.of()));
        assertThat(run("movers", "--chart", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("COST-109  costs query movers  --chart " + file
                        + ": the answer has no column of numbers; fix: ask without --chart");
    }

    /** Nothing unusual, no window, no commitment: an answer as good as any, in every form. */
    @Test
    void anAnswerWithoutRowsIsShownAsSuchInEveryForm() throws IOException {
        Path file = Files.writeString(home.resolve("movers.svg"), "<svg>of last week</svg>");
        QueryAnswer of = answer("movers");
        answers = List.of(new QueryAnswer(
                of.query(), "", of.askedAt(), of.file(), List.of(), of.columns(), List.of(), List.of()));

        assertThat(run("movers", "--width", "40", "--chart", file.toString())).isZero();
        assertThat(out.toString().lines()).containsExactly("movers: 0 rows", "asked 2026-10-05T00:00:00Z");
        assertThat(Files.readString(file))
                .startsWith("<svg")
                .contains("movers: no rows, asked 2026-10-05T00:00:00Z")
                .doesNotContain("of last week");
        assertThat(run("movers", "--exact", "--chart", file.toString())).isZero();
        assertThat(out.toString()).contains("service  moved_by", "movers: 0 rows, kept in work/a.csv");
        out.getBuffer().setLength(0);
        assertThat(run("movers", "--json")).isZero();
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/answers/0/columns")).hasSize(2);
        assertThat(json.at("/answers/0/rows")).isEmpty();
        assertThat(json.path("problems")).isEmpty();
    }

    @Test
    void aLetterIsWrittenAsAPageAndShownAsText() throws IOException {
        Path file = home.resolve("letter.html");
        assertThat(run(new CostsLetterCommand(), "--out", file.toString())).isZero();

        assertThat(Files.readString(file)).isEqualTo("<p>page</p>");
        assertThat(out.toString().lines()).containsExactly("one", "two", "", "written to " + file);
        letters = "{\"letters\":[{},{}]}";
        assertThat(run(new CostsLetterCommand(), "--out", file.toString())).isEqualTo(1);
        assertThat(err.toString())
                .startsWith("COST-109  costs letter  --out " + file
                        + ": there are 2 letters, one for each report; fix: name one report: --report NAME");
    }

    @Test
    void whatCannotBeDoneIsRefusedInOneLine() {
        answers = List.of(answer("movers.a"), answer("movers.b"));
        assertThat(run("movers", "--csv")).isEqualTo(1);
        assertThat(run("movers", "--width", "39")).isEqualTo(1);

        assertThat(err.toString().lines())
                .containsExactly(
                        "COST-109  costs query movers  --csv: there are 2 answers, one for each report; fix: name one"
                                + " of them: movers.a, movers.b",
                        "COST-109  costs query movers  --width 39: numbers don't fit into fewer columns; fix: give 40"
                                + " or more");
        assertThat(run("movers", "--csv", "--json")).isEqualTo(2);
    }
}
