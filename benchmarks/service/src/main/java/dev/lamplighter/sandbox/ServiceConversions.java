package dev.lamplighter.sandbox;

import dev.lamplighter.benchmarks.service.ProcessUsage;
import dev.lamplighter.benchmarks.service.ReadmeBlock;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Has the service convert reports that arrive in the S3 stand-in, to their publication by the Athena stand-in, beside the command on the same
 * objects; then lets it rest. It is in the package of the stand-ins, which are not for everybody.
 */
public final class ServiceConversions {
    private static final String BLOCK = "benchmarks/all.sh conversions";
    /** The line of the route of that name, of which there is one a publication. */
    private static final String PUBLISHED = " cost-published ";

    private static final int FILES = 8;
    private static final int ROWS_OF_A_FILE = 150_000;
    private static final int SMALL_ROWS = 20_000;
    private static final int CONVERSIONS = 10;
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int SECONDS_TO_REST = 60;

    private final Path home;
    private final Path folder;
    private final Path log;
    private final StandIns standIns;
    private final int rows;

    private ServiceConversions(Path home, Path folder, int rows) {
        this.home = home;
        this.rows = rows;
        SandboxFolder fresh = SandboxFolder.fresh(folder);
        this.folder = folder;
        log = folder.resolve("log");
        standIns = StandIns.start(home.resolve("target"), fresh, InstantSource.system());
        standIns.lake().warmUp();
    }

    /** Takes the rows of a file, for a first try; 150,000 if not given. */
    public static void main(String[] args) throws Exception {
        Path home = Path.of(System.getProperty("service.home"));
        int rows = args.length == 0 ? ROWS_OF_A_FILE : Integer.parseInt(args[0]);
        new ServiceConversions(home, home.resolve("target/benchmarks/service/conversions"), rows).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        YearMonth month = YearMonth.of(2026, 1);
        Process service = begin(log, "run", "--properties", properties().toString());
        try {
            ProcessUsage usage = new ProcessUsage(service.pid());
            await(service, "started routes=", 1);
            while (standIns.trinoStarting().isPresent()) { // has begun long before
                TimeUnit.SECONDS.sleep(1);
            }
            Delivery large = deliver(month, FILES * rows, FILES);
            double cpu = usage.cpu();
            long begin = System.nanoTime();
            await(service, PUBLISHED, 1);
            double wall = (System.nanoTime() - begin) / 1e9;
            cpu = usage.cpu() - cpu;
            double[] command = command(large);
            for (int small = 1; small < CONVERSIONS; small++) {
                deliver(month.plusMonths(small), Math.min(rows, SMALL_ROWS), 1);
                await(service, PUBLISHED, small + 1);
            }
            TimeUnit.SECONDS.sleep(SECONDS_TO_REST);
            tell(wall, cpu, command, usage);
        } finally {
            service.destroy();
            service.waitFor();
            standIns.close();
        }
    }

    private Delivery deliver(YearMonth month, int allRows, int files) {
        return new ReportDeliveries(standIns.s3(), folder.resolve("deliveries"))
                .deliver(CostReportSpec.of("hourly", month)
                        .withBucket(StandIns.REPORTS)
                        .withRows(allRows)
                        .withFiles(files));
    }

    /** Wall and CPU of the command, from S3 to S3. */
    private double[] command(Delivery large) throws IOException, InterruptedException {
        Path times = folder.resolve("times");
        List<String> words = List.of(
                "costs",
                "convert",
                "--json",
                "--source",
                "s3://" + StandIns.REPORTS,
                "--manifest",
                large.manifestKey(),
                "--target",
                "s3://" + StandIns.TABLES + "/by-command");
        List<String> timed = new ArrayList<>(List.of(
                "bash",
                "-c",
                "times=$1; shift; TIMEFORMAT='%R %U %S'; { time \"$@\" 2>&1; } 2>\"$times\"",
                "convert",
                times.toString(),
                home.resolve("bin/lamplighter").toString()));
        timed.addAll(words);
        Path said = folder.resolve("command.log");
        if (builder(said, timed).start().waitFor() != 0) {
            throw new IOException("the command has failed, see " + said);
        }
        String[] seconds = Files.readString(times).strip().split(" ");
        return new double[] {
            Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])
        };
    }

    private void tell(double wall, double cpu, double[] command, ProcessUsage usage) throws IOException {
        List<String> text = new ArrayList<>(List.of(
                "",
                String.format(
                        Locale.ROOT,
                        "Java %s, load %s at the end: %d files of %,d rows, once, from S3 to S3; then %d reports of"
                                + " %,d rows, and %d s of rest.",
                        System.getProperty("java.version"),
                        Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                        FILES,
                        rows,
                        CONVERSIONS - 1,
                        Math.min(rows, SMALL_ROWS),
                        SECONDS_TO_REST)));
        text.addAll(List.of("", "| | service, to publication | command | service / command |", "|---|---|---|---|"));
        text.add(row("wall, s", wall, command[0]));
        text.add(row("CPU, s", cpu, command[1]));
        text.addAll(List.of("", "| service after " + CONVERSIONS + " conversions | |", "|---|---|"));
        for (String kind : List.of("RssAnon", "RssFile", "VmRSS")) {
            text.add(String.format(Locale.ROOT, "| %s, MB | %.0f |", kind, usage.resident(kind + ":")));
        }
        text.add(String.format(Locale.ROOT, "| PSS, MB | %.0f |", usage.proportional()));
        text.add("| threads | " + usage.threads() + " |");
        text.add("");
        new ReadmeBlock(home.resolve("benchmarks/README.md"), BLOCK).tell(text, rows == ROWS_OF_A_FILE);
    }

    private static String row(String title, double service, double command) {
        return String.format(Locale.ROOT, "| %s | %.1f | %.1f | %.2f |", title, service, command, service / command);
    }

    private void await(Process service, String text, int times) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (Files.readString(log).split(text, -1).length <= times) {
            if (!service.isAlive() || System.nanoTime() - begin > LONGEST) {
                throw new IOException("the service has not said \"" + text + "\", see " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** No query is asked after a publication, since what takes time then is Trino. */
    private Path properties() throws IOException {
        Files.createDirectories(folder.resolve("queries"));
        return Files.writeString(
                folder.resolve("service.properties"), """
                    state.folder=%1$s/work
                    panel.pixels-file=%1$s/work/pixels.json
                    panel.type=none
                    cost.enabled=true
                    cost.source=s3://%2$s/cur
                    cost.report-name=hourly
                    cost.target=s3://%3$s
                    cost.poll-period=2s
                    cost.poll-initial-delay=1s
                    cost.athena.database=costs
                    cost.athena.create-database=true
                    cost.athena.output=s3://%3$s/athena/
                    cost.athena.poll-delay=200ms
                    cost.answers=%1$s/work/answers
                    cost.queries=%1$s/queries
                    cost.answers-daily.enabled=false
                    """.formatted(folder, StandIns.REPORTS, StandIns.TABLES));
    }

    private Process begin(Path output, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/lamplighter").toString()));
        command.addAll(List.of(words));
        return builder(output, command).start();
    }

    /** Nothing of the user's own AWS set-up remains, nor a service that he runs. */
    private ProcessBuilder builder(Path output, List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("LAMPLIGHTER_"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL", standIns.awsEndpoint().toString(),
                "AWS_ENDPOINT_URL_S3", standIns.s3Endpoint().toString(),
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "sandbox",
                "AWS_SECRET_ACCESS_KEY", "sandbox",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "RUNTIME_DIRECTORY", folder.toString()));
        return builder;
    }
}
