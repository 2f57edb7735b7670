package dev.lamplighter.cost.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;

/** Writes what streams cost as JSON for programs; numbers are exact and in text. See docs/reference/json.md. */
public final class StreamCostsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private StreamCostsJson() {}

    /**
     * The answer in one line.
     *
     * @param byReport by the name of the report
     */
    public static String of(YearMonth month, Map<String, StreamCosts> byReport) {
        ObjectNode answer = JSON.createObjectNode().put("month", month.toString());
        ArrayNode reports = answer.putArray("reports");
        byReport.forEach((report, costs) -> report(reports.addObject().put("report", report), costs));
        return answer.toString();
    }

    private static void report(ObjectNode json, StreamCosts costs) {
        json.put("from", costs.from().toString());
        json.put("to", costs.to().toString());
        json.put("daysOnly", costs.hasDaysOnly());
        ArrayNode occurrences = json.putArray("occurrences");
        costs.occurrences().forEach(one -> occurrence(occurrences.addObject(), one));
        ArrayNode resources = json.putArray("resources");
        costs.resources().forEach(one -> {
            ObjectNode resource = resources.addObject();
            resource.put("resource", one.resource()).put("currency", one.currency());
            number(resource, "total", one.total());
            number(resource, "outside", one.outsideTotal());
            kinds(resource.putObject("outsideByKind"), one.outside());
            number(resource, "runningHours", one.runningHours());
            number(resource, "saved", one.saved(costs.from(), costs.to()));
        });
        ArrayNode uncharged = json.putArray("uncharged");
        costs.uncharged().forEach(uncharged::add);
    }

    private static void occurrence(ObjectNode json, OccurrenceCost one) {
        Occurrence of = one.occurrence();
        json.put("window", of.window());
        json.put("begun", of.begun().toString());
        json.put("opened", of.opened().toString());
        json.put("closed", of.closed().toString());
        json.put("currency", one.currency().isEmpty() ? null : one.currency());
        number(json, "total", one.total());
        number(json, "perHour", one.perHour());
        kinds(json.putObject("byKind"), one.costs());
        json.put("incomplete", one.isIncomplete());
    }

    private static void kinds(ObjectNode json, Map<ChargePurpose, BigDecimal> costs) {
        for (ChargePurpose kind : ChargePurpose.values()) {
            number(json, kind.name().toLowerCase(Locale.ROOT), costs.getOrDefault(kind, BigDecimal.ZERO));
        }
    }

    private static void number(ObjectNode json, String field, BigDecimal number) {
        json.put(field, number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
    }
}
