package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportStripping;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.TableColumn;
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
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tables over text beside those over Parquet: {@code <table>_text}, each month as it is shown there, without header lines,
 * and {@code <table>_typed}, a view that gives the columns their types. The text follows what the month shows, also back: a
 * version's text is kept as long as its Parquet. A month is done when it is written down which text it shows, which is the last
 * step, so that a repetition after a crash does it again.
 */
public final class TextTables {
    private static final Logger LOG = LoggerFactory.getLogger(TextTables.class);
    /** Athena ends queries after 30 minutes. */
    private static final Duration LONGEST_QUERY = Duration.ofHours(1);

    private final CostSettings settings;
    private final ReportLedger ledger;
    private final VersionConversion conversion;
    private final ReportStripping stripping;
    private final ObjectStore source;
    private final ObjectStore target;
    private final PublishedTable table;
    private final InstantSource clock;

    /** What it works with. */
    public record Parts(
            ReportLedger ledger,
            VersionConversion conversion,
            ReportStripping stripping,
            ObjectStore source,
            ObjectStore target,
            PublishedTable table) {}

    public TextTables(CostSettings settings, Parts parts, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
        ledger = parts.ledger();
        conversion = parts.conversion();
        stripping = parts.stripping();
        source = parts.source();
        target = parts.target();
        table = parts.table();
    }

    /**
     * Months that are shown and whose text is that of another version or of none; only those whose text was kept, or can be
     * made because AWS's files are still there.
     */
    public List<ReportVersion> due() throws IOException {
        List<ReportVersion> due = new ArrayList<>();
        for (LedgerEntry shown : ledger.published()) {
            if (isText(shown.converted())
                    && shownSince(shown).isEmpty()
                    && (kept(shown).isPresent() || isThere(shown))) {
                due.add(shown.version());
            }
        }
        return due;
    }

    /**
     * Shows a version's text as its month; strips it first, unless its text was kept from the time it was shown before.
     *
     * @throws ProblemException when its text can't be a table; the month stays as it was
     */
    public synchronized void publish(ReportVersion version) throws IOException {
        LedgerEntry shown = ledger.published().stream()
                .filter(entry -> entry.version().equals(version))
                .findFirst()
                .orElse(null);
        if (shown == null) {
            return; // another version is shown by now
        }
        Optional<ConversionSummary> kept = kept(shown);
        ConversionSummary summary = kept.isPresent() ? kept.get() : strip(shown);
        String name = settings.textTable(version.reportName());
        String month = summary.billingPeriod().month();
        String folder =
                VersionConversion.folder(settings.textFolder(version.reportName()), month, summary.assemblyId());
        table.makeCurrent(name, month, target.uri(folder));
        conversion.records().textShown(version, summary, clock.instant());
        LOG.info(
                "{} published as text: assembly {}, {} rows, sums equal report={} table={}",
                month,
                summary.assemblyId(),
                summary.rows(),
                version.reportName(),
                name);
    }

    private ConversionSummary strip(LedgerEntry shown) throws IOException {
        ReportVersion version = shown.version();
        CostReportManifest manifest =
                conversion.manifest(version).named(shown.converted().assemblyId());
        String name = settings.textTable(version.reportName());
        String root = settings.textFolder(version.reportName());
        ConversionSummary summary = stripping.strip(manifest, source, target, root, table.names(name));
        requireSame(shown.converted(), summary, target.uri(root));
        table.fitText(name, summary.columns(), target.uri(root));
        table.showTyped(settings.typedView(version.reportName()), name, typed(version.reportName(), summary));
        conversion.records().text(version, summary, clock.instant());
        return summary;
    }

    /** Its text as it was written before, all of it. */
    private Optional<ConversionSummary> kept(LedgerEntry shown) throws IOException {
        Optional<ConversionSummary> text = conversion.records().text(shown.version(), shown.converted());
        return text.isPresent() && conversion.outputsExist(text.get()) ? text : Optional.empty();
    }

    private Optional<Instant> shownSince(LedgerEntry shown) throws IOException {
        return conversion.records().textShownSince(shown.version(), shown.converted());
    }

    /**
     * Removes the text of versions whose Parquet is gone, which can't be shown again, once the text that replaced it has been
     * shown for longer than any query runs.
     */
    public synchronized void removeReplaced() throws IOException {
        for (LedgerEntry shown : ledger.published()) {
            Optional<Instant> since = shownSince(shown);
            if (since.isPresent() && since.get().plus(LONGEST_QUERY).isBefore(clock.instant())) {
                removeReplaced(
                        shown.version().reportName(),
                        shown.converted().billingPeriod().month());
            }
        }
    }

    private void removeReplaced(String reportName, String month) throws IOException {
        String root = settings.textFolder(reportName);
        List<String> folders = ledger.versions(reportName, month).stream()
                .filter(version -> version.summary() != null)
                .map(version -> VersionConversion.folder(
                        root, month, version.converted().assemblyId()))
                .toList();
        List<String> replaced;
        try (Stream<StoredObject> objects = target.list(VersionConversion.folder(root, month, ""))) {
            replaced = objects.map(StoredObject::key)
                    .filter(key -> folders.stream().noneMatch(key::startsWith))
                    .toList();
        }
        for (String key : replaced) {
            target.delete(key);
        }
    }

    /** What the text says must be what the table over Parquet says. */
    private static void requireSame(ConversionSummary shown, ConversionSummary text, String where) {
        boolean same = shown.rows() == text.rows();
        for (TableColumn column : shown.columns()) {
            BigDecimal total = text.totals().get(column.name());
            if (column.type() == ColumnType.DECIMAL && total != null) {
                same &= total.compareTo(shown.totals().getOrDefault(column.name(), BigDecimal.ZERO)) == 0;
            }
        }
        if (!same) {
            throw new ProblemException(new Problem(
                    "COST-102",
                    where,
                    text.rows() + " rows and sums " + text.totals(),
                    "the month over Parquet has " + shown.rows() + " rows and " + shown.totals(),
                    "the month stays as it was; keep both and report this as a defect"));
        }
    }

    /** Types that other months know of columns which this one lacks. */
    private List<TableColumn> typed(String reportName, ConversionSummary summary) {
        Map<String, ColumnType> known = new HashMap<>();
        for (LedgerEntry month : ledger.published()) {
            if (month.version().reportName().equals(reportName)) {
                month.converted().columns().forEach(column -> known.put(column.name(), column.type()));
            }
        }
        return summary.columns().stream()
                .map(column -> new TableColumn(
                        column.name(), known.getOrDefault(column.name(), column.type()), column.headers()))
                .toList();
    }

    private static boolean isText(ConversionSummary summary) {
        return summary.columns().stream().noneMatch(column -> column.type() == ColumnType.DELIVERED);
    }

    private boolean isThere(LedgerEntry shown) throws IOException {
        StoredObject manifest = shown.version().manifest();
        Optional<StoredObject> now = source.head(manifest.key());
        return now.isPresent()
                && now.get().eTag().equals(manifest.eTag())
                && conversion.inputsAreUnchanged(shown.converted());
    }
}
