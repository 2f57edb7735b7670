package dev.lamplighter.cost.worker;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.CsvHeaderStripper;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.publish.ReportConverter;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts in a separate process, one report at a time. If a report makes that process run out of memory or crash, the
 * version is set aside with one line, and nothing else happens. If the process was ended from outside, or the machine has no
 * memory for it, the report is not at fault and is tried again.
 */
public final class WorkerConverter implements ReportConverter, CsvHeaderStripper, AutoCloseable {
    /** The exit code of a JVM with {@code ExitOnOutOfMemoryError}. */
    private static final int OUT_OF_MEMORY = 3;

    private static final int SIGNAL = 128;
    /** The signals of a crash: ILL, ABRT (by which a crashed JVM ends), BUS, FPE, SEGV. */
    private static final List<Integer> CRASHES = List.of(4, 6, 7, 8, 11);

    /** Part of a crashed JVM's message; a JVM without memory for itself writes another one. */
    private static final String CRASHED = "fatal error has been detected";

    private static final long MEGABYTE = 1 << 20;

    private final ManifestReader manifests = new ManifestReader();
    private final ConversionMeter meter;
    private final WorkerSettings settings;
    private final WorkerProcessStarter command;
    private final FreeMemory memory;
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable WorkerProcess running;
    private volatile boolean closed;
    /** The totals of the last conversion, which its process has read back already. */
    private @Nullable ReadBack readBack;

    private record ReadBack(List<String> keys, ParquetTotals totals) {}

    /** @param meter takes the progress */
    public WorkerConverter(ConversionMeter meter, WorkerSettings settings) {
        this(meter, settings, ConversionWorker.class, new FreeMemory(Path.of("/")));
    }

    WorkerConverter(ConversionMeter meter, WorkerSettings settings, Class<?> main, FreeMemory memory) {
        this.meter = meter;
        this.settings = settings;
        this.memory = memory;
        command = new WorkerProcessStarter(settings, main);
    }

    @Override
    public CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException {
        return manifests.read(source, manifest);
    }

    @Override
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        WorkerMessage workerMessage =
                ask(job(WorkerJob.Kind.CONVERT, manifest, source, target, targetPrefix, List.of()));
        ConversionSummary summary = workerMessage.summary();
        synchronized (this) {
            readBack = new ReadBack(summary.outputs(), workerMessage.readBack());
        }
        return summary;
    }

    @Override
    public ConversionSummary strip(
            CostReportManifest manifest,
            ObjectStore source,
            ObjectStore target,
            String targetPrefix,
            List<String> existing)
            throws IOException {
        return ask(job(WorkerJob.Kind.STRIP, manifest, source, target, targetPrefix, existing))
                .summary();
    }

    @Override
    public ParquetTotals readBack(ObjectStore target, List<String> keys) throws IOException {
        synchronized (this) {
            ReadBack known = readBack;
            readBack = null;
            if (known != null && known.keys().equals(keys)) {
                return known.totals();
            }
        }
        return ask(job(WorkerJob.Kind.READ_BACK, null, null, target, "", keys)).readBack();
    }

    @Override
    public ParquetTotals readWhole(ObjectStore target, List<String> keys) throws IOException {
        return ask(job(WorkerJob.Kind.READ_WHOLE, null, null, target, "", keys)).readBack();
    }

    private WorkerJob job(
            WorkerJob.Kind kind,
            @Nullable CostReportManifest manifest,
            @Nullable ObjectStore source,
            ObjectStore target,
            String prefix,
            List<String> names) {
        Map<String, String> options = new LinkedHashMap<>();
        WorkerProcessStarter.properties().forEach((name, value) -> options.put("-D" + name, value));
        options.put("numbers", settings.numbers().name());
        options.put("lineBreaks", settings.lineBreakPolicy().name());
        options.put("memory", Long.toString(settings.memoryBytes()));
        return new WorkerJob(
                kind, source == null ? "" : source.uri(""), target.uri(""), prefix, manifest, names, options);
    }

    private WorkerMessage ask(WorkerJob workerJob) throws IOException {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another report was converted");
        }
        try {
            requireMemory(workerJob);
            return askProcess(workerJob);
        } finally {
            running = null;
            meter.end();
            turn.unlock();
        }
    }

    private WorkerMessage askProcess(WorkerJob workerJob) throws IOException {
        try (WorkerProcess process = new WorkerProcess(command)) {
            running = process;
            if (closed) {
                throw new InterruptedIOException("the service ends");
            }
            WorkerMessage workerMessage =
                    process.ask(workerJob, said -> said.state().ifPresentOrElse(meter::tell, meter::end));
            if (workerMessage == null) {
                throw ended(workerJob, process);
            }
            return workerMessage.orThrow();
        }
    }

    /** Throws when the machine has too little memory; the process may need more than its heap. */
    private void requireMemory(WorkerJob workerJob) {
        long needed = settings.freeMegabytes() * MEGABYTE;
        long free = memory.bytes();
        if (free < needed) {
            throw new ProblemException(new Problem(
                    CostProblemCode.CONVERSION_WAITS_FOR_MEMORY,
                    where(workerJob),
                    "waits for memory, " + free / MEGABYTE + " MB are free",
                    "the process that converts takes some " + settings.freeMegabytes()
                            + " MB, and light and windows come first",
                    "nothing, if it passes by itself; else give the machine more, or lower cost.convert.heap and"
                            + " cost.convert.free-memory",
                    Problem.Kind.WAIT));
        }
    }

    /**
     * The failure of a process that ended without an answer. If the report caused it, the report is set aside; otherwise it
     * is tried again.
     */
    private IOException ended(WorkerJob workerJob, WorkerProcess process) {
        int code = process.exitCode();
        if (code == OUT_OF_MEMORY) {
            throw new ProblemException(new Problem(
                    CostProblemCode.CONVERSION_OUT_OF_MEMORY,
                    where(workerJob),
                    "the process that converts ran out of memory",
                    "its heap of " + settings.heapMegabytes() + " MB was too small for this report",
                    "raise cost.convert.heap, then costs publish the month again"));
        }
        if (CRASHES.contains(code - SIGNAL) || process.stray().contains(CRASHED)) {
            throw new ProblemException(new Problem(
                    CostProblemCode.CONVERSION_CRASHED,
                    where(workerJob),
                    "the process that converts crashed",
                    signal(process.stray()) + ", see " + command.crashFile(),
                    "report it with that file; costs publish the month tries again"));
        }
        String how = code > SIGNAL
                ? "it was ended from outside by signal " + (code - SIGNAL) + ", or the system did for lack of memory"
                : process.stray();
        return new IOException(new Problem(
                        CostProblemCode.CONVERSION_ENDED,
                        where(workerJob),
                        "the process that converts ended with " + code,
                        how.isEmpty() ? "it said nothing" : how,
                        "nothing, if it passes by itself")
                .line());
    }

    private static String signal(String told) {
        Matcher signal = Pattern.compile("SIG[A-Z]+").matcher(told);
        return signal.find() ? signal.group() : "a signal for faults of the program itself";
    }

    private static String where(WorkerJob workerJob) {
        CostReportManifest manifest = workerJob.manifest();
        return manifest == null
                ? workerJob.target()
                : workerJob.source() + ", report " + manifest.reportName() + ", "
                        + manifest.billingPeriod().month() + ", assembly " + manifest.assemblyId();
    }

    /** Ends a running process, which removes what it wrote. */
    @Override
    public void close() {
        closed = true;
        WorkerProcess process = running;
        if (process != null) {
            process.end();
        }
    }
}
