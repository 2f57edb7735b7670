package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportTotals;
import dev.lamplighter.cost.parquet.read.ParquetTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.CostReportManifest;
import dev.lamplighter.cost.report.ObjectStore;
import dev.lamplighter.cost.report.ObjectUpload;
import dev.lamplighter.cost.report.ReportColumn;
import dev.lamplighter.cost.report.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Converts reports of the simplest kind: a manifest is {@code name month assembly key key ...} in words, a report file
 * is one cost a line, which may have a currency and an invoice (a hyphen for none yet) behind it, and "Parquet" is the same
 * lines.
 */
public final class PlainConverter implements ReportConverter {
    public static final String COST = "line_item_unblended_cost";

    private List<PublishedColumn> columns = List.of(
            new PublishedColumn(COST, ColumnType.DECIMAL, List.of("lineItem/UnblendedCost")),
            new PublishedColumn("line_item_usage_start_date", ColumnType.TIMESTAMP, List.of("lineItem/UsageStartDate")),
            new PublishedColumn("line_item_currency_code", ColumnType.STRING, List.of("lineItem/CurrencyCode")),
            new PublishedColumn("line_item_product_code", ColumnType.STRING, List.of("lineItem/ProductCode")),
            new PublishedColumn("line_item_usage_type", ColumnType.STRING, List.of("lineItem/UsageType")),
            new PublishedColumn("resource_tags_user_team", ColumnType.STRING, List.of("resourceTags/user:team")));
    private final Map<String, Long> filled = new TreeMap<>();
    private @Nullable Exception failure;
    private int conversions;
    private BigDecimal lost = BigDecimal.ZERO;

    /** Puts a whole report where AWS would, data files first. */
    public static void deliver(
            MemoryStore bucket, String prefix, String name, String month, String assembly, String... costs) {
        YearMonth first = YearMonth.parse(month);
        String folder = prefix + name + "/" + first.toString().replace("-", "") + "01-"
                + first.plusMonths(1).toString().replace("-", "") + "01/";
        String data = folder + assembly + "/" + name + "-00001.csv.gz";
        bucket.put(data, String.join("\n", costs));
        String manifest = name + " " + month + " " + assembly + " " + data;
        bucket.put(folder + assembly + "/" + name + "-Manifest.json", manifest);
        bucket.put(folder + name + "-Manifest.json", manifest);
    }

    public int conversions() {
        return conversions;
    }

    public void setColumns(List<PublishedColumn> wanted) {
        columns = wanted;
    }

    /** From now on conversions end so; null for well. */
    public void failWith(@Nullable Exception end) {
        failure = end;
    }

    /** From now on what is read whole has so many values of a column. */
    public void fill(String column, long values) {
        filled.put(column, values);
    }

    /** From now on what is read back misses this much. */
    public void lose(String amount) {
        lost = new BigDecimal(amount);
    }

    @Override
    public CostReportManifest manifest(ObjectStore source, StoredObject manifest) throws IOException {
        String[] words = read(source, manifest).strip().split(" ", -1);
        if (words.length < 4) {
            throw new ProblemException(new Problem(
                    CostProblemCode.NO_MANIFEST,
                    source.uri(manifest.key()),
                    "no manifest",
                    "too short",
                    "deliver it again"));
        }
        YearMonth month = YearMonth.parse(words[1]);
        return new CostReportManifest(
                words[0],
                words[2],
                "000000000000",
                new BillingPeriod(
                        month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant(),
                        month.plusMonths(1)
                                .atDay(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()),
                "reports",
                "UTF-8",
                "GZIP",
                "text/csv",
                List.of(new ReportColumn("lineItem", "UnblendedCost", null)),
                List.of(words).subList(3, words.length));
    }

    @Override
    public ConversionSummary convert(
            CostReportManifest manifest, ObjectStore source, ObjectStore target, String targetPrefix)
            throws IOException {
        conversions++;
        if (failure instanceof IOException store) {
            throw store;
        }
        if (failure instanceof RuntimeException other) {
            throw other;
        }
        List<String> outputs = new ArrayList<>();
        List<Line> lines = new ArrayList<>();
        List<StoredObject> inputs = new ArrayList<>();
        for (String key : manifest.reportKeys()) {
            StoredObject input = source.head(key)
                    .orElseThrow(() -> new ProblemException(new Problem(
                            CostProblemCode.FILE_MISSING,
                            source.uri(key),
                            "no object",
                            "it is named",
                            "wait",
                            Problem.Kind.RETRY)));
            inputs.add(input);
            String text = read(source, input);
            lines.addAll(lines(source.uri(key), text));
            String output =
                    targetPrefix + "billing_period=" + manifest.billingPeriod().month() + "/" + manifest.assemblyId()
                            + "/" + outputs.size() + ".parquet";
            try (ObjectUpload upload = target.create(output)) {
                upload.write(text.getBytes(StandardCharsets.UTF_8));
                upload.complete();
            }
            outputs.add(output);
        }
        BigDecimal total = lines.stream().map(Line::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        Map<String, Subtotal> currencies = new TreeMap<>();
        lines.forEach(line -> currencies.merge(line.currency(), new Subtotal(1, line.cost()), Subtotal::plus));
        return new ConversionSummary(
                manifest.reportName(),
                manifest.billingPeriod(),
                manifest.assemblyId(),
                outputs.size(),
                new ReportTotals(
                        lines.size(),
                        Map.of(COST, total),
                        Map.of("Usage", new Subtotal(lines.size(), total)),
                        Map.of("AmazonEC2", new Subtotal(lines.size(), total)),
                        currencies,
                        invoicedRows(lines)),
                columns,
                inputs,
                outputs,
                Duration.ofMillis(7));
    }

    @Override
    public ParquetTotals readBack(ObjectStore target, List<String> keys) throws IOException {
        long rows = 0;
        BigDecimal total = lost.negate();
        for (String key : keys) {
            for (Line line : lines(key, read(target, target.head(key).orElseThrow()))) {
                rows++;
                total = total.add(line.cost());
            }
        }
        return new ParquetTotals(rows, Map.of(COST, total));
    }

    @Override
    public ParquetTotals readWhole(ObjectStore target, List<String> keys) throws IOException {
        ParquetTotals readBack = readBack(target, keys);
        return new ParquetTotals(readBack.rows(), readBack.totals(), filled);
    }

    /** @param invoice empty when the report does not tell invoices */
    private record Line(BigDecimal cost, String currency, String invoice) {
        static Line of(String text) {
            String[] words = (text + "  ").split(" ", -1);
            return new Line(new BigDecimal(words[0]), words[1].isEmpty() ? "USD" : words[1], words[2]);
        }
    }

    private static @Nullable InvoicedShare invoicedRows(List<Line> lines) {
        long told = lines.stream().filter(line -> !line.invoice().isEmpty()).count();
        long invoiced =
                lines.stream().filter(line -> line.invoice().matches("[0-9]+")).count();
        return told == 0 ? null : new InvoicedShare(lines.size(), invoiced);
    }

    private static List<Line> lines(String where, String text) {
        try {
            return text.lines().map(Line::of).toList();
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    new Problem(
                            CostProblemCode.MANIFEST_UNUSABLE,
                            where,
                            "not a number",
                            "a cost is a decimal",
                            "deliver it again"),
                    e);
        }
    }

    private static String read(ObjectStore store, StoredObject object) throws IOException {
        try (InputStream in = store.open(object)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
