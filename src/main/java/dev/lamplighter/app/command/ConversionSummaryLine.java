package dev.lamplighter.app.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.cost.parquet.ConversionSummary;
import dev.lamplighter.cost.report.ObjectStore;
import java.math.BigDecimal;

/** Writes the summary of a conversion in one line of JSON. */
final class ConversionSummaryLine {
    private ConversionSummaryLine() {}

    /** The line; totals are written by {@link #plain}, outputs are URIs in {@code target}. */
    static String of(ConversionSummary summary, ObjectStore target) {
        ObjectNode line = JsonMapper.builder().build().createObjectNode();
        line.put("report", summary.reportName());
        line.put("billingPeriod", summary.billingPeriod().month());
        line.put("assemblyId", summary.assemblyId());
        line.put("rows", summary.rows());
        line.put("files", summary.files());
        ObjectNode totals = line.putObject("totals");
        summary.totals().forEach((column, sum) -> totals.put(column, plain(sum)));
        ArrayNode outputs = line.putArray("outputs");
        summary.outputs().forEach(key -> outputs.add(target.uri(key)));
        line.put("elapsedMs", summary.elapsed().toMillis());
        return line.toString();
    }

    /**
     * A number with all its digits, without exponent or trailing zeros: {@code 9380.2754931498}, {@code 2630}, {@code 0}.
     */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
