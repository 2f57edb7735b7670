package dev.lamplighter.cost.athena.convert;

import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.parquet.ReportTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.ReportTableSchema;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements by which Athena makes Parquet of a version's text, in their order, and judges the answers. The same
 * files give the same statements, so that an interrupted conversion can be continued. Confined to its exchange.
 */
public final class AthenaConversionPlan {
    /** "Service Quotas", Amazon Athena User Guide. */
    private static final int MOST_QUERY_BYTES = 262_144;

    private final ReportTableSchema schema;
    private final List<TextFileHead> files;
    private final TextTables tables;
    private final String parquet;
    private final String location;
    private final ValueChecks values;
    private final CostGroups groups;
    private long rows;
    private char escape = LineChecks.ESCAPES.get(0);
    private @Nullable DataTotals totals;

    private AthenaConversionPlan(ReportTableSchema schema, List<TextFileHead> files, String prefix, String location) {
        this.schema = schema;
        this.files = files;
        this.location = location;
        tables = TextTables.of(prefix, files);
        parquet = prefix + "_parquet";
        values = new ValueChecks(schema);
        groups = new CostGroups(schema);
    }

    /**
     * Reads the heads of the files and makes the plan.
     *
     * @param files pinned
     * @param prefix of the helper tables' names
     * @param location of the version's folder, with a slash at its end
     * @throws dev.lamplighter.base.ProblemException COST-012 when a file has other columns than the manifest
     * @throws NotForAthenaException when Athena can't be trusted with these files
     */
    public static AthenaConversionPlan of(
            ReportTableSchema schema, ObjectStore source, List<StoredObject> files, String prefix, String location)
            throws IOException {
        List<TextFileHead> heads = new ArrayList<>();
        for (StoredObject file : files) {
            heads.add(TextFileHead.read(source, file, schema));
        }
        AthenaConversionPlan plan = new AthenaConversionPlan(schema, List.copyOf(heads), prefix, location);
        if (plan.groups.areDoubles()) {
            throw new NotForAthenaException("its costs are doubles, whose sums Athena rounds");
        }
        plan.requireShort();
        return plan;
    }

    private void requireShort() {
        for (String sql : List.of(linesQuestion(), textQuestion(), createParquet())) {
            int bytes = sql.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > MOST_QUERY_BYTES) {
                throw new NotForAthenaException("so many files and columns need a statement of " + bytes
                        + " bytes, Athena takes " + MOST_QUERY_BYTES);
            }
        }
    }

    /** Makes the tables over lines. */
    public List<String> createLines() {
        return tables.createLines();
    }

    /** Asks what the lines are like. */
    public String linesQuestion() {
        return LineChecks.question(tables, files.get(0).fieldCount());
    }

    /**
     * Takes the answer to {@link #linesQuestion}.
     *
     * @throws NotForAthenaException with what is wrong with the lines
     */
    public void takeLines(List<List<@Nullable String>> answer) {
        LineChecks.Verdict verdict =
                LineChecks.judge(files, answer, files.get(0).fieldCount());
        rows = verdict.rows();
        escape = verdict.escape();
    }

    /** Makes the tables over fields; after {@link #takeLines}. */
    public List<String> createTexts() {
        return tables.createTexts(escape);
    }

    /** Asks whether every value is stored as it stands, and for the totals of the text. */
    public String textQuestion() {
        return values.ofText(tables.selectTexts(schema));
    }

    /**
     * Takes the answer to {@link #textQuestion}.
     *
     * @throws NotForAthenaException with what is wrong with the values
     */
    public void takeText(List<List<@Nullable String>> answer) {
        totals = values.judge(answer.get(0), rows);
    }

    /** The statement that writes the Parquet. */
    public String createParquet() {
        return "CREATE TABLE " + HiveName.identifier(parquet)
                + " WITH (format = 'PARQUET', write_compression = 'ZSTD', external_location = " + Sql.text(location)
                + ") AS\nSELECT "
                + schema.columns().stream()
                        .map(column -> TypedColumnSql.of(column).value() + " AS " + HiveName.identifier(column.name()))
                        .collect(Collectors.joining(",\n  "))
                + "\nFROM (\n" + tables.selectTexts(schema) + ")";
    }

    /** Asks for the objects of the Parquet, a row each. */
    public String objectsQuestion() {
        return "SELECT \"$path\", COUNT(*) FROM " + HiveName.identifier(parquet) + " GROUP BY 1 ORDER BY 1";
    }

    /** Asks for the totals of the Parquet. */
    public String parquetQuestion() {
        return values.ofParquet(parquet);
    }

    /** What of the Parquet's totals is not as in the text; empty when everything is. */
    public String difference(List<List<@Nullable String>> answer) {
        return textTotals().difference(values.totals(answer.get(0)));
    }

    /** Asks for the costs by their groups. */
    public String groupsQuestion() {
        return groups.question(parquet);
    }

    /**
     * The control totals of the version.
     *
     * @param doubles sums of the columns of doubles, which only a reader of the Parquet knows exactly
     * @param answer to {@link #groupsQuestion}
     */
    public ReportTotals totals(Map<String, BigDecimal> doubles, List<List<@Nullable String>> answer) {
        Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (PublishedColumn column : schema.columns()) {
            BigDecimal exact = textTotals().sums().get(column.name());
            BigDecimal sum = exact == null ? doubles.get(column.name()) : exact;
            if (column.type().isNumber() && sum != null) {
                sums.put(column.name(), sum);
            }
        }
        return groups.totals(sums, answer);
    }

    private DataTotals textTotals() {
        if (totals == null) {
            throw new IllegalStateException("the text was not asked yet");
        }
        return totals;
    }

    /** What of sums that were read back is not as in the text; empty when everything is. */
    public String differenceOfSums(long readRows, Map<String, BigDecimal> sums) {
        DataTotals text = textTotals();
        return text.difference(new DataTotals(readRows, text.checksum(), sums));
    }

    /** Whether it has columns of doubles. */
    public boolean hasDoubles() {
        return schema.columns().stream().anyMatch(column -> column.type() == ColumnType.DOUBLE);
    }

    public List<PublishedColumn> columns() {
        return schema.columns();
    }

    public long rows() {
        return rows;
    }

    /** The names of all helper tables. */
    public List<String> helpers() {
        List<String> names = new ArrayList<>(tables.names());
        names.add(parquet);
        return names;
    }
}
