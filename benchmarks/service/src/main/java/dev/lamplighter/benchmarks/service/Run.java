package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a contender in a fresh folder, from its start to its end. */
final class Run implements AutoCloseable {
    /** Where the token of its page lies, in its folder. */
    static final String TOKEN = "work/http.token";

    private static final long LONGEST_START = TimeUnit.SECONDS.toNanos(120);
    private static final String ALL_ROUTES = "started routes=";
    private static final int HOURS_TO_THE_WINDOW = 6;

    private final Contender contender;
    private final Path folder;
    private final Ec2 ec2 = new Ec2();
    private final Process process;
    private final ProcessUsage usage;
    private final long begin = System.nanoTime();
    private @Nullable PageReader reader;

    private Run(Contender contender, Path folder) throws IOException {
        this.contender = contender;
        this.folder = folder;
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("windows.yaml"), windows());
        process = begin(contender.command().apply(folder), log()).start();
        usage = new ProcessUsage(process.pid());
    }

    /** Starts it, and takes the CPU and the wall time to its first poll and to all routes. */
    static Run start(Contender contender, Path folder, Figures figures) throws IOException, InterruptedException {
        Run run = new Run(contender, folder);
        try {
            run.measureStart(figures);
            return run;
        } catch (IOException | InterruptedException | RuntimeException e) {
            run.close();
            throw e;
        }
    }

    private void measureStart(Figures figures) throws IOException, InterruptedException {
        boolean polled = false;
        boolean routed = false;
        while (!polled || !routed) {
            if (!process.isAlive() || System.nanoTime() - begin > LONGEST_START) {
                throw new IOException(contender.name() + " did not start, see " + log());
            }
            if (!polled && ec2.isPolled()) {
                polled = true;
                figures.add(contender, Figure.CPU_TO_POLL, usage.cpu());
                figures.add(contender, Figure.WALL_TO_POLL, seconds());
            }
            if (!routed && Files.readString(log()).contains(ALL_ROUTES)) {
                routed = true;
                figures.add(contender, Figure.CPU_TO_ROUTES, usage.cpu());
                figures.add(contender, Figure.WALL_TO_ROUTES, seconds());
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** What it has used and holds now. */
    Rest rest() throws IOException {
        return new Rest(System.nanoTime(), usage.cpu(), usage.written());
    }

    /** Takes what has been used since then, and what is resident now. */
    void measureRest(Rest since, Figures figures) throws IOException {
        if (reader != null && !reader.reads()) {
            throw new IOException("nobody looked at the page of " + contender.name());
        }
        double seconds = (System.nanoTime() - since.at()) / 1e9;
        figures.add(contender, Figure.CPU_AT_REST, (usage.cpu() - since.cpu()) / seconds * 100);
        figures.add(
                contender,
                Figure.WRITTEN,
                (usage.written() - since.written()) / 1e6 / seconds * TimeUnit.DAYS.toSeconds(1));
        figures.add(contender, Figure.ANON, usage.resident("RssAnon:"));
        figures.add(contender, Figure.FILE, usage.resident("RssFile:"));
        figures.add(contender, Figure.RSS, usage.resident("VmRSS:"));
        figures.add(contender, Figure.PSS, usage.proportional());
        figures.add(contender, Figure.THREADS, usage.threads());
    }

    /** Opens its page, if somebody is to look at it, until the end. */
    void look() throws IOException {
        if (contender.lookedAt() != 0) {
            reader = new PageReader(contender.lookedAt(), Files.readString(folder.resolve(TOKEN)));
        }
    }

    /** Whether it has verbs. */
    boolean answers() {
        return contender.service();
    }

    /** Has it asked for its status by the command, as people do. */
    void measureVerb(Figures figures) throws IOException, InterruptedException {
        List<String> asked = new ArrayList<>(contender.command().apply(folder));
        asked.set(asked.indexOf("run"), "status");
        Path times = folder.resolve("times");
        List<String> timed = new ArrayList<>(
                List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" >\"$OUT\" 2>&1; } 2>\"$TIMES\"", "verb"));
        timed.addAll(asked);
        ProcessBuilder builder = begin(timed, folder.resolve("verb.log"));
        builder.environment().put("TIMES", times.toString());
        builder.environment().put("OUT", folder.resolve("status").toString());
        if (builder.start().waitFor() != 0
                || !Files.readString(folder.resolve("status")).contains("instances")) {
            throw new IOException("no status of " + contender.name() + ", see " + folder.resolve("status"));
        }
        String[] seconds = Files.readString(times).strip().split(" ");
        figures.add(contender, Figure.VERB_WALL, Double.parseDouble(seconds[0]));
        figures.add(contender, Figure.VERB_CPU, Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2]));
    }

    /** What is counted from. */
    record Rest(long at, double cpu, long written) {}

    private double seconds() {
        return (System.nanoTime() - begin) / 1e9;
    }

    private Path log() {
        return folder.resolve("log");
    }

    /** Nothing of the user's own AWS set-up remains, nor a service that he runs. */
    private ProcessBuilder begin(List<String> command, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LAMPLIGHTER_"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", ec2.endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "benchmark",
                "AWS_SECRET_ACCESS_KEY", "benchmark",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "HOME", folder.toString(),
                "RUNTIME_DIRECTORY", folder.toString()));
        environment.putAll(contender.environment());
        if (contender.service()) {
            environment.put("LAMPLIGHTER_HOME", folder.toString());
        }
        return builder;
    }

    /** A window that opens long after the measurement. */
    private static String windows() {
        int hour =
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(HOURS_TO_THE_WINDOW).getHour();
        return """
            windows:
              - name: daily
                zone: UTC
                when: {cron: "0 %d * * *", for: 30m}
                lead: 5m
                instance: i-0a1b2c3d4e5f60001
                addresses:
                  - {eip: eipalloc-0a1b2c3d4e5f60001, eni: eni-0a1b2c3d4e5f60001}
                then: stop
            """.formatted(hour);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (reader != null) {
            reader.close();
        }
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
        }
        ec2.close();
        Files.writeString(folder.resolve("ended"), contender.name(), StandardCharsets.UTF_8);
    }
}
