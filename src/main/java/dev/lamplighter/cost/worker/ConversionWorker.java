package dev.lamplighter.cost.worker;

import dev.lamplighter.base.InterruptOnSignal;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.publish.InProcessConverter;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectStores;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Runs in the process that converts: reads one {@link WorkerJob} from standard input, writes {@link WorkerMessage}s to
 * standard output, and logs to standard error. The service holds standard input open as long as it lives. When standard
 * input ends, this process ends at once, even in the middle of its work, so that it never writes at the same time as the
 * next service.
 */
public final class ConversionWorker {
    /** The longest answer that the service reads: it has to fit into its heap. */
    static final int LONGEST_ANSWER = 6 << 20;

    private static final long PROGRESS_MILLIS = 250;
    /** The OOM score: when memory runs out, the kernel ends this process rather than the service. */
    private static final String ENDED_FIRST = "600";

    private final OutputStream out;
    private final InstantSource clock = InstantSource.system();
    private final ConversionMeter meter = new ConversionMeter(clock);
    private Optional<ConversionProgressStatus> told = Optional.empty();

    private ConversionWorker(OutputStream out) {
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
        BufferedReader in = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8));
        String line = in.readLine();
        if (line == null) {
            return; // the service ended before it sent a job
        }
        endWith(in);
        beEndedFirst();
        WorkerJob workerJob = WorkerJob.of(line);
        workerJob.options().forEach((name, value) -> {
            if (name.startsWith("-D")) {
                System.setProperty(name.substring(2), value);
            }
        });
        new ConversionWorker(out).work(workerJob);
        System.exit(0);
    }

    private static void endWith(BufferedReader service) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (service.readLine() != null) {
                            // the service sends nothing more
                        }
                    } catch (IOException e) {
                        Runtime.getRuntime().halt(1);
                    }
                    Runtime.getRuntime().halt(1);
                },
                "service-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private static void beEndedFirst() {
        try {
            Files.writeString(Path.of("/proc/self/oom_score_adj"), ENDED_FIRST);
        } catch (IOException e) {
            return; // not on this operating system
        }
    }

    private void work(WorkerJob workerJob) throws IOException {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> tick = ticks.scheduleWithFixedDelay(
                this::tellProgress, PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        WorkerMessage workerMessage;
        try (InterruptOnSignal end = InterruptOnSignal.ofThisThread()) {
            workerMessage = answer(workerJob, end);
        }
        tick.cancel(false);
        ticks.shutdownNow();
        say(workerMessage.line().length() <= LONGEST_ANSWER ? workerMessage : WorkerMessage.failed(tooLong(workerJob)));
    }

    private WorkerMessage answer(WorkerJob workerJob, InterruptOnSignal end) {
        ObjectStores stores = new ObjectStores(() -> S3Client.builder()
                .overrideConfiguration(AwsResponseValidator.calls(ObjectStores.LONGEST_CALL))
                .httpClient(new AwsHttp())
                .build());
        try {
            ObjectStore target = stores.at(workerJob.target()).store();
            InProcessConverter converter = new InProcessConverter(
                    new ManifestReader(),
                    meter,
                    clock,
                    NumberType.of(option(workerJob, "numbers")),
                    Long.parseLong(option(workerJob, "memory")));
            return switch (workerJob.kind()) {
                case CONVERT -> {
                    ObjectStore source = stores.at(workerJob.source()).store();
                    ConversionSummary summary =
                            converter.convert(workerJob.requiredManifest(), source, target, workerJob.prefix());
                    yield WorkerMessage.done(summary, converter.readBack(target, summary.outputs()));
                }
                case STRIP -> {
                    ObjectStore source = stores.at(workerJob.source()).store();
                    LineBreakPolicy lineBreakPolicy = LineBreakPolicy.of(option(workerJob, "lineBreaks"));
                    yield WorkerMessage.done(
                            new CsvHeaderStripping(clock, meter, lineBreakPolicy)
                                    .strip(
                                            workerJob.requiredManifest(),
                                            meter.begin(source),
                                            target,
                                            workerJob.prefix(),
                                            workerJob.names()),
                            null);
                }
                case READ_BACK -> WorkerMessage.done(null, converter.readBack(target, workerJob.names()));
                case READ_WHOLE -> WorkerMessage.done(null, converter.readWhole(target, workerJob.names()));
            };
        } catch (IOException | RuntimeException e) {
            return WorkerMessage.failed(
                    end.isAsked() ? new IOException("it was asked to end, and removed what it had written") : e);
        }
    }

    private static String option(WorkerJob workerJob, String name) {
        String value = workerJob.options().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    private static ProblemException tooLong(WorkerJob workerJob) {
        return new ProblemException(new Problem(
                CostProblemCode.SUMMARY_TOO_LONG,
                workerJob.source() + workerJob.prefix(),
                "a summary of more than " + (LONGEST_ANSWER >> 20) + " MB",
                "the report has more files, columns or product codes than the service can keep",
                "deliver it in larger files, or check its product codes"));
    }

    /** Reports the progress if it has changed. */
    private void tellProgress() {
        Optional<ConversionProgressStatus> now = meter.state();
        if (!now.equals(told)) {
            told = now;
            try {
                say(WorkerMessage.progress(now));
            } catch (IOException e) {
                Runtime.getRuntime().halt(1); // the service no longer reads
            }
        }
    }

    private synchronized void say(WorkerMessage workerMessage) throws IOException {
        out.write((workerMessage.line() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
