package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.TableColumn;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds what is shown against what was read: the ledger's totals, the reconciliation record, every Parquet file read
 * back in every column, and Athena's own answer must be the same to the last digit.
 */
public final class MonthVerification {
    private static final BigDecimal ROUNDING = new BigDecimal("1e-9");

    private final CostSettings settings;
    private final VersionConversion conversion;
    private final AthenaStatements athena;

    public MonthVerification(CostSettings settings, VersionConversion conversion, AthenaStatements athena) {
        this.settings = settings;
        this.conversion = conversion;
        this.athena = athena;
    }

    /** One line that says what was compared. */
    String verify(LedgerEntry shown) throws IOException {
        ConversionSummary summary = shown.converted();
        String reportName = shown.version().reportName();
        String month = summary.billingPeriod().month();
        ParquetTotals files = conversion.verify(
                summary, VersionConversion.folder(settings.tableFolder(reportName), month, summary.assemblyId()));
        String where = settings.athena().database() + "." + settings.table(reportName) + ", " + month;
        ConversionSummary record = conversion
                .records()
                .reconciliation(shown.version(), summary)
                .orElseThrow(() -> unequal(where, "no reconciliation record", "one was written before the switch"));
        if (record.rows() != summary.rows() || !record.totals().equals(summary.totals())) {
            throw unequal(where, "another reconciliation record", "the ledger has other totals");
        }
        compareAthena(where, settings.table(reportName), summary, files.filled());
        return month + " verified: assembly " + summary.assemblyId() + ", " + summary.rows() + " rows, "
                + summary.totals().size() + " sums equal in record, files and Athena, cost "
                + Publication.costs(summary)
                + (files.filled().isEmpty() ? "" : ", " + summary.columns().size() + " columns read");
    }

    /** Every column is asked for, because a column that can't be read fails whoever selects it. */
    private void compareAthena(String where, String table, ConversionSummary summary, Map<String, Long> filled) {
        List<String> columns = new ArrayList<>(summary.totals().keySet());
        List<String> counted = filled.isEmpty()
                ? List.of()
                : summary.columns().stream().map(TableColumn::name).toList();
        String month = summary.billingPeriod().month();
        List<@Nullable String> row =
                athena.rows(TableDdl.totals(table, month, columns, counted)).get(0);
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
        compareFilled(where, counted, row.subList(1 + columns.size(), row.size()), filled);
    }

    /** What a map, a list or a structure holds is counted nowhere else. */
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

    private static boolean isDouble(ConversionSummary summary, String name) {
        return summary.columns().stream()
                .anyMatch(column ->
                        column.name().equals(name) && !column.hiveType().startsWith("decimal"));
    }

    /** Athena's sum of doubles is rounded at every step. */
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
                "COST-113",
                where,
                what,
                why,
                "look who else writes there; lamplighter costs rollback shows another version meanwhile"));
    }
}
