package dev.lamplighter.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.lamplighter.app.route.cases.RouteCases;
import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the cases of {@code routes/cases}, and shows that a changed route or a slip in a case is told. */
final class ShippedRouteCasesTest {
    private static final String STOP = "routes/ec2-stop.camel.yaml";

    @TempDir
    private Path home;

    @BeforeEach
    void copyRoutes() throws Exception {
        for (String part : List.of("routes", "application.properties", "windows.yaml", "queries")) {
            Path from = Path.of(part).toAbsolutePath();
            try (Stream<Path> all = Files.walk(from)) {
                for (Path path : all.toList()) {
                    Files.copy(path, home.resolve(Path.of("").toAbsolutePath().relativize(path)));
                }
            }
        }
    }

    @Test
    void everyShippedCasePasses() throws Exception {
        RouteCases ran = run();

        assertThat(ran.failed()).extracting(Problem::line).isEmpty();
        assertThat(ran.unread()).extracting(Problem::line).isEmpty();
        assertThat(ran.passed()).hasSizeGreaterThan(90);
    }

    @Test
    void everyRouteHasCases() throws Exception {
        try (Stream<Path> files = Files.walk(home.resolve("routes"))) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> name.matches(".*\\.camel\\.(yaml|xml)") && !name.contains("-errors."))
                            .map(name -> name.replaceFirst("\\.camel\\..*", "")))
                    .hasSizeGreaterThan(30)
                    .allSatisfy(route -> assertThat(home.resolve("routes/cases/" + route + ".cases.yaml"))
                            .exists());
        }
    }

    /** Costs are off as shipped. */
    @Test
    void aRouteThatASettingSwitchesOffIsTestedAllTheSame() throws Exception {
        edit("routes/cost-poll.camel.yaml", "uri: seda:cost-round", "uri: seda:cost-rounds");

        assertThat(run("cost-poll").failed())
                .singleElement()
                .extracting(Problem::code, Problem::what)
                .containsExactly("CASE-004", "call 1 is to seda:cost-rounds (cost-poll.round)");
    }

    @Test
    void aMethodThatAnExpressionCallsIsACallToo() throws Exception {
        edit("routes/athena.camel.yaml", "\"isDone(${variable.athenaRun}, ${body})\"", "pollDelayMillis");

        assertThat(run("athena").failed())
                .extracting(Problem::code, Problem::what)
                .contains(tuple("CASE-004", "call 4 is method athenaRuns.pollDelayMillis"));
    }

    @Test
    void aCallMoreLessOrOtherIsOneLine() throws Exception {
        edit(STOP, "uri: direct:ec2-stop-call", "uri: direct:ec2-start-call");

        assertThat(run("ec2-stop").failed())
                .extracting(Problem::line)
                .contains(
                        "CASE-004  routes/cases/ec2-stop.cases.yaml \"a STOP waits for nothing by default\"  call 1 is"
                                + " to direct:ec2-start-call (ec2-stop.call): expected to direct:ec2-stop-call;"
                                + " fix: correct calls, or the route");
    }

    @Test
    void aLogLineMoreIsOneLine() throws Exception {
        edit(
                STOP,
                "        - to:",
                "        - log: {id: ec2-stop.tell, message: \"${variable.action.window}\"}\n        - to:");

        assertThat(run("ec2-stop").failed())
                .singleElement()
                .extracting(Problem::code, Problem::what)
                .containsExactly("CASE-007", "logs [sunday]");
    }

    @Test
    void aDelayIsNotWaitedFor() throws Exception {
        edit(
                STOP,
                "        - to:",
                "        - delay: {id: ec2-stop.wait, expression: {constant: {expression: \"90000\"}}}\n        - to:");

        assertThat(run("ec2-stop").failed()).isEmpty();
    }

    @Test
    void whatCanNotBeReadIsOneLineAndTheOthersRun() throws Exception {
        Files.writeString(home.resolve("routes/cases/nosuch.cases.yaml"), "- case: x\n");
        Files.writeString(home.resolve("routes/cases/broken.cases.yaml"), "- case: [x\n");
        Files.writeString(home.resolve("routes/cases/alert.cases.yaml"), "- case: x\n  cals: []\n");
        edit(STOP, "uri: direct:ec2-stop-call", "uri: nosuch:x");

        RouteCases ran = run();

        assertThat(ran.failed()).extracting(Problem::code).containsOnly("CASE-003");
        assertThat(ran.unread()).extracting(Problem::code).contains("CASE-001", "CASE-002", "ROUTE-004");
        assertThat(ran.passed()).hasSizeGreaterThan(80);
    }

    private RouteCases run(String... only) throws Exception {
        Configuration configuration =
                Configuration.load(new InstallDirectory(home), List.of()).with("panel.type", "none");
        return new ConfigurationDryRun(configuration).cases(Set.of(only));
    }

    private void edit(String file, String from, String to) throws Exception {
        Path path = home.resolve(file);
        String text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }
}
