package dev.lamplighter.cost.worker;

import dev.lamplighter.base.OrderlyEnd;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AnswerGuard;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionState;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.HeaderStripping;
import dev.lamplighter.cost.parquet.LineBreaks;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.publish.ParquetConverter;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectStores;
import dev.lamplighter.cost.report.S3Store;
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
 * The process that converts: reads one {@link Job} from standard input, writes {@link Answer}s to standard output, and logs to
 * standard error. Standard input is held open by the service as long as it lives; when that ends, this process ends at once,
 * in the middle of whatever it does, so that it never writes beside the service that comes next.
 */
public final class ConversionWorker {
    /** What the service reads of an answer at most: it has to fit into its heap. */
    static final int LONGEST_ANSWER = 6 << 20;

    private static final long PROGRESS_MILLIS = 250;
    /** When memory runs out, the kernel ends this process rather than the service. */
    private static final String ENDED_FIRST = "600";

    private final OutputStream out;
    private final InstantSource clock = InstantSource.system();
    private final ConversionMeter meter = new ConversionMeter(clock);
    private Optional<ConversionState> told = Optional.empty();

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
            return; // the service ended before it said anything
        }
        endWith(in);
        beEndedFirst();
        Job job = Job.of(line);
        job.options().forEach((name, value) -> {
            if (name.startsWith("-D")) {
                System.setProperty(name.substring(2), value);
            }
        });
        new ConversionWorker(out).work(job);
        System.exit(0);
    }

    private static void endWith(BufferedReader service) {
        Thread watch = new Thread(
                () -> {
                    try {
                        while (service.readLine() != null) {
                            // nothing more is said
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
            return; // another system has other ways
        }
    }

    private void work(Job job) throws IOException {
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
        });
        ScheduledFuture<?> tick = ticks.scheduleWithFixedDelay(
                this::tellProgress, PROGRESS_MILLIS, PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
        Answer answer;
        try (OrderlyEnd end = OrderlyEnd.ofThisThread()) {
            answer = answer(job, end);
        }
        tick.cancel(false);
        ticks.shutdownNow();
        say(answer.line().length() <= LONGEST_ANSWER ? answer : Answer.failed(tooLong(job)));
    }

    private Answer answer(Job job, OrderlyEnd end) {
        ObjectStores stores = new ObjectStores(() -> S3Client.builder()
                .overrideConfiguration(AnswerGuard.calls(S3Store.LONGEST_CALL))
                .httpClient(new AwsHttp())
                .build());
        try {
            ObjectStore target = stores.at(job.target()).store();
            ParquetConverter converter = new ParquetConverter(
                    new ManifestReader(),
                    meter,
                    clock,
                    NumberType.of(option(job, "numbers")),
                    Long.parseLong(option(job, "memory")));
            return switch (job.kind()) {
                case CONVERT -> {
                    ObjectStore source = stores.at(job.source()).store();
                    ConversionSummary summary = converter.convert(job.requiredManifest(), source, target, job.prefix());
                    yield Answer.done(summary, converter.readBack(target, summary.outputs()));
                }
                case STRIP -> {
                    ObjectStore source = stores.at(job.source()).store();
                    LineBreaks lineBreaks = LineBreaks.of(option(job, "lineBreaks"));
                    yield Answer.done(
                            new HeaderStripping(clock, meter, lineBreaks)
                                    .strip(
                                            job.requiredManifest(),
                                            meter.begin(source),
                                            target,
                                            job.prefix(),
                                            job.names()),
                            null);
                }
                case READ_BACK -> Answer.done(null, converter.readBack(target, job.names()));
                case READ_WHOLE -> Answer.done(null, converter.readWhole(target, job.names()));
            };
        } catch (IOException | RuntimeException e) {
            return Answer.failed(
                    end.isAsked() ? new IOException("it was told to end, and took back what it wrote") : e);
        }
    }

    private static String option(Job job, String name) {
        String value = job.options().get(name);
        if (value == null) {
            throw new IllegalArgumentException("no option " + name);
        }
        return value;
    }

    private static ProblemException tooLong(Job job) {
        return new ProblemException(new Problem(
                "COST-149",
                job.source() + job.prefix(),
                "a summary of more than " + (LONGEST_ANSWER >> 20) + " MB",
                "the report has more files, columns or product codes than the service can keep",
                "deliver it in larger files, or look what stands in its product codes"));
    }

    /** Only what is new. */
    private void tellProgress() {
        Optional<ConversionState> now = meter.state();
        if (!now.equals(told)) {
            told = now;
            try {
                say(Answer.progress(now));
            } catch (IOException e) {
                Runtime.getRuntime().halt(1); // nobody listens any more
            }
        }
    }

    private synchronized void say(Answer answer) throws IOException {
        out.write((answer.line() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
