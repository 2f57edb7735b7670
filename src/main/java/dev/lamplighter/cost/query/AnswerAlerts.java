package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.publish.MonthAlerts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises and clears the alerts that query files declare. Thresholds are compared with the rows of the answer's latest month,
 * or with all rows when it has no month; a missing value changes nothing. Raised alerts are kept with all others, over
 * restarts, which the second threshold needs.
 */
public final class AnswerAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerAlerts.class);
    private static final String MONTH = "billing_period";

    private final AlertSink alerts;

    public AnswerAlerts(AlertSink alerts) {
        this.alerts = alerts;
    }

    void look(SubmittedQuery asked, AnswerTable answer) {
        String question = asked.queryRun().name();
        for (AlertRule rule : asked.queryRun().query().alerts()) {
            if (rule instanceof AlertRule.Threshold threshold) {
                look(question, threshold, answer);
            } else if (rule instanceof AlertRule.Rows rows) {
                look(question, rows, answer, LocalDate.ofInstant(asked.askedAt(), ZoneOffset.UTC));
            }
        }
    }

    private void look(String question, AlertRule.Threshold rule, AnswerTable answer) {
        String latest = answer.rows().stream()
                .map(row -> row.getOrDefault(MONTH, ""))
                .max(String::compareTo)
                .orElse("");
        Set<String> raised = raised(question, CostCode.BELOW_THRESHOLD);
        answer.rows().stream()
                .filter(row -> row.getOrDefault(MONTH, "").equals(latest) && row.containsKey(rule.column()))
                .forEach(row -> look(question, rule, row, raised));
    }

    private void look(String question, AlertRule.Threshold rule, Map<String, String> row, Set<String> raised) {
        BigDecimal value = new BigDecimal(row.get(rule.column()));
        String keys = rule.keys().stream()
                .map(key -> key + "=" + row.getOrDefault(key, ""))
                .collect(Collectors.joining(" "));
        AlertKey place = new AlertKey(MonthAlerts.AREA, question, rule.column() + " " + keys);
        if (raised.contains(place.resource())) {
            if (value.compareTo(rule.until()) >= 0) {
                alerts.clear(place);
                LOG.info(
                        "alert over: {} {} is {}, not below {}",
                        question,
                        place.resource(),
                        shown(value),
                        rule.until());
            }
        } else if (value.compareTo(rule.below()) < 0) {
            raise(
                    place,
                    new Problem(
                            CostCode.BELOW_THRESHOLD,
                            "query " + question + ", " + keys,
                            rule.column() + " is " + shown(value)
                                    + (row.containsKey(MONTH) ? " in " + row.get(MONTH) : ""),
                            "below " + rule.below() + "; the alert is over at " + rule.until(),
                            "see the answer: costs query " + question));
        }
    }

    /** Raises one alert per day, which names the first of its rows: a query puts the largest first. */
    private void look(String question, AlertRule.Rows rule, AnswerTable answer, LocalDate today) {
        String oldest = today.minusDays(rule.days()).toString();
        Map<String, List<Map<String, String>>> days = answer.rows().stream()
                .filter(row -> row.getOrDefault(rule.column(), "").compareTo(oldest) >= 0)
                .collect(Collectors.groupingBy(
                        row -> rule.column() + "=" + row.get(rule.column()), LinkedHashMap::new, Collectors.toList()));
        Set<String> raised = raised(question, CostCode.ROWS_FOUND);
        raised.stream()
                .filter(day -> !days.containsKey(day))
                .forEach(day -> alerts.clear(new AlertKey(MonthAlerts.AREA, question, day)));
        days.forEach((day, rows) -> {
            if (!raised.contains(day)) {
                raise(
                        new AlertKey(MonthAlerts.AREA, question, day),
                        new Problem(
                                CostCode.ROWS_FOUND,
                                "query " + question + ", " + day,
                                rows.size() == 1 ? "1 row" : rows.size() + " rows",
                                "the first is " + rows.get(0),
                                "see the answer: costs query " + question));
            }
        });
    }

    private void raise(AlertKey place, Problem problem) {
        alerts.raise(place, AlertSeverity.WARN, problem);
        LOG.warn("alert: {}", problem.line());
    }

    /** The raised alerts of a query, by their resources. */
    private Set<String> raised(String question, CostCode code) {
        return alerts.raised(MonthAlerts.AREA).stream()
                .filter(alert -> alert.is(code) && alert.place().subject().equals(question))
                .map(Alert::place)
                .map(AlertKey::resource)
                .collect(Collectors.toSet());
    }

    private static String shown(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    }
}
