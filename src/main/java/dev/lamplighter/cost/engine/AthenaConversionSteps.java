package dev.lamplighter.cost.engine;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.AthenaConversionSettings;
import dev.lamplighter.cost.athena.AthenaRows;
import dev.lamplighter.cost.athena.ConversionEngine;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.athena.convert.AthenaConversionPlan;
import dev.lamplighter.cost.athena.convert.NotForAthenaException;
import dev.lamplighter.cost.ledger.AthenaAttempt;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.parquet.ConversionMeter;
import dev.lamplighter.cost.parquet.ConversionProgressStatus;
import dev.lamplighter.cost.parquet.ManifestDataFiles;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.publish.ConversionRequest;
import dev.lamplighter.cost.publish.ConvertedParquetFiles;
import dev.lamplighter.cost.publish.CostFailureLog;
import dev.lamplighter.cost.publish.ReportConverter;
import dev.lamplighter.cost.publish.StatementInProgress;
import dev.lamplighter.cost.publish.VersionInProgress;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Leads a version through Athena for the route {@code cost-convert-athena}: statement after statement, each answer judged before
 * the next is sent. What Athena can't be trusted with is left to this machine, or refused when it is too large for that.
 */
public final class AthenaConversionSteps {
    private static final Logger LOG = LoggerFactory.getLogger(AthenaConversionSteps.class);

    private final CostPublishSettings settings;
    private final AthenaConversionSettings conversion;
    private final AttemptLog attempts;
    private final ReportLedger ledger;
    private final Files files;
    private final ParquetCheck parquet;
    private final ScanBudget budget;
    private final InstantSource clock;

    /** The stores, who reads Parquet back, and who is told the progress. */
    public record Files(ObjectStore source, ObjectStore target, ReportConverter converter, ConversionMeter meter) {}

    public AthenaConversionSteps(
            CostPublishSettings settings,
            AthenaConversionSettings conversion,
            AttemptLog attempts,
            ReportLedger ledger,
            Files files,
            InstantSource clock) {
        this.settings = settings;
        this.conversion = conversion;
        this.attempts = attempts;
        this.ledger = ledger;
        this.files = files;
        parquet = new ParquetCheck(files, clock);
        budget = new ScanBudget(conversion.maxScan(), settings.athena().pricePerTb());
        this.clock = clock;
    }

    /**
     * Begins with a version, or leaves it to this machine.
     *
     * @throws ProblemException COST-211 when Athena can't be trusted with it and this machine may not, COST-212 when Athena
     *     would scan more than it may
     */
    public AthenaConversion begin(VersionInProgress open) throws IOException {
        AthenaConversion begun = new AthenaConversion(open);
        open.askAthena();
        ConversionRequest order = open.order();
        List<StoredObject> inputs = ManifestDataFiles.pin(order.manifest(), files.source());
        long bytes = inputs.stream().mapToLong(StoredObject::sizeBytes).sum();
        if (conversion.engine() == ConversionEngine.AUTO && bytes <= conversion.athenaAbove()) {
            open.convertHere();
            begun.ended();
            return begun;
        }
        try {
            plan(begun, order, inputs, bytes);
        } catch (NotForAthenaException e) {
            leave(begun, bytes, e.why());
        }
        return begun;
    }

    private void plan(AthenaConversion begun, ConversionRequest order, List<StoredObject> inputs, long bytes)
            throws IOException {
        CostReportManifest manifest = order.manifest();
        if (!manifest.compression().equals("GZIP")) {
            throw new NotForAthenaException("its files are " + manifest.compression() + ", Athena reads gzip");
        }
        if (!settings.source().isS3()) {
            throw new NotForAthenaException("its files are in a folder, Athena reads S3");
        }
        budget.require(begun.open().version().manifestUri(), bytes);
        ReportTableSchema schema = ReportTableSchema.of(manifest, conversion.numbers());
        AthenaAttempt attempt = attempts.attempt(begun.open().version(), order, inputs);
        AthenaConversionPlan plan = AthenaConversionPlan.of(
                schema,
                files.source(),
                inputs,
                attempt.helpers().get(0),
                files.target().uri(attempt.folder()));
        AthenaAttempt entered = attempts.enter(attempt, plan.helpers());
        schema.tell(LOG, manifest.reportName());
        CostReportManifest own = manifest.named(AttemptLog.name(entered));
        ledger.describe(begun.open().version(), own.billingPeriod().month(), own.assemblyId());
        begun.ordered(new AthenaConversion.Order(own, entered, plan, inputs, clock.instant()));
        if (settings.athena().createsDatabase()) {
            begun.add(AthenaStep.statement(
                    TableDdl.createDatabase(settings.athena().database())));
        }
        begun.addAll(attempts.dropsOfLeftovers(entered));
        begun.addAll(plan.createLines());
        begun.add(new AthenaStep(plan.linesQuestion(), rows -> takeLines(begun, rows), true));
        LOG.info(
                "{} goes to Athena report={} bytes={} scanEstimate={} usdEstimate={}",
                own.billingPeriod().month(),
                own.reportName(),
                bytes,
                ScanBudget.estimate(bytes),
                budget.dollars(ScanBudget.estimate(bytes)));
    }

    private void takeLines(AthenaConversion under, List<List<@Nullable String>> rows) {
        AthenaConversionPlan plan = under.order().plan();
        plan.takeLines(rows);
        under.addAll(plan.createTexts());
        under.add(new AthenaStep(plan.textQuestion(), answer -> takeText(under, answer), true));
    }

    private static void takeText(AthenaConversion under, List<List<@Nullable String>> rows) {
        AthenaConversionPlan plan = under.order().plan();
        plan.takeText(rows);
        under.writes();
        under.add(AthenaStep.statement(plan.createParquet()));
    }

    /**
     * Takes the end of a statement, with its answer if it has one.
     *
     * @param run as the route {@code athena} has left it; null when an operator's doesn't
     * @param answer the pages of a result for a question, anything otherwise
     */
    @SuppressWarnings("unchecked") // aws2-athena's StreamList is that
    public AthenaConversion took(AthenaConversion under, @Nullable StatementInProgress run, Object answer)
            throws IOException {
        AthenaStep step = under.current();
        if (run != null && run.isBilled()) {
            under.scanned(run.scannedBytes());
        }
        boolean isWriting =
                under.hasOrder() && step.sql().equals(under.order().plan().createParquet());
        under.passed();
        AthenaStep.Taker taker = step.taker();
        try {
            if (taker != null) {
                taker.take(AthenaRows.of((Iterable<GetQueryResultsResponse>) answer));
            } else if (isWriting) {
                parquet.ask(under);
            }
        } catch (NotForAthenaException e) {
            leave(under, under.order().bytes(), e.why());
        }
        tell(under);
        return under;
    }

    /**
     * Takes the failure of a statement: what Athena can't read of the text, this machine reads, or says better why not.
     *
     * @throws Exception the failure itself, if it is of another kind
     */
    public AthenaConversion failed(AthenaConversion under, Exception failure) throws Exception {
        Problem problem = CostFailureLog.problem(failure); // Camel has wrapped it
        boolean isAthenas = problem.is(CostProblemCode.ATHENA_FAILED);
        if (isAthenas || problem.is(CostProblemCode.ATHENA_TOO_SLOW) || problem.kind() == Problem.Kind.REFUSED) {
            under.fail();
        }
        if (!isAthenas
                || !under.isUnderWay()
                || !under.current().readsText()
                || under.order().bytes() > conversion.athenaAbove()) {
            throw failure;
        }
        under.goOn();
        leave(under, under.order().bytes(), "Athena can't read it, " + problem.why());
        return under;
    }

    /** Leaves a version to this machine, and drops what was made of it in Athena; a large one is refused. */
    private void leave(AthenaConversion under, long bytes, String why) {
        ConversionRequest order = under.open().order();
        if (bytes > conversion.athenaAbove()) {
            refuse(under, tooLarge(under, bytes, why, conversion.athenaAbove()));
            return;
        }
        LOG.warn(
                "{} is converted here, not by Athena report={} reason=\"{}\"",
                order.manifest().billingPeriod().month(),
                order.manifest().reportName(),
                why);
        under.open().convertHere();
        ledger.describe(
                under.open().version(),
                order.manifest().billingPeriod().month(),
                order.manifest().assemblyId());
        if (under.hasOrder()) {
            onlyDrops(under);
        } else {
            under.ended();
        }
    }

    private static ProblemException tooLarge(AthenaConversion under, long bytes, String why, long limit) {
        return new ProblemException(new Problem(
                CostProblemCode.NOT_FOR_ATHENA,
                under.open().version().manifestUri(),
                "Athena can't convert these " + AthenaConversionSettings.words(bytes),
                why,
                "raise cost.convert.athena-above (" + AthenaConversionSettings.words(limit)
                        + ") above that, or set cost.convert.engine=local, and costs publish the month: then this"
                        + " machine converts it"));
    }

    private static void refuse(AthenaConversion under, ProblemException why) {
        if (!under.hasOrder()) {
            throw why;
        }
        under.refuse(why);
        onlyDrops(under);
    }

    private static void onlyDrops(AthenaConversion under) {
        under.stopThere();
        under.addAll(AttemptLog.drops(under.order().attempt()));
    }

    private void tell(AthenaConversion under) {
        if (under.hasOrder() && under.isUnderWay()) {
            AthenaConversion.Order order = under.order();
            files.meter()
                    .tell(new ConversionProgressStatus(
                            0,
                            order.inputs().size(),
                            order.plan().rows(),
                            under.scannedBytes(),
                            ScanBudget.estimate(under.order().bytes()),
                            Duration.between(order.begin(), clock.instant())));
            return;
        }
        ProblemException refusal = under.refusal();
        if (refusal != null) {
            throw refusal;
        }
        under.ended();
    }

    /**
     * Ends it, however it ended: what failed is begun anew; what was interrupted by anything else, by an outage as by a kill, is
     * continued.
     */
    public void end(AthenaConversion under) {
        files.meter().end();
        if (!under.hasOrder()) {
            return;
        }
        AthenaConversion.Order order = under.order();
        if (under.isFailed() || under.isEnded()) {
            attempts.ended(order.attempt(), under.isFailed(), under.isWriting());
        }
        ConvertedParquetFiles written = under.files();
        if (written != null && under.isEnded()) {
            LOG.info(
                    "{} converted by Athena report={} rows={} files={} scannedBytes={} usd={} elapsedMs={}",
                    order.manifest().billingPeriod().month(),
                    order.manifest().reportName(),
                    written.summary().rows(),
                    written.summary().outputs().size(),
                    under.scannedBytes(),
                    budget.dollars(under.scannedBytes()),
                    written.summary().elapsed().toMillis());
        }
    }
}
