package dev.lamplighter.cost.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads a change as JSON, for the ledger and the record. Decimals are strings, so that no reader rounds them. */
public final class MonthChangeJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private MonthChangeJson() {}

    static String write(MonthChange change) {
        return tree(change).toString();
    }

    public static ObjectNode tree(MonthChange change) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("billingPeriod", change.month());
        json.put("from", change.from()).put("to", change.to());
        json.put("stateBefore", change.before().state().word());
        json.put("stateAfter", change.after().state().word());
        json.put("rowsBefore", change.before().rows())
                .put("rowsAfter", change.after().rows());
        put(json.putArray("currencies"), "currency", change.currencies());
        put(json.putArray("services"), "service", change.services());
        return json;
    }

    private static void put(ArrayNode array, String name, List<CostChange> changes) {
        changes.forEach(change -> array.addObject()
                .put(name, change.of())
                .put("changedBy", MonthChange.plain(change.by()))
                .put("before", MonthChange.plain(change.before()))
                .put("after", MonthChange.plain(change.after())));
    }

    static MonthChange read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            return new MonthChange(
                    json.required("billingPeriod").asText(),
                    json.required("from").isNull()
                            ? null
                            : json.required("from").asText(),
                    json.required("to").asText(),
                    extent(json, "Before"),
                    extent(json, "After"),
                    json.has("currencies") ? changes(json, "currencies", "currency") : only(json),
                    changes(json, "services", "service"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a change in the cost ledger is no JSON", e);
        }
    }

    /** Reads one side; an older ledger has no states. */
    private static MonthChange.Extent extent(JsonNode json, String side) {
        return new MonthChange.Extent(
                json.required("rows" + side).asLong(),
                InvoiceStatus.of(json.path("state" + side).asText()));
    }

    /** Reads the single cost of an older ledger, which has no currency where there were several. */
    private static List<CostChange> only(JsonNode json) {
        return List.of(new CostChange(
                json.required("currency").asText(), decimal(json, "costBefore"), decimal(json, "costAfter")));
    }

    private static List<CostChange> changes(JsonNode json, String array, String name) {
        List<CostChange> changes = new ArrayList<>();
        json.required(array)
                .forEach(change -> changes.add(new CostChange(
                        change.required(name).asText(), decimal(change, "before"), decimal(change, "after"))));
        return changes;
    }

    private static BigDecimal decimal(JsonNode json, String field) {
        return new BigDecimal(json.required(field).asText());
    }
}
