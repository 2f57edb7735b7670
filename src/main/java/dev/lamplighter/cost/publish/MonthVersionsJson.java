package dev.lamplighter.cost.publish;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.ledger.MonthChange;
import dev.lamplighter.cost.ledger.MonthChangeJson;
import dev.lamplighter.cost.ledger.ReportLedgerEntry;
import dev.lamplighter.cost.ledger.VersionPhase;
import dev.lamplighter.cost.parquet.ConversionSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the versions of all months as JSON for programs; see docs/reference/json.md. Amounts are strings, so that no reader
 * rounds them.
 */
final class MonthVersionsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private MonthVersionsJson() {}

    static String answer(List<ReportLedgerEntry> entries, ObjectNode athena) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode versions = answer.putArray("versions");
        entries.forEach(entry -> versions.add(version(entry)));
        answer.set("athena", athena);
        return answer.toString();
    }

    private static ObjectNode version(ReportLedgerEntry entry) {
        ObjectNode json = JSON.createObjectNode();
        json.put("report", entry.version().reportName());
        json.put("billingPeriod", entry.version().month());
        json.put("assemblyId", entry.assemblyId());
        json.put("manifest", entry.version().manifestUri());
        json.put("phase", entry.phase().name());
        json.put("current", entry.phase() == VersionPhase.PUBLISHED);
        json.put("changedAt", entry.changedAt().toString());
        json.put("retryAt", entry.retryAt() == null ? null : entry.retryAt().toString());
        json.put("reason", entry.reason());
        ConversionSummary summary = entry.summary();
        json.put("rows", summary == null ? null : summary.rows());
        json.put("state", summary == null ? null : entry.state().word());
        json.set("unblendedCosts", costs(summary));
        MonthChange change = entry.change();
        json.set("change", change == null ? null : MonthChangeJson.tree(change));
        return json;
    }

    /** One for each currency, because they are never added up; the currency is empty where the report names none. */
    private static ArrayNode costs(@Nullable ConversionSummary summary) {
        ArrayNode costs = JSON.createArrayNode();
        if (summary != null) {
            MonthChange.costs(summary)
                    .forEach((currency, cost) -> costs.addObject()
                            .put("currency", currency)
                            .put("amount", MonthChange.plain(cost.unblendedCost())));
        }
        return costs;
    }
}
