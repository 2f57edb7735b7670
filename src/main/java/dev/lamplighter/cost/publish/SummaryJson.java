package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.parquet.ColumnType;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.parquet.TableColumn;
import dev.lamplighter.cost.report.BillingPeriod;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A conversion's summary as the ledger keeps it. Decimals are strings, so that no reader rounds them. */
final class SummaryJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private SummaryJson() {}

    static String write(ConversionSummary summary) {
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
        ObjectNode types = json.putObject("costByLineItemType");
        summary.costByLineItemType()
                .forEach((type, subtotal) -> types.putObject(type)
                        .put("rows", subtotal.rows())
                        .put("unblendedCost", subtotal.unblendedCost().toPlainString()));
        ArrayNode columns = json.putArray("columns");
        for (TableColumn column : summary.columns()) {
            ObjectNode node = columns.addObject();
            node.put("name", column.name()).put("type", column.type().name());
            ArrayNode headers = node.putArray("headers");
            column.headers().forEach(headers::add);
        }
        ArrayNode outputs = json.putArray("outputs");
        summary.outputs().forEach(outputs::add);
        return json.toString();
    }

    static ConversionSummary read(String text) {
        JsonNode json = parse(text);
        return new ConversionSummary(
                json.required("report").asText(),
                new BillingPeriod(instant(json, "start"), instant(json, "end")),
                json.required("assemblyId").asText(),
                json.required("rows").asLong(),
                json.required("files").asInt(),
                totals(json),
                subtotals(json),
                columns(json),
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

    private static Map<String, ConversionSummary.Subtotal> subtotals(JsonNode json) {
        Map<String, ConversionSummary.Subtotal> subtotals = new LinkedHashMap<>();
        json.required("costByLineItemType")
                .properties()
                .forEach(type -> subtotals.put(
                        type.getKey(),
                        new ConversionSummary.Subtotal(
                                type.getValue().required("rows").asLong(),
                                new BigDecimal(type.getValue()
                                        .required("unblendedCost")
                                        .asText()))));
        return subtotals;
    }

    private static List<TableColumn> columns(JsonNode json) {
        List<TableColumn> columns = new ArrayList<>();
        json.required("columns")
                .forEach(column -> columns.add(new TableColumn(
                        column.required("name").asText(),
                        ColumnType.valueOf(column.required("type").asText()),
                        texts(column.required("headers")))));
        return columns;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
