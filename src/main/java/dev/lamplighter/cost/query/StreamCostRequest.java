package dev.lamplighter.cost.query;

import java.time.YearMonth;
import java.util.SortedSet;

/**
 * Asks for what the occurrences of a month cost.
 *
 * @param resources ids that are told beside those of the windows
 */
public record StreamCostRequest(YearMonth month, SortedSet<String> resources) {}
