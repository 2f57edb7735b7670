package dev.lamplighter.app.command;

import dev.lamplighter.app.settings.Configuration;
import dev.lamplighter.app.settings.InstallDirectory;
import dev.lamplighter.base.InterruptOnSignal;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ProgressDisplay;
import dev.lamplighter.base.Terminal;
import dev.lamplighter.base.aws.AwsHttp;
import dev.lamplighter.base.aws.AwsResponseValidator;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CsvTableDdl;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.CsvHeaderStripping;
import dev.lamplighter.cost.parquet.LineBreakPolicy;
import dev.lamplighter.cost.parquet.ReportConversion;
import dev.lamplighter.cost.parquet.schema.NumberType;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ManifestReader;
import dev.lamplighter.cost.report.ObjectChangedException;
import dev.lamplighter.cost.report.ObjectStores;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.StoreLocation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.services.s3.S3Client;

/** Converts one version of a report to Parquet, without Athena: {@code lamplighter costs convert}. */
@Command(
        name = "convert",
        mixinStandardHelpOptions = true,
        description = "Converts the report that a manifest describes to Parquet, whole or not at all.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the input was refused or a store failed", "2:usage"})
public final class CostsConvertCommand implements Callable<Integer> {
    private static final int DONE = 0;
    private static final int REFUSED = 1;

    /** The formats that can be written. */
    private enum Format {
        PARQUET,
        CSV
    }

    private final Supplier<S3Client> s3;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--source",
            required = true,
            paramLabel = "URI",
            description = "s3://bucket, or file:///folder that stands for the bucket. With s3://bucket/prefix the"
                    + " manifest's key must begin with that prefix.")
    @SuppressWarnings("NullAway.Init")
    private String source;

    @Option(
            names = "--manifest",
            required = true,
            paramLabel = "KEY",
            description =
                    "Key of the manifest from the bucket's root, as cur/hourly/20250201-20250301/hourly-Manifest.json.")
    @SuppressWarnings("NullAway.Init")
    private String manifestKey;

    @Option(
            names = "--target",
            required = true,
            paramLabel = "URI",
            description = "s3://bucket/prefix or file:///folder; objects are put under"
                    + " billing_period=YYYY-MM/<assemblyId>/ there.")
    @SuppressWarnings("NullAway.Init")
    private String target;

    @Option(
            names = "--number-type",
            paramLabel = "TYPE",
            description = "decimal or double: what costs and amounts of CSV become; as cost.number-type.")
    private NumberType numbers = NumberType.DECIMAL;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "parquet, or csv: gzipped CSV without header lines, for tables over text; their DDL is put beside,"
                            + " _<report>.sql.")
    private Format format = Format.PARQUET;

    @Option(
            names = "--line-breaks",
            paramLabel = "WORD",
            description = "refuse or space: what becomes of line breaks in fields with --format csv, whose tables can't"
                    + " have them.")
    private LineBreakPolicy lineBreakPolicy = LineBreakPolicy.REFUSE;

    @Option(names = "--json", description = "End with one line of JSON: rows, exact totals, outputs.")
    private boolean json;

    /** Makes one that reaches S3 with the SDK's default chain for credentials and region, and {@code AWS_ENDPOINT_URL*}. */
    public CostsConvertCommand() {
        this(() -> S3Client.builder()
                .overrideConfiguration(AwsResponseValidator.calls(ObjectStores.LONGEST_CALL))
                .httpClient(new AwsHttp())
                .build());
    }

    CostsConvertCommand(Supplier<S3Client> s3) {
        this.s3 = s3;
    }

    @Override
    public Integer call() {
        ObjectStores stores = new ObjectStores(s3);
        StoreLocation from = location(stores, "--source", source);
        StoreLocation to = location(stores, "--target", target);
        if (!manifestKey.startsWith(from.prefix())) {
            throw usage("--manifest must be a key from the bucket's root that begins with the prefix of --source, got "
                    + manifestKey + ", allowed " + from.prefix() + "...");
        }
        try (InterruptOnSignal end = InterruptOnSignal.ofThisThread()) {
            return convertOrTell(from, to, end);
        }
    }

    private int convertOrTell(StoreLocation from, StoreLocation to, InterruptOnSignal end) {
        try {
            print(convert(from, to), to);
            return DONE;
        } catch (ProblemException e) {
            return refused(e.problem());
        } catch (ObjectChangedException e) {
            return refused(new Problem(
                    CostProblemCode.CHANGED_MEANWHILE,
                    from.store().uri(manifestKey),
                    text(e),
                    "a newer version is being delivered",
                    "run it again"));
        } catch (IOException e) {
            return refused(end.isAsked() ? stopped(from) : StoreFailure.of(e, between(from, to)));
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause());
            return refused(end.isAsked() ? stopped(from) : StoreFailure.of(cause, between(from, to)));
        }
    }

    private ConversionSummary convert(StoreLocation from, StoreLocation to) throws IOException {
        CostReportManifest manifest = new ManifestReader().read(from.store(), manifestKey);
        if (format == Format.CSV) {
            return strip(manifest, from, to);
        }
        long memory = ReportConversion.memoryBytes(
                Configuration.load(InstallDirectory.find(), List.of()).settings());
        if (!Terminal.isError()) {
            return new ReportConversion(InstantSource.system(), this::tell, numbers, memory)
                    .convert(manifest, from.store(), to.store(), to.prefix());
        }
        ConversionMeter meter = new ConversionMeter(InstantSource.system());
        try (ProgressDisplay shown = ProgressDisplay.redrawing(
                spec.commandLine().getErr(),
                () -> meter.state().map(ConversionProgressStatus::lineWithBar).orElse(""))) {
            shown.draw();
            return new ReportConversion(InstantSource.system(), meter, numbers, memory)
                    .convert(manifest, meter.begin(from.store()), to.store(), to.prefix());
        }
    }

    private ConversionSummary strip(CostReportManifest manifest, StoreLocation from, StoreLocation to)
            throws IOException {
        ConversionSummary summary = new CsvHeaderStripping(InstantSource.system(), this::tell, lineBreakPolicy)
                .strip(manifest, from.store(), to.store(), to.prefix(), List.of());
        String folder =
                to.prefix() + "billing_period=" + summary.billingPeriod().month() + "/" + summary.assemblyId();
        String script = CsvTableDdl.script(
                summary, to.store().uri(to.prefix()), to.store().uri(folder + "/"));
        String key = to.prefix() + "_" + summary.reportName() + ".sql"; // engines pass over names that begin so
        to.store().abandon(key, (left, begun) -> true);
        try (ObjectUpload upload = to.store().create(key)) {
            upload.write(script.getBytes(StandardCharsets.UTF_8));
            upload.complete();
        }
        spec.commandLine().getErr().println("DDL  " + to.store().uri(key));
        return summary;
    }

    private void tell(int file, int files, String key, long rows) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("file %d of %d  rows=%d  %s%n", file, files, rows, key);
        err.flush();
    }

    private void print(ConversionSummary summary, StoreLocation to) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ConversionSummaryLine.of(summary, to.store()));
        } else {
            out.printf(
                    "%s %s %s  rows=%d files=%d%n",
                    summary.reportName(),
                    summary.billingPeriod().month(),
                    summary.assemblyId(),
                    summary.rows(),
                    summary.files());
            summary.totals()
                    .forEach((column, sum) -> out.printf("  %s  %s%n", column, ConversionSummaryLine.plain(sum)));
            summary.outputs().forEach(key -> out.println(to.store().uri(key)));
        }
        out.flush();
    }

    private int refused(Problem problem) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(problem.line());
        err.flush();
        return REFUSED;
    }

    private String between(StoreLocation from, StoreLocation to) {
        return from.store().uri(manifestKey) + " to " + to.store().uri(to.prefix());
    }

    private Problem stopped(StoreLocation from) {
        return new Problem(
                CostProblemCode.STOPPED, from.store().uri(manifestKey), "stopped", "somebody ended it", "run it again");
    }

    private StoreLocation location(ObjectStores stores, String option, String uri) {
        try {
            return stores.at(uri);
        } catch (IllegalArgumentException e) {
            throw usage(option + ": " + text(e));
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
