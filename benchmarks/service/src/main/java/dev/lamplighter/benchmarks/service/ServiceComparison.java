package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Compares the service with a bare Camel Main: all are started in turn, several times, then rest beside each other, then are
 * asked for their status. Prints the table and writes it into benchmarks/README.md.
 */
public final class ServiceComparison {
    private static final int VERBS = 5;

    private final Options options;
    private final Figures figures = new Figures();
    private final List<Contender> contenders;

    /**
     * How it is run.
     *
     * @param program the folder with bin/, an unpacked archive or a checkout that was built
     * @param here benchmarks/service
     * @param classes where this class is
     * @param settle minutes until the rest is measured
     * @param minutes of rest
     * @param java25 the JAVA_HOME of a Java 25; empty for none
     */
    record Options(
            Path program,
            Path here,
            Path classes,
            Path work,
            String java25,
            int settle,
            int minutes,
            int rounds,
            boolean write) {
        static Options read(String... words) {
            Map<String, String> given = new LinkedHashMap<>();
            for (int at = 0; at + 1 < words.length; at += 2) {
                given.put(words[at], words[at + 1]);
            }
            Path home = Path.of(System.getProperty("service.home"));
            return new Options(
                    Path.of(given.getOrDefault("--program", home.toString())).toAbsolutePath(),
                    home.resolve("benchmarks/service"),
                    Path.of(System.getProperty("service.classes")),
                    Path.of(given.getOrDefault("--work", home + "/target/benchmarks/service/runs")),
                    given.getOrDefault("--java25", System.getenv().getOrDefault("JAVA_25", "")),
                    Integer.parseInt(given.getOrDefault("--settle", "10")),
                    Integer.parseInt(given.getOrDefault("--minutes", "5")),
                    Integer.parseInt(given.getOrDefault("--rounds", "3")),
                    given.getOrDefault("--write", "yes").equals("yes"));
        }

        Path lib() {
            Path unpacked = program.resolve("lib");
            return Files.isDirectory(unpacked) ? unpacked : program.resolve("target/lamplighter/lib");
        }
    }

    private ServiceComparison(Options options) throws IOException {
        this.options = options;
        contenders = new ArrayList<>(List.of(
                bare(
                        "bare Camel Main, serial collector, C1, 96 MB",
                        List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")),
                bare("bare Camel Main, the JVM's defaults", List.of()),
                service("service, Java 17", "", List.of(), 0)));
        contenders.add(service("service, Java 17, with its page", "", List.of("http.port=" + freePort()), 0));
        int lookedAt = freePort();
        contenders.add(service("service, Java 17, page open", "", List.of("http.port=" + lookedAt), lookedAt));
        if (!options.java25().isEmpty()) {
            contenders.add(service("service, Java 25", options.java25(), List.of(), 0));
        }
    }

    /** Takes {@code --settle N}, {@code --minutes N}, {@code --rounds N}, {@code --program FOLDER}, {@code --java25 JAVA_HOME}, {@code --write no}. */
    public static void main(String[] args) throws Exception {
        new ServiceComparison(Options.read(args)).run();
        System.exit(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run() throws IOException, InterruptedException {
        Files.createDirectories(options.work());
        System.out.println(Files.readString(Path.of("/proc/loadavg")).strip() + " is the load before");
        for (int round = 1; round < options.rounds(); round++) {
            for (Contender contender : contenders) {
                start(contender).close();
            }
        }
        List<Run> runs = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                runs.add(start(contender));
            }
            rest(runs);
            for (Run run : runs) {
                verbs(run);
            }
        } finally {
            for (Run run : runs) {
                run.close();
            }
        }
        tell();
    }

    private Run start(Contender contender) throws IOException, InterruptedException {
        return Run.start(contender, Files.createTempDirectory(options.work(), "run"), figures);
    }

    private void rest(List<Run> runs) throws IOException, InterruptedException {
        for (Run run : runs) {
            run.look();
        }
        TimeUnit.MINUTES.sleep(options.settle());
        List<Run.Rest> before = new ArrayList<>();
        for (Run run : runs) {
            before.add(run.rest());
        }
        TimeUnit.MINUTES.sleep(options.minutes());
        for (int at = 0; at < runs.size(); at++) {
            runs.get(at).measureRest(before.get(at), figures);
        }
    }

    private void verbs(Run run) throws IOException, InterruptedException {
        for (int verb = 0; verb < VERBS && run.answers(); verb++) {
            run.measureVerb(figures);
        }
    }

    private void tell() throws IOException {
        List<String> table = FigureTable.of(contenders, figures);
        List<String> text = new ArrayList<>(List.of("", said(), ""));
        text.addAll(table);
        text.add("");
        new ReadmeBlock(options.here().getParent().resolve("README.md"), "benchmarks/service.sh")
                .tell(text, options.write());
    }

    private String said() throws IOException {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %s, load %s at the end: medians of %d starts; %d minutes of rest after %d, beside each"
                        + " other; %d times `status`.",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.version"),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                options.rounds(),
                options.minutes(),
                options.settle(),
                VERBS);
    }

    private Contender bare(String name, List<String> jvm) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(jvm);
        command.addAll(List.of(
                "-cp",
                options.classes() + ":" + options.lib() + "/*",
                BareCamelMain.class.getName(),
                options.here().toString()));
        return new Contender(name, folder -> command, Map.of(), false, 0);
    }

    private Contender service(String name, String javaHome, List<String> settings, int lookedAt) {
        String home = javaHome.isEmpty() ? System.getProperty("java.home") : javaHome;
        return new Contender(
                name,
                folder -> {
                    install(folder, settings);
                    return List.of(options.program().resolve("bin/lamplighter").toString(), "run");
                },
                Map.of("JAVA_HOME", home),
                true,
                lookedAt);
    }

    /** Routes and settings as shipped, but for what a machine without a panel has. */
    private void install(Path folder, List<String> settings) {
        Map<String, String> own = new LinkedHashMap<>(Map.of("panel.type", "none"));
        settings.forEach(setting -> own.put(setting.split("=", 2)[0], setting.split("=", 2)[1]));
        try {
            Path shipped = options.program().resolve("application.properties");
            if (Files.exists(folder.resolve(shipped.getFileName()))) {
                return;
            }
            List<String> lines = Files.readAllLines(shipped).stream()
                    .map(line -> {
                        String value = own.get(line.split("=", 2)[0]);
                        return value == null ? line : line.split("=", 2)[0] + "=" + value;
                    })
                    .toList();
            Files.write(folder.resolve(shipped.getFileName()), lines);
            try (Stream<Path> routes = Files.walk(options.program().resolve("routes"))) {
                for (Path route : routes.toList()) {
                    Files.copy(route, folder.resolve(options.program().relativize(route)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
