package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.AthenaRows;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.TableDdl;
import dev.lamplighter.cost.ledger.PublicationResult;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;

/**
 * Compares a published month with what was read, for the route {@code cost-verify}. The totals in the ledger, in the
 * reconciliation record, in the Parquet files read back with every column, and in Athena's answer must agree to the last
 * digit.
 */
public final class PublicationVerification {
    private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

    private final PublishedTables tables;
    private final VersionRecords records;

    public PublicationVerification(PublishedTables tables, VersionRecords records) {
        this.tables = tables;
        this.records = records;
    }

    /** The files that a month shows, which are to be read back. */
    public ConvertedParquetFiles files(ReportLedgerEntry shown) {
        ConversionSummary summary = shown.converted();
        return new ConvertedParquetFiles(
                summary,
                VersionFilesCheck.folder(
                        settings(shown).tableFolder(shown.version().reportName()),
                        summary.billingPeriod().month(),
                        summary.assemblyId()));
    }

    /**
     * The query for the same sums from Athena.
     *
     * @throws ProblemException COST-113 when the reconciliation record says something else than the ledger
     */
    public String question(ReportLedgerEntry shown, ConvertedParquetFiles files) throws IOException {
        ConversionSummary summary = files.summary();
        ConversionSummary record = records.reconciliation(
                        shown.version(), settings(shown).tableName(), summary)
                .orElseThrow(
                        () -> unequal(where(shown), "no reconciliation record", "one was written before the switch"));
        if (record.rows() != summary.rows() || !record.totals().equals(summary.totals())) {
            throw unequal(where(shown), "another reconciliation record", "the ledger has other totals");
        }
        return TableDdl.totals(
                settings(shown).table(shown.version().reportName()),
                summary.billingPeriod().month(),
                List.copyOf(summary.totals().keySet()),
                counted(files));
    }

    /**
     * The columns whose values are counted: all of them, because a column that can't be read fails every query that selects
     * it.
     */
    private static List<String> counted(ConvertedParquetFiles files) {
        return files.filled().isEmpty()
                ? List.of()
                : files.summary().columns().stream().map(PublishedColumn::name).toList();
    }

    private String where(ReportLedgerEntry shown) {
        CostPublishSettings settings = settings(shown);
        return settings.athena().database() + "."
                + settings.table(shown.version().reportName()) + ", "
                + shown.converted().billingPeriod().month();
    }

    /**
     * Compares everything; returns one line that says what was compared.
     *
     * @param pages the result of {@link #question}
     * @throws ProblemException COST-113 when Athena answers anything else
     */
    public String compare(
            ReportLedgerEntry shown, ConvertedParquetFiles files, Iterable<GetQueryResultsResponse> pages) {
        ConversionSummary summary = files.summary();
        compareAthena(where(shown), files, AthenaRows.of(pages).get(0));
        return summary.billingPeriod().month() + " verified: assembly " + summary.assemblyId() + ", " + summary.rows()
                + " rows, " + summary.totals().size() + " sums equal in record, files and Athena, cost "
                + PublicationResult.costs(summary)
                + (files.filled().isEmpty() ? "" : ", " + summary.columns().size() + " columns read");
    }

    private static void compareAthena(String where, ConvertedParquetFiles files, List<@Nullable String> row) {
        ConversionSummary summary = files.summary();
        List<String> columns = List.copyOf(summary.totals().keySet());
        if (!Long.toString(summary.rows()).equals(row.get(0))) {
            throw unequal(where, row.get(0) + " rows in Athena", "the report has " + summary.rows());
        }
        for (int i = 0; i < columns.size(); i++) {
            BigDecimal total = total(summary.totals(), columns.get(i));
            String found = row.get(i + 1);
            if (!isSame(new BigDecimal(found == null ? "0" : found), total, isDouble(summary, columns.get(i)))) {
                throw unequal(where, columns.get(i) + " = " + found + " in Athena", "the report has " + total);
            }
        }
        compareFilled(where, counted(files), row.subList(1 + columns.size(), row.size()), files.filled());
    }

    /** Compares the counts of values; values in a map, a list or a structure are counted nowhere else. */
    private static void compareFilled(
            String where, List<String> counted, List<@Nullable String> found, Map<String, Long> filled) {
        for (int i = 0; i < counted.size(); i++) {
            Long values = filled.get(counted.get(i));
            if (values != null && !values.toString().equals(found.get(i))) {
                throw unequal(
                        where,
                        found.get(i) + " values of " + counted.get(i) + " in Athena",
                        "the files have " + values);
            }
        }
    }

    private CostPublishSettings settings(ReportLedgerEntry shown) {
        return tables.of(shown.version()).settings();
    }

    private static boolean isDouble(ConversionSummary summary, String name) {
        return summary.columns().stream()
                .anyMatch(column ->
                        column.name().equals(name) && !column.hiveType().startsWith("decimal"));
    }

    /** Whether two sums are the same; Athena's sum of doubles is rounded at every step. */
    private static boolean isSame(BigDecimal found, BigDecimal total, boolean rounded) {
        BigDecimal difference = found.subtract(total).abs();
        return rounded
                ? difference.compareTo(total.abs().max(BigDecimal.ONE).multiply(ROUNDING)) <= 0
                : difference.signum() == 0;
    }

    private static BigDecimal total(Map<String, BigDecimal> totals, String column) {
        return totals.getOrDefault(column, BigDecimal.ZERO);
    }

    private static ProblemException unequal(String where, String what, String why) {
        return new ProblemException(new Problem(
                CostProblemCode.MONTH_DIFFERS,
                where,
                what,
                why,
                "find out who else writes there; lamplighter costs rollback shows another version meanwhile"));
    }
}
