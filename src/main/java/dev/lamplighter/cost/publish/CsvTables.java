package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.CsvTableDdl;
import dev.lamplighter.cost.athena.TableColumns;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.ledger.KeptNumberTypes;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.ReportVersion;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Maintains tables over text beside those over Parquet, for the route {@code cost-text}: {@code <table>_text}, each month as
 * it is shown there, without header lines, and {@code <table>_typed}, a view that gives the columns their types. The text
 * follows what the month shows, also in a rollback: a version's text is kept as long as its Parquet. The last step for a
 * month is to record which text it shows, so that everything is repeated after a crash.
 */
public final class CsvTables {
    private static final Logger LOG = LoggerFactory.getLogger(CsvTables.class);
    /** Athena ends queries after 30 minutes. */
    private static final Duration LONGEST_QUERY = Duration.ofHours(1);

    private final Supplier<CostPublishSettings> settings;
    private final ReportLedger ledger;
    private final VersionFilesCheck files;
    private final ObjectStore source;
    private final ObjectStore target;
    private final PublishingLock turn;
    private final InstantSource clock;

    public CsvTables(
            Supplier<CostPublishSettings> settings,
            ReportLedger ledger,
            VersionFilesCheck files,
            ObjectStore source,
            ObjectStore target,
            PublishingLock turn,
            InstantSource clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.files = files;
        this.source = source;
        this.target = target;
        this.turn = turn;
        this.clock = clock;
    }

    /**
     * The shown months whose text is missing or that of another version; only those whose text was kept, or can be made
     * because AWS's files still exist.
     */
    public List<ReportVersion> due() throws IOException {
        List<ReportVersion> due = new ArrayList<>();
        for (ReportLedgerEntry shown : ledger.published()) {
            if (isText(shown.converted())
                    && shownSince(shown).isEmpty()
                    && (kept(shown).isPresent() || isThere(shown))) {
                due.add(shown.version());
            }
        }
        return due;
    }

    /**
     * Works out what is left to do: nothing when the month shows another version by now, only the switch when its text was
     * kept.
     */
    public MonthCsvInProgress open(ReportVersion version) throws IOException {
        ReportLedgerEntry shown = ledger.published().stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst()
                .orElse(null);
        return new MonthCsvInProgress(
                settings.get(), shown, shown == null ? null : kept(shown).orElse(null));
    }

    /** The query for the columns of the table over text. */
    public String columns(MonthCsvInProgress open) {
        return TableDdl.columnsOf(open.settings().athena().database(), tableOf(open));
    }

    /**
     * The order for stripping the headers.
     *
     * @param pages the result of {@link #columns}: text without headers has its columns in the table's order
     */
    public ConversionRequest order(MonthCsvInProgress open, Iterable<GetQueryResultsResponse> pages)
            throws IOException {
        ReportVersion version = open.shown().version();
        open.tableHas(TableColumns.of(pages));
        CostReportManifest manifest =
                files.manifest(version).named(open.shown().converted().assemblyId());
        CostReportManifest typed = new KeptNumberTypes(List.of(open.shown())).in(manifest);
        return new ConversionRequest(
                typed,
                open.settings().textFolder(version.reportName()),
                open.had().names());
    }

    /**
     * The statements that make the table and its view.
     *
     * @throws ProblemException COST-102 when the text differs from the table over Parquet
     */
    public List<String> table(MonthCsvInProgress open, ConvertedParquetFiles written) {
        String reportName = open.shown().version().reportName();
        ConversionSummary summary = written.summary();
        String root = target.uri(open.settings().textFolder(reportName));
        requireSame(open.shown().converted(), summary, root);
        List<PublishedColumn> texts = summary.columns().stream()
                .map(column -> new PublishedColumn(column.name(), ColumnType.STRING, column.headers()))
                .toList();
        String table = tableOf(open);
        List<String> statements = new ArrayList<>(
                open.had().fit(table, texts, open.settings().athena(), CsvTableDdl.createTable(table, texts, root)));
        statements.add(CsvTableDdl.typedView(open.settings().typedView(reportName), table, typed(reportName, summary)));
        open.written(summary);
        return statements;
    }

    /** Records that it is written and has a table. */
    public void written(MonthCsvInProgress open) throws IOException {
        files.records().text(open.shown().version(), open.text(), clock.instant());
    }

    /** The statements that make the month show it; see {@link MonthPublishStatements#statements}. */
    public List<String> show(MonthCsvInProgress open) {
        ConversionSummary text = open.text();
        String month = text.billingPeriod().month();
        String root = open.settings().textFolder(open.shown().version().reportName());
        String location = target.uri(VersionFilesCheck.folder(root, month, text.assemblyId()));
        return List.of(
                TableDdl.addPartition(tableOf(open), month, location),
                TableDdl.setLocation(tableOf(open), month, location));
    }

    /** Records that the month shows it. */
    public void shown(MonthCsvInProgress open) throws IOException {
        ConversionSummary text = open.text();
        files.records().textShown(open.shown().version(), text, clock.instant());
        LOG.info(
                "{} published as text: assembly {}, {} rows, sums equal report={} table={}",
                text.billingPeriod().month(),
                text.assemblyId(),
                text.rows(),
                open.shown().version().reportName(),
                tableOf(open));
    }

    private String tableOf(MonthCsvInProgress open) {
        return open.settings().textTable(open.shown().version().reportName());
    }

    /** The summary of its text, if that was written before and is complete. */
    private Optional<ConversionSummary> kept(ReportLedgerEntry shown) throws IOException {
        Optional<ConversionSummary> text = textOf(shown);
        return text.isPresent() && files.outputsExist(text.get()) ? text : Optional.empty();
    }

    /** The summary of its text, if that was written for this table. */
    private Optional<ConversionSummary> textOf(ReportLedgerEntry shown) throws IOException {
        String root = settings.get().textFolder(shown.version().reportName());
        return files.records()
                .text(shown.version(), shown.converted())
                .filter(text -> text.outputs().stream().allMatch(key -> key.startsWith(root)));
    }

    private Optional<Instant> shownSince(ReportLedgerEntry shown) throws IOException {
        return textOf(shown).isEmpty()
                ? Optional.empty()
                : files.records().textShownSince(shown.version(), shown.converted());
    }

    /**
     * Removes the text of versions whose Parquet is gone, which can't be shown again, once the text that replaced it has been
     * shown for longer than any query runs. The asked table stays the same meanwhile.
     */
    public void removeReplaced() throws IOException {
        turn.alone(() -> {
            removeReplacedOfAll();
            return true;
        });
    }

    private void removeReplacedOfAll() throws IOException {
        for (ReportLedgerEntry shown : ledger.published()) {
            Optional<Instant> since = shownSince(shown);
            if (since.isPresent() && since.get().plus(LONGEST_QUERY).isBefore(clock.instant())) {
                removeReplacedOf(
                        shown.version().reportName(),
                        shown.converted().billingPeriod().month());
            }
        }
    }

    private void removeReplacedOf(String reportName, String month) throws IOException {
        String root = settings.get().textFolder(reportName);
        List<String> folders = ledger.versions(reportName, month).stream()
                .filter(version -> version.summary() != null)
                .map(version -> VersionFilesCheck.folder(
                        root, month, version.converted().assemblyId()))
                .toList();
        List<String> replaced;
        try (Stream<StoredObject> objects = target.list(VersionFilesCheck.folder(root, month, ""))) {
            replaced = objects.map(StoredObject::key)
                    .filter(key -> folders.stream().noneMatch(key::startsWith))
                    .toList();
        }
        for (String key : replaced) {
            target.delete(key);
        }
    }

    /** Refuses text whose rows or sums differ from those of the table over Parquet. */
    private static void requireSame(ConversionSummary shown, ConversionSummary text, String where) {
        boolean same = shown.rows() == text.rows();
        for (PublishedColumn column : shown.columns()) {
            BigDecimal total = text.totals().get(column.name());
            if (column.type() == ColumnType.DECIMAL && total != null) {
                same &= total.compareTo(shown.totals().getOrDefault(column.name(), BigDecimal.ZERO)) == 0;
            }
        }
        if (!same) {
            throw new ProblemException(new Problem(
                    CostProblemCode.READ_BACK_DIFFERS,
                    where,
                    text.rows() + " rows and sums " + text.totals(),
                    "the month over Parquet has " + shown.rows() + " rows and " + shown.totals(),
                    "the month stays as it was; keep both and report this as a defect"));
        }
    }

    /** The columns with their types; for columns that this month lacks, the types of other months. */
    private List<PublishedColumn> typed(String reportName, ConversionSummary summary) {
        Map<String, ColumnType> known = new HashMap<>();
        for (ReportLedgerEntry month : ledger.published()) {
            if (month.version().reportName().equals(reportName)) {
                month.converted().columns().forEach(column -> known.put(column.name(), column.type()));
            }
        }
        return summary.columns().stream()
                .map(column -> new PublishedColumn(
                        column.name(), known.getOrDefault(column.name(), column.type()), column.headers()))
                .toList();
    }

    private static boolean isText(ConversionSummary summary) {
        return summary.columns().stream().noneMatch(column -> column.type() == ColumnType.DELIVERED);
    }

    private boolean isThere(ReportLedgerEntry shown) throws IOException {
        StoredObject manifest = shown.version().manifest();
        Optional<StoredObject> now = source.head(manifest.key());
        return now.isPresent()
                && now.get().eTag().equals(manifest.eTag())
                && files.inputsAreUnchanged(shown.converted());
    }
}
