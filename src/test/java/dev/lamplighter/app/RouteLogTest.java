package dev.lamplighter.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.lamplighter.app.route.CamelSettings;
import dev.lamplighter.app.route.RouteFiles;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What standard error shows of the log steps of routes, with the log and the Camel keys as shipped. */
final class RouteLogTest {
    private static final Set<String> OF_TESTS = Set.of(
            "com.ethlo",
            "com.networknt",
            "com.tngtech",
            "de.siegmar",
            "io.zonky",
            "junit.extensions",
            "junit.framework",
            "junit.runner",
            "junit.textui",
            "net.bytebuddy",
            "org.apiguardian",
            "org.assertj",
            "org.awaitility",
            "org.duckdb",
            "org.hamcrest",
            "org.junit",
            "org.opentest4j",
            "org.tukaani");

    private final Path routes;
    private final PrintStream console = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext log = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Main main;
    private final CamelContext context;

    RouteLogTest(@TempDir Path folder) throws Exception {
        routes = folder.resolve("routes");
        Files.createDirectories(routes);
        main = new CamelSettings(Map.of(), problem -> assertThat(problem.line()).isEmpty())
                .initialize(RouteLogTest::main, shipped());
        context = main.getCamelContext();
    }

    private static Properties shipped() throws IOException {
        Properties keys = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of("application.properties"))) {
            keys.load(in);
        }
        keys.keySet().removeIf(key -> !key.toString().startsWith("camel.main."));
        return keys;
    }

    private static Main main(Properties properties) {
        Main main = new Main();
        main.setDefaultPropertyPlaceholderLocation("false");
        main.setInitialProperties(properties);
        return main;
    }

    @BeforeEach
    void logAsTheServiceDoes() {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
        log.reset();
        StandardErrorLog.apply(log, Level.INFO);
    }

    @AfterEach
    void stop() throws Exception {
        context.close();
        main.shutdown();
        log.reset();
        System.setErr(console);
        new ContextInitializer(log).autoConfig();
    }

    @Test
    void aLogStepIsALineUnderTheWholeIdOfItsRoute() throws Exception {
        write("sunday-service.stop", "- log: {message: \"ship ${body}\"}");
        send("sunday-service.stop");

        assertThat(lines()).containsExactly("INFO  sunday-service.stop ship x");
    }

    @Test
    void aRouteFromATemplateIsNamedAsItIs() throws Exception {
        Files.writeString(routes.resolve("all.camel.yaml"), """
            - routeTemplate:
                id: each
                parameters: [{name: window}]
                route:
                  from:
                    uri: direct:{{window}}
                    steps:
                      - log: {message: "hello"}
            - templatedRoute:
                routeTemplateRef: each
                routeId: evening.start
                parameters: [{name: window, value: evening}]
            """);
        send("evening");

        assertThat(lines()).containsExactly("INFO  evening.start hello");
    }

    @Test
    void soIsWhatNamesItsOwnLoggerWhateverThatIs() throws Exception {
        write("mine", """
            - log: {message: "one", logName: ship-logs}
                    - log: {message: "two", logName: com.example.ship}
                    - to: log:org.example.boats?showAll=false&showBody=true&showBodyType=false&showExchangePattern=false""");
        send("mine");

        assertThat(lines())
                .containsExactly(
                        "INFO  ship-logs one",
                        "INFO  com.example.ship two",
                        "INFO  org.example.boats Exchange[Body: x]");
    }

    @Test
    void theShippedRouteOfAlertsTellsWhatIsRaised() throws Exception {
        Files.copy(Path.of("routes/alert.camel.yaml"), routes.resolve("alert.camel.yaml"));
        assertThat(new RouteFiles(context, routes).load().problems()).isEmpty();
        main.start();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBodyAndHeaders(
                    "direct:alert",
                    "WINDOW-102  i-1: gone",
                    Map.of("AlertState", "RAISED", "AlertSeverity", "ERROR", "AlertSince", "2026-11-22T14:30:00Z"));
        }

        assertThat(lines())
                .containsExactly("INFO  alert RAISED ERROR since=2026-11-22T14:30:00Z WINDOW-102  i-1: gone");
    }

    @Test
    void classesOfOursAndOfLibrariesHaveNoPackageAndLibrariesOnlyWarn() {
        for (String name :
                List.of("dev.lamplighter.app.Lamplighter", "org.apache.camel.impl.Quiet", "org.quartz.Quiet")) {
            LoggerFactory.getLogger(name).info("good");
            LoggerFactory.getLogger(name).warn("bad");
        }

        assertThat(lines())
                .containsExactly(
                        "INFO  Lamplighter good", "WARN  Lamplighter bad", "WARN  Quiet bad", "WARN  Quiet bad");
    }

    /** What is known by one word has no logger: Picocli. */
    @Test
    void everyLibraryOfTheClassPathOnlyWarns() throws IOException {
        Set<String> packages = new TreeSet<>();
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (jar.endsWith(".jar")) {
                packages.addAll(packages(new File(jar)));
            }
        }
        packages.removeAll(OF_TESTS);

        assertThat(packages).hasSizeGreaterThan(15).isSubsetOf(StandardErrorLog.LIBRARIES);
    }

    private static List<String> packages(File jar) throws IOException {
        try (JarFile file = new JarFile(jar)) {
            return file.stream()
                    .map(entry -> entry.getName().split("/"))
                    .filter(path -> path.length > 2 && path[path.length - 1].endsWith(".class"))
                    .map(path -> path[0] + "." + path[1])
                    .filter(name -> !name.startsWith("META-INF."))
                    .distinct()
                    .toList();
        }
    }

    private void write(String id, String steps) throws IOException {
        Files.writeString(routes.resolve("mine.camel.yaml"), """
            - route:
                id: %1$s
                from:
                  uri: direct:%1$s
                  steps:
                    %2$s
            """.formatted(id, steps));
    }

    private void send(String endpoint) throws Exception {
        assertThat(new RouteFiles(context, routes).load().problems()).isEmpty();
        main.start();
        try (ProducerTemplate template = context.createProducerTemplate()) {
            template.sendBody("direct:" + endpoint, "x");
        }
    }

    /** Without times. */
    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceFirst("^\\d{4}-\\S+ ", ""))
                .toList();
    }
}
