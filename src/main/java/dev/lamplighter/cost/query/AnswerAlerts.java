package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises and clears the alerts that query files declare. Looked at are the rows of the answer's latest month, or all of
 * them when it has none; a value that is absent changes nothing.
 */
public final class AnswerAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerAlerts.class);
    private static final String MONTH = "billing_period";

    private final AlertLedger ledger;

    public AnswerAlerts(DataSource database) {
        ledger = new AlertLedger(database);
    }

    /** What needs a person now, one line each. */
    public List<String> raised() {
        return ledger.raised();
    }

    void look(String question, List<AlertRule> rules, AnswerTable answer) {
        String latest = answer.rows().stream()
                .map(row -> row.getOrDefault(MONTH, ""))
                .max(String::compareTo)
                .orElse("");
        for (AlertRule rule : rules) {
            answer.rows().stream()
                    .filter(row -> row.getOrDefault(MONTH, "").equals(latest) && row.containsKey(rule.column()))
                    .forEach(row -> look(question, rule, row));
        }
    }

    private void look(String question, AlertRule rule, Map<String, String> row) {
        BigDecimal value = new BigDecimal(row.get(rule.column()));
        String keys = rule.keys().stream()
                .map(key -> key + "=" + row.getOrDefault(key, ""))
                .collect(Collectors.joining(" "));
        String alert = question + " " + rule.column() + " " + keys;
        if (ledger.isRaised(alert)) {
            if (value.compareTo(rule.until()) >= 0) {
                ledger.clear(alert);
                LOG.info("alert over: {} is {}, not below {}", alert, shown(value), rule.until());
            }
        } else if (value.compareTo(rule.below()) < 0) {
            String line = alert + " is " + shown(value) + ", below " + rule.below()
                    + (row.containsKey(MONTH) ? " in " + row.get(MONTH) : "");
            ledger.raise(alert, line);
            LOG.warn("alert: {}", line);
        }
    }

    private static String shown(BigDecimal value) {
        return value.setScale(1, RoundingMode.HALF_EVEN).toPlainString();
    }
}
