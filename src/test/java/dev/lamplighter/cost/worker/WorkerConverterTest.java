package dev.lamplighter.cost.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.FileStore;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.sandbox.cur.CostReportGenerator;
import dev.lamplighter.sandbox.cur.CostReportSpec;
import dev.lamplighter.sandbox.cur.Delivery;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conversion in a process of its own: what it says, and what becomes of it when it comes to a bad end. */
final class WorkerConverterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Path bucket;

    @SuppressWarnings("NullAway.Init")
    private static CostReportManifest manifest;

    private final ConversionMeter meter = new ConversionMeter(Clock.systemUTC());

    @TempDir
    private Path target;

    @BeforeAll
    static void deliver() throws IOException {
        bucket = folder.resolve("bucket of 100 %");
        Delivery delivery = CostReportGenerator.deliver(
                CostReportSpec.of("sample", YearMonth.of(2026, 10))
                        .withRows(400)
                        .withFiles(2),
                bucket);
        manifest = new ManifestReader().read(new FileStore(bucket), delivery.manifestKey());
    }

    private WorkerSettings settings(int heapMegabytes, int freeMegabytes) {
        return new WorkerSettings(
                NumberType.DECIMAL,
                LineBreakPolicy.SPACE,
                96L << 20,
                heapMegabytes,
                freeMegabytes,
                Optional.of("eu-west-1"),
                target);
    }

    private WorkerConverter worker() {
        return new WorkerConverter(meter, settings(166, 0));
    }

    private WorkerConverter worker(Class<?> main) {
        return new WorkerConverter(meter, settings(16, 0), main, new FreeMemory(Path.of("/")));
    }

    private static InProcessConverter here() {
        Clock clock = Clock.systemUTC();
        return new InProcessConverter(
                new ManifestReader(), new ConversionMeter(clock), clock, NumberType.DECIMAL, 96L << 20);
    }

    private FileStore store(String name) {
        return new FileStore(target.resolve(name));
    }

    @Test
    void saysAndWritesWhatAConversionInThisProcessDoes() throws IOException {
        FileStore source = new FileStore(bucket);
        try (WorkerConverter worker = worker()) {
            ConversionSummary there = worker.convert(manifest, source, store("there"), "a/");
            ConversionSummary here = here().convert(manifest, source, store("here"), "a/");

            assertThat(there)
                    .usingRecursiveComparison()
                    .ignoringFields("elapsed")
                    .isEqualTo(here);
            assertThat(there.outputs())
                    .hasSize(2)
                    .allSatisfy(key -> assertThat(target.resolve("there/" + key))
                            .hasSize(Files.size(target.resolve("here/" + key))));
            assertThat(worker.readBack(store("there"), there.outputs()))
                    .isEqualTo(here().readBack(store("here"), here.outputs()));
            assertThat(worker.readWhole(store("there"), there.outputs()))
                    .isEqualTo(here().readWhole(store("here"), here.outputs()));
        }
        assertThat(meter.getProgress()).isEmpty();
    }

    @Test
    void stripsTextAsThisProcessDoes() throws IOException {
        FileStore source = new FileStore(bucket);
        try (WorkerConverter worker = worker()) {
            ConversionSummary there = worker.strip(manifest, source, store("there"), "", List.of("a_new_column"));
            ConversionSummary here = new CsvHeaderStripping(
                            Clock.systemUTC(), (file, files, key, rows) -> {}, LineBreakPolicy.SPACE)
                    .strip(manifest, source, store("here"), "", List.of("a_new_column"));

            assertThat(there)
                    .usingRecursiveComparison()
                    .ignoringFields("elapsed")
                    .isEqualTo(here);
        }
    }

    @Test
    void refusesWithTheSameCodePlaceAndReason() throws IOException {
        Path damaged = target.resolve("damaged");
        for (String key : manifest.reportKeys()) {
            Files.createDirectories(damaged.resolve(key).resolveSibling("."));
            byte[] bytes = Files.readAllBytes(bucket.resolve(key));
            bytes[bytes.length / 2] ^= 0x55;
            Files.write(damaged.resolve(key), bytes);
        }
        Throwable here = catchThrowable(() -> here().convert(manifest, new FileStore(damaged), store("here"), ""));
        assertThat(here).isInstanceOf(ProblemException.class);

        try (WorkerConverter worker = worker()) {
            assertThatThrownBy(() -> worker.convert(manifest, new FileStore(damaged), store("there"), ""))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            there -> assertThat(there.problem()).isEqualTo(((ProblemException) here).problem()));
        }
        assertThat(filesIn("there")).isEmpty();
    }

    private List<Path> filesIn(String name) throws IOException {
        if (!Files.exists(target.resolve(name))) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(target.resolve(name))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** What the report may have done sets it aside; what came from outside is tried again. */
    @ParameterizedTest
    @CsvSource({
        "out-of-memory, COST-145, true",
        "SEGV, COST-146, true",
        "ABRT, COST-146, true",
        "KILL, COST-148, false",
        "TERM, COST-148, false",
        "says-nothing, COST-148, false",
        "says-too-much, COST-148, false",
    })
    void aBadEndIsOneLine(String end, String code, boolean isTheReportsFault) throws IOException {
        try (WorkerConverter worker = worker(DoomedWorker.class)) {
            Throwable failure =
                    catchThrowable(() -> worker.convert(manifest, new FileStore(bucket), store("lake"), end));

            assertThat(failure)
                    .isInstanceOf(isTheReportsFault ? ProblemException.class : IOException.class)
                    .hasMessageMatching(
                            "(?s)" + code + "  \\S[^\\n]*assembly " + manifest.assemblyId() + "[^\\n]*; fix: [^\\n]*");
        }
    }

    @Test
    void waitsUntilTheMachineHasMemory() throws IOException {
        Path machine = target.resolve("machine");
        Files.createDirectories(machine.resolve("proc"));
        Files.writeString(machine.resolve("proc/meminfo"), "MemAvailable:  204799 kB\n");
        WorkerConverter worker =
                new WorkerConverter(meter, settings(166, 200), ConversionWorker.class, new FreeMemory(machine));

        assertThatThrownBy(() -> worker.convert(manifest, new FileStore(bucket), store("lake"), ""))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("COST-147  ")
                .hasMessageContaining("199 MB are free");
        Files.writeString(machine.resolve("proc/meminfo"), "MemAvailable:  204800 kB\n");
        assertThat(worker.convert(manifest, new FileStore(bucket), store("lake"), "")
                        .rows())
                .isEqualTo(400);
    }

    /** The processes of this test: children of this JVM that run the class. */
    private static List<ProcessHandle> running(Class<?> main) {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.isAlive() && line(child).contains(main.getName()))
                .toList();
    }

    private static String line(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return "";
        }
    }

    private Thread converting(WorkerConverter worker, AtomicReference<Throwable> failure) {
        return new Thread(() ->
                failure.set(catchThrowable(() -> worker.convert(manifest, new FileStore(bucket), store("lake"), ""))));
    }

    @Test
    void whoIsInterruptedTakesTheProcessDown() throws Exception {
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (WorkerConverter worker = worker(IdleWorker.class)) {
            Thread converting = converting(worker, failure);
            converting.start();
            await().atMost(PATIENCE).until(() -> running(IdleWorker.class).size() == 1);

            converting.interrupt();
            converting.join(PATIENCE.toMillis());

            assertThat(failure.get()).isInstanceOf(InterruptedIOException.class);
            assertThat(running(IdleWorker.class)).isEmpty();
        }
    }

    @Test
    void credentialsStandInItsEnvironmentAndNowhereElse() throws Exception {
        String canary = "canary-" + System.nanoTime();
        System.setProperty("aws.accessKeyId", "AK" + canary);
        System.setProperty("aws.secretAccessKey", "SK" + canary);
        try (WorkerConverter worker = worker(IdleWorker.class)) {
            Thread converting = converting(worker, new AtomicReference<>());
            converting.start();
            await().atMost(PATIENCE).until(() -> running(IdleWorker.class).size() == 1);
            ProcessHandle process = running(IdleWorker.class).get(0);

            String environment = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
            assertThat(environment.split("\0", -1))
                    .contains(
                            "AWS_ACCESS_KEY_ID=AK" + canary,
                            "AWS_SECRET_ACCESS_KEY=SK" + canary,
                            "AWS_REGION=eu-west-1");
            assertThat(line(process)).doesNotContain(canary);
            assertThat(new WorkerJob(
                                    WorkerJob.Kind.READ_BACK,
                                    "",
                                    "",
                                    "",
                                    null,
                                    List.of(),
                                    WorkerProcessStarter.properties())
                            .line())
                    .doesNotContain(canary);
            converting.interrupt();
            converting.join(PATIENCE.toMillis());
        } finally {
            System.clearProperty("aws.accessKeyId");
            System.clearProperty("aws.secretAccessKey");
        }
    }

    /** A store that never answers keeps it busy. */
    @Test
    void endsAtOnceWhenNobodyHoldsItsStandardInputOpen() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:" + silent.getLocalPort());
            System.setProperty("aws.accessKeyId", "a");
            System.setProperty("aws.secretAccessKey", "b");
            Process process = new WorkerProcessStarter(settings(64, 0), ConversionWorker.class)
                    .start(Files.createDirectory(target.resolve("tmp")));
            WorkerJob workerJob = new WorkerJob(
                    WorkerJob.Kind.READ_BACK,
                    "",
                    "s3://lake/",
                    "",
                    null,
                    List.of("key"),
                    Map.of("numbers", "DECIMAL", "memory", "67108864"));
            process.getOutputStream().write((workerJob.line() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
            silent.accept().close();
            silent.accept(); // it has asked again, and waits

            process.getOutputStream().close();

            assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            List.of("aws.endpointUrlS3", "aws.accessKeyId", "aws.secretAccessKey")
                    .forEach(System::clearProperty);
        }
    }

    @Test
    void runsAsTheCommandDoes() throws IOException {
        String launcher = Files.readString(Path.of("bin/lamplighter"));

        assertThat(WorkerProcessStarter.OPTIONS)
                .allSatisfy(option -> assertThat(launcher).contains(option));
        assertThat(launcher).contains("-Xmx166m -Xmn24m " + WorkerProcessStarter.OPTIONS.get(0));
    }
}
