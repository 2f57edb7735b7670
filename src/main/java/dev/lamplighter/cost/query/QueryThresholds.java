package dev.lamplighter.cost.query;

import dev.lamplighter.base.Settings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads the amounts, shares and days from which shipped queries tell something, as parameters of queries. */
final class QueryThresholds {
    /** Shares in percent may be above 100: a budget can be overrun. */
    private static final double MOST_PERCENT = 1000;

    private static final double MOST_MONEY = 1e9;

    private QueryThresholds() {}

    /** The parameters of a service without settings of its own. */
    static Map<String, String> defaults() {
        return of(new Settings(Map.of(), Path.of(".")));
    }

    static Map<String, String> of(Settings settings) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("anomaly_score", decimal(settings.number("cost.anomaly.score", 3.5, 1, 1000)));
        parameters.put("anomaly_least_cost", decimal(settings.number("cost.anomaly.least-cost", 3, 0, MOST_MONEY)));
        parameters.put("anomaly_days", Integer.toString(settings.integer("cost.anomaly.days", 7, 1, 14)));
        below(settings, parameters, "coverage");
        below(settings, parameters, "utilisation");
        money(settings, parameters, "least_on_demand_cost", "cost.commitment.least-on-demand-cost", 25);
        money(settings, parameters, "least_unused_cost", "cost.commitment.least-unused-cost", 10);
        money(settings, parameters, "least_expiring_cost", "cost.commitment.least-expiring-cost", 10);
        parameters.put(
                "expiring_days", Integer.toString(settings.integer("cost.commitment.expiring-days", 30, 1, 366)));
        above(settings, parameters, "near", 80, 75);
        above(settings, parameters, "over", 100, 95);
        parameters.put("most_services", Integer.toString(settings.integer("cost.top-movers.services", 20, 1, 1000)));
        parameters.put("most_details", Integer.toString(settings.integer("cost.top-movers.details", 10, 1, 1000)));
        return parameters;
    }

    /** An alert below one share, which is over at another one, or at the same if that is lower. */
    private static void below(Settings settings, Map<String, String> parameters, String share) {
        double limit = percent(settings, "cost.commitment." + share + "-below", 70);
        double until = percent(settings, "cost.commitment." + share + "-until", 80);
        parameters.put(share + "_below", decimal(limit));
        parameters.put(share + "_until", decimal(Math.max(limit, until)));
    }

    /** The same above one. */
    private static void above(
            Settings settings, Map<String, String> parameters, String share, double usual, double usualUntil) {
        double limit = percent(settings, "cost.budget-alert." + share + "-above", usual);
        double until = percent(settings, "cost.budget-alert." + share + "-until", usualUntil);
        parameters.put("budget_" + share + "_above", decimal(limit));
        parameters.put("budget_" + share + "_until", decimal(Math.min(limit, until)));
    }

    private static double percent(Settings settings, String key, double usual) {
        return settings.number(key, usual, 0, MOST_PERCENT);
    }

    private static void money(
            Settings settings, Map<String, String> parameters, String parameter, String key, double usual) {
        parameters.put(parameter, decimal(settings.number(key, usual, 0, MOST_MONEY)));
    }

    /** A number as SQL reads it, without an exponent. */
    private static String decimal(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
