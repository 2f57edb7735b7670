package dev.lamplighter.cost.query;

import dev.lamplighter.cost.stream.StreamCosts;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Map;

/**
 * Holds what the occurrences of a month cost, by each report that tells resources.
 *
 * @param missing why other reports are not asked, empty if all are
 */
public record StreamAnswer(YearMonth month, Map<String, StreamCosts> byReport, String missing) {
    public StreamAnswer {
        byReport = Collections.unmodifiableMap(byReport);
    }
}
