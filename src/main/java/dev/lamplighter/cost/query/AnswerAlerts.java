package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertKey;
import dev.lamplighter.base.alert.AlertSeverity;
import dev.lamplighter.base.alert.AlertSink;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.publish.ReportDeliveryAlerts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises and clears the alerts that query files declare. Thresholds are compared with the rows of the answer's latest month,
 * or with all rows when it has no month; a missing value changes nothing, and an alert is cleared if no row matches it any
 * more. Raised alerts survive restarts, because the second threshold depends on them.
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
        LocalDate today = LocalDate.ofInstant(asked.askedAt(), ZoneOffset.UTC);
        Map<String, Problem> found = new LinkedHashMap<>();
        List<AlertRule.Threshold> thresholds = new ArrayList<>();
        for (AlertRule rule : asked.queryRun().query().alerts()) {
            List<Map<String, String>> rows =
                    answer.rows().stream().filter(rule::concerns).toList();
            if (rule instanceof AlertRule.Threshold threshold) {
                thresholds.add(threshold);
                look(question, threshold, rows);
            } else if (rule instanceof AlertRule.Days days) {
                found.putAll(perDay(question, days, rows, today));
            } else if (rule instanceof AlertRule.Each each) {
                found.putAll(perRow(question, each, rows, today));
            }
        }
        tell(question, found);
        clearOthers(question, thresholds);
        clearFormer(asked.queryRun());
    }

    /** Clears the alerts that an earlier version raised for the query under another name. */
    private void clearFormer(QueryRun run) {
        String suffix = run.name().substring(run.query().name().length());
        Set<String> names =
                run.query().formerNames().stream().map(name -> name + suffix).collect(Collectors.toSet());
        alerts.raised(ReportDeliveryAlerts.AREA).stream()
                .map(Alert::place)
                .filter(place -> names.contains(place.subject()))
                .forEach(alerts::clear);
    }

    /** Clears the alerts of limits that the query no longer has, because they were set to others. */
    private void clearOthers(String question, List<AlertRule.Threshold> rules) {
        for (AlertRule.Side side : AlertRule.Side.values()) {
            raised(question, code(side)).stream()
                    .filter(resource ->
                            rules.stream().noneMatch(rule -> rule.side() == side && resource.startsWith(rule.prefix())))
                    .forEach(resource -> clear(question, resource));
        }
    }

    private void look(String question, AlertRule.Threshold rule, List<Map<String, String>> rows) {
        String latest = rows.stream()
                .map(row -> row.getOrDefault(MONTH, ""))
                .max(String::compareTo)
                .orElse("");
        Set<String> raised = raised(question, code(rule.side())).stream()
                .filter(resource -> resource.startsWith(rule.prefix()))
                .collect(Collectors.toSet());
        Set<String> told = rows.stream().map(row -> resource(rule, row)).collect(Collectors.toSet());
        raised.stream().filter(resource -> !told.contains(resource)).forEach(resource -> clear(question, resource));
        rows.stream()
                .filter(row -> row.getOrDefault(MONTH, "").equals(latest) && row.containsKey(rule.column()))
                .forEach(row -> look(question, rule, row, raised));
    }

    private void look(String question, AlertRule.Threshold rule, Map<String, String> row, Set<String> raised) {
        BigDecimal value = new BigDecimal(row.get(rule.column()));
        AlertKey place = new AlertKey(ReportDeliveryAlerts.AREA, question, resource(rule, row));
        if (raised.contains(place.resource())) {
            if (!rule.side().isBeyond(value, rule.until())) {
                alerts.clear(place);
                LOG.info(
                        "alert over: {} {} is {}, not {} {}",
                        question,
                        place.resource(),
                        shown(value),
                        rule.side().word(),
                        rule.until());
            }
        } else if (rule.side().isBeyond(value, rule.limit())) {
            raise(
                    place,
                    new Problem(
                            code(rule.side()),
                            "query " + question + ", " + AlertRule.shown(rule.keys(), row),
                            rule.column() + " is " + shown(value)
                                    + (row.containsKey(MONTH) ? " in " + row.get(MONTH) : ""),
                            rule.side().word() + " " + rule.limit() + "; the alert is over at " + rule.until(),
                            seeAnswer(question)));
        }
    }

    private static String resource(AlertRule.Threshold rule, Map<String, String> row) {
        return rule.prefix() + AlertRule.shown(rule.keys(), row);
    }

    private static CostProblemCode code(AlertRule.Side side) {
        return side == AlertRule.Side.BELOW ? CostProblemCode.BELOW_THRESHOLD : CostProblemCode.ABOVE_THRESHOLD;
    }

    /** One alert per day, which names the first of its rows: a query puts the largest first. */
    private static Map<String, Problem> perDay(
            String question, AlertRule.Days rule, List<Map<String, String>> answer, LocalDate today) {
        Map<String, List<Map<String, String>>> days = recent(answer, rule.column(), rule.days(), today)
                .collect(Collectors.groupingBy(
                        row -> AlertRule.shown(List.of(rule.column()), row), LinkedHashMap::new, Collectors.toList()));
        Map<String, Problem> found = new LinkedHashMap<>();
        days.forEach((day, rows) -> found.put(
                day,
                problem(
                        question,
                        day,
                        rows.size() == 1 ? "1 row" : rows.size() + " rows",
                        "the first is " + rows.get(0))));
        return found;
    }

    /** One alert per row, which has all of its values. */
    private static Map<String, Problem> perRow(
            String question, AlertRule.Each rule, List<Map<String, String>> answer, LocalDate today) {
        Map<String, Problem> found = new LinkedHashMap<>();
        recent(answer, rule.column(), rule.days(), today).forEach(row -> {
            List<String> others = row.keySet().stream()
                    .filter(column -> !rule.keys().contains(column))
                    .toList();
            String key = AlertRule.shown(rule.keys(), row);
            found.putIfAbsent(key, problem(question, key, "1 row", AlertRule.shown(others, row)));
        });
        return found;
    }

    private static Problem problem(String question, String key, String what, String why) {
        return new Problem(
                CostProblemCode.ROWS_FOUND, "query " + question + ", " + key, what, why, seeAnswer(question));
    }

    /** Raises the alerts about rows that are not raised yet, and clears those whose rows are found no more. */
    private void tell(String question, Map<String, Problem> found) {
        Set<String> raised = raised(question, CostProblemCode.ROWS_FOUND);
        raised.stream().filter(resource -> !found.containsKey(resource)).forEach(resource -> clear(question, resource));
        found.forEach((resource, problem) -> {
            if (!raised.contains(resource)) {
                raise(new AlertKey(ReportDeliveryAlerts.AREA, question, resource), problem);
            }
        });
    }

    private static Stream<Map<String, String>> recent(
            List<Map<String, String>> answer, String column, int days, LocalDate today) {
        String oldest = today.minusDays(days).toString();
        return answer.stream().filter(row -> row.getOrDefault(column, "").compareTo(oldest) >= 0);
    }

    private void clear(String question, String resource) {
        alerts.clear(new AlertKey(ReportDeliveryAlerts.AREA, question, resource));
    }

    private static String seeAnswer(String question) {
        return "see the answer: costs query " + question;
    }

    private void raise(AlertKey place, Problem problem) {
        alerts.raise(place, AlertSeverity.WARN, problem);
        LOG.warn("alert: {}", problem.line());
    }

    /** The raised alerts of a query, by their resources. */
    private Set<String> raised(String question, CostProblemCode code) {
        return alerts.raised(ReportDeliveryAlerts.AREA).stream()
                .filter(alert -> alert.is(code) && alert.place().subject().equals(question))
                .map(Alert::place)
                .map(AlertKey::resource)
                .collect(Collectors.toSet());
    }

    private static String shown(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    }
}
