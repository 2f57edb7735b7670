package dev.lamplighter.cost.query;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares an answer with the previous one. Two rows belong together if all their values except numbers are equal; their
 * exact decimals are compared. Quotients are left out, because they follow from the other numbers.
 */
final class AnswerChanges {
    private final List<String> keys;
    private final List<String> amounts;

    /** @param declared column names, each with its description in the query's header */
    AnswerChanges(Map<String, String> declared) {
        amounts = declared.keySet().stream()
                .filter(name -> declared.getOrDefault(name, "").contains("exact decimal"))
                .toList();
        keys = declared.keySet().stream()
                .filter(name -> !amounts.contains(name)
                        && !declared.getOrDefault(name, "").contains("double")
                        && !declared.getOrDefault(name, "").contains("not compared"))
                .toList();
    }

    /** One line for each row that changed, the largest change first. */
    List<String> lines(AnswerTable before, AnswerTable now) {
        Map<String, Map<String, String>> earlier = byKey(before);
        Map<String, Map<String, String>> later = byKey(now);
        Map<String, Map<String, String>> all = new LinkedHashMap<>(later);
        earlier.forEach(all::putIfAbsent);
        List<Change> changes = new ArrayList<>();
        all.keySet()
                .forEach(key -> changes.add(
                        change(key, earlier.getOrDefault(key, Map.of()), later.getOrDefault(key, Map.of()))));
        return changes.stream()
                .filter(change -> change.largest().signum() != 0)
                .sorted(Comparator.comparing(Change::largest).reversed().thenComparing(Change::line))
                .map(Change::line)
                .toList();
    }

    private record Change(String line, BigDecimal largest) {}

    private Change change(String key, Map<String, String> before, Map<String, String> now) {
        StringBuilder line = new StringBuilder(key);
        BigDecimal largest = BigDecimal.ZERO;
        for (String amount : amounts) {
            BigDecimal by = decimal(now, amount).subtract(decimal(before, amount));
            if (by.signum() != 0) {
                line.append("  ")
                        .append(amount)
                        .append(by.signum() > 0 ? " +" : " ")
                        .append(by.stripTrailingZeros().toPlainString());
                largest = largest.max(by.abs());
            }
        }
        return new Change(line.toString(), largest);
    }

    private Map<String, Map<String, String>> byKey(AnswerTable answer) {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        answer.rows()
                .forEach(row -> rows.putIfAbsent(
                        String.join(
                                " ",
                                keys.stream()
                                        .map(key -> row.getOrDefault(key, ""))
                                        .toList()),
                        row));
        return rows;
    }

    private static BigDecimal decimal(Map<String, String> row, String column) {
        return new BigDecimal(row.getOrDefault(column, "0"));
    }
}
