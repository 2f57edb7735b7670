package dev.lamplighter.cost.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.ReportTotals;
import dev.lamplighter.cost.parquet.schema.ColumnType;
import dev.lamplighter.cost.parquet.schema.InvoicedShare;
import dev.lamplighter.cost.parquet.schema.PublishedColumn;
import dev.lamplighter.cost.parquet.schema.Subtotal;
import dev.lamplighter.cost.report.BillingPeriod;
import dev.lamplighter.cost.report.StoredObject;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes and reads a conversion's summary as JSON for the ledger. Decimals are strings, so that no reader rounds them. */
public final class ConversionSummaryJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ConversionSummaryJson() {}

    static String write(ConversionSummary summary) {
        return tree(summary).toString();
    }

    /** The summary as an object, for callers that add to it. */
    public static ObjectNode tree(ConversionSummary summary) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("report", summary.reportName());
        json.put("start", summary.billingPeriod().start().toString());
        json.put("end", summary.billingPeriod().end().toString());
        json.put("assemblyId", summary.assemblyId());
        json.put("rows", summary.rows());
        json.put("files", summary.files());
        json.put("elapsedMs", summary.elapsed().toMillis());
        ObjectNode totals = json.putObject("totals");
        summary.totals().forEach((column, total) -> totals.put(column, total.toPlainString()));
        put(json.putObject("costByLineItemType"), summary.costByLineItemType());
        put(json.putObject("costByProductCode"), summary.costByProductCode());
        put(json.putObject("costByCurrency"), summary.costByCurrency());
        InvoicedShare invoiced = summary.invoicedShare();
        if (invoiced != null) {
            json.putObject("invoicedRows").put("rows", invoiced.rows()).put("invoiced", invoiced.invoiced());
        }
        ArrayNode columns = json.putArray("columns");
        for (PublishedColumn column : summary.columns()) {
            ObjectNode node = columns.addObject();
            node.put("name", column.name()).put("type", column.type().name());
            node.put("hiveType", column.hiveType());
            ArrayNode headers = node.putArray("headers");
            column.headers().forEach(headers::add);
        }
        ArrayNode inputs = json.putArray("inputs");
        summary.inputs()
                .forEach(input -> inputs.addObject()
                        .put("key", input.key())
                        .put("eTag", input.eTag())
                        .put("sizeBytes", input.sizeBytes())
                        .put("lastModified", input.lastModified().toString()));
        ArrayNode outputs = json.putArray("outputs");
        summary.outputs().forEach(outputs::add);
        return json;
    }

    private static void put(ObjectNode json, Map<String, Subtotal> subtotals) {
        subtotals.forEach((name, subtotal) -> json.putObject(name)
                .put("rows", subtotal.rows())
                .put("unblendedCost", subtotal.unblendedCost().toPlainString()));
    }

    public static ConversionSummary read(String text) {
        return read(parse(text));
    }

    /** Reads an object that {@link #tree} made. */
    public static ConversionSummary read(JsonNode json) {
        return new ConversionSummary(
                json.required("report").asText(),
                new BillingPeriod(instant(json, "start"), instant(json, "end")),
                json.required("assemblyId").asText(),
                json.required("files").asInt(),
                new ReportTotals(
                        json.required("rows").asLong(),
                        totals(json),
                        subtotals(json, "costByLineItemType"),
                        subtotals(json, "costByProductCode"),
                        subtotals(json, "costByCurrency"),
                        invoicedRows(json)),
                columns(json),
                inputs(json),
                texts(json.required("outputs")),
                Duration.ofMillis(json.required("elapsedMs").asLong()));
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a summary in the cost ledger is no JSON", e);
        }
    }

    private static Instant instant(JsonNode json, String field) {
        return Instant.parse(json.required(field).asText());
    }

    private static Map<String, BigDecimal> totals(JsonNode json) {
        Map<String, BigDecimal> totals = new LinkedHashMap<>();
        json.required("totals")
                .properties()
                .forEach(total -> totals.put(
                        total.getKey(), new BigDecimal(total.getValue().asText())));
        return totals;
    }

    /** Reads subtotals; empty where an older ledger has none. */
    private static Map<String, Subtotal> subtotals(JsonNode json, String group) {
        Map<String, Subtotal> subtotals = new LinkedHashMap<>();
        json.path(group)
                .properties()
                .forEach(type -> subtotals.put(
                        type.getKey(),
                        new Subtotal(
                                type.getValue().required("rows").asLong(),
                                new BigDecimal(type.getValue()
                                        .required("unblendedCost")
                                        .asText()))));
        return subtotals;
    }

    /** Reads invoiced rows; null where the report has no invoice column, and in an older ledger. */
    private static @Nullable InvoicedShare invoicedRows(JsonNode json) {
        JsonNode node = json.path("invoicedRows");
        return node.isMissingNode()
                ? null
                : new InvoicedShare(
                        node.required("rows").asLong(),
                        node.required("invoiced").asLong());
    }

    /** Reads columns; an older ledger has only types that this project writes. */
    private static List<PublishedColumn> columns(JsonNode json) {
        List<PublishedColumn> columns = new ArrayList<>();
        for (JsonNode column : json.required("columns")) {
            ColumnType type = ColumnType.valueOf(column.required("type").asText());
            columns.add(new PublishedColumn(
                    column.required("name").asText(),
                    type,
                    texts(column.required("headers")),
                    column.path("hiveType").asText(type.hiveType())));
        }
        return columns;
    }

    private static List<StoredObject> inputs(JsonNode json) {
        List<StoredObject> inputs = new ArrayList<>();
        json.path("inputs")
                .forEach(input -> inputs.add(new StoredObject(
                        input.required("key").asText(),
                        input.required("eTag").asText(),
                        input.required("sizeBytes").asLong(),
                        instant(input, "lastModified"))));
        return inputs;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
