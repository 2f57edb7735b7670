package dev.lamplighter.cost.answer;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.VisibleText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an answer for people, no wider than a terminal. Numbers are rounded and right-aligned, but never cut; text is cut
 * if there isn't enough room. If the columns still don't fit beside one another, each row becomes a block of lines, one for
 * each column.
 */
public final class TerminalTable {
    /** The narrowest terminal that it fits. */
    public static final int NARROWEST = 40;

    private static final String CURRENCY = "currency_code";
    private static final String GAP = "  ";
    /** The least width of a text column: enough to recognise a service or an account. */
    private static final int SHORTEST_TEXT = 12;
    /** The least width of the names in a block. */
    private static final int SHORTEST_NAME = 8;

    private final QueryAnswer answer;
    private final int width;
    private final String currency;
    private final List<AnswerColumn> columns = new ArrayList<>();
    /** The values as they are shown, in the order of {@link #columns}. */
    private final List<List<String>> rows = new ArrayList<>();

    private TerminalTable(QueryAnswer answer, int width) {
        this.answer = answer;
        this.width = Math.max(NARROWEST, width);
        currency = onlyCurrency(answer);
        List<AnswerColumn> all = answer.columns();
        int[] shown = IntStream.range(0, all.size())
                .filter(i -> currency.isEmpty() || !all.get(i).name().equals(CURRENCY))
                .toArray();
        Arrays.stream(shown).mapToObj(all::get).forEach(columns::add);
        for (List<@Nullable String> row : answer.rows()) {
            rows.add(Arrays.stream(shown)
                    .mapToObj(i -> all.get(i).shown(i < row.size() ? row.get(i) : null))
                    .map(VisibleText::of)
                    .toList());
        }
    }

    public static List<String> lines(QueryAnswer answer, int width) {
        return new TerminalTable(answer, width).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!answer.rows().isEmpty()) {
            int[] widths = widths();
            lines.addAll(widths.length == 0 ? blocks() : table(widths));
            lines.add("");
        }
        lines.add(DisplayWidth.cut(
                answer.query() + ": " + CountText.of(answer.rows().size(), "row") + unit(), width));
        lines.add(DisplayWidth.cut("asked " + answer.askedAt(), width));
        answer.changes().forEach(change -> lines.add(DisplayWidth.cut("changed  " + VisibleText.of(change), width)));
        return lines;
    }

    private String unit() {
        return currency.isEmpty() ? "" : ", costs in " + VisibleText.of(currency);
    }

    /** The currency of all rows; empty when there are several or none. */
    private static String onlyCurrency(QueryAnswer answer) {
        Set<String> currencies = new HashSet<>();
        answer.rows().forEach(row -> currencies.add(String.valueOf(answer.value(row, CURRENCY))));
        boolean isNamed = answer.index(CURRENCY) >= 0 && currencies.size() == 1;
        String only = isNamed ? currencies.iterator().next() : "";
        return only.equals("null") ? "" : only;
    }

    /** The widths of the columns if they fit beside one another; an empty array if they don't. */
    private int[] widths() {
        int[] values = IntStream.range(0, columns.size()).map(this::widestValue).toArray();
        int[] wide = IntStream.range(0, columns.size())
                .map(i -> Math.max(values[i], heading(i).length()))
                .toArray();
        if (fits(wide)) {
            return wide;
        }
        int[] narrow = IntStream.range(0, columns.size())
                .map(i -> Math.max(values[i], longestWord(i)))
                .toArray();
        while (!fits(narrow)) {
            int widest = IntStream.range(0, columns.size())
                    .filter(i -> !columns.get(i).isNumeric())
                    .filter(i -> narrow[i] > Math.max(SHORTEST_TEXT, longestWord(i)))
                    .reduce((a, b) -> narrow[b] > narrow[a] ? b : a)
                    .orElse(-1);
            if (widest < 0) {
                return new int[0];
            }
            narrow[widest]--;
        }
        return narrow;
    }

    private boolean fits(int[] widths) {
        return Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) <= width;
    }

    private int widestValue(int column) {
        return rows.stream()
                .mapToInt(row -> DisplayWidth.of(row.get(column)))
                .max()
                .orElse(0);
    }

    private String heading(int column) {
        return VisibleText.of(columns.get(column).name()).replace('_', ' ');
    }

    private int longestWord(int column) {
        return Arrays.stream(heading(column).split(" ", -1))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private List<String> table(int[] widths) {
        List<List<String>> headings = IntStream.range(0, columns.size())
                .mapToObj(i -> wrapped(heading(i), widths[i]))
                .toList();
        int height = headings.stream().mapToInt(List::size).max().orElse(0);
        List<String> lines = new ArrayList<>();
        for (int line = 0; line < height; line++) {
            int at = line;
            lines.add(line(widths, i -> {
                int first = height - headings.get(i).size();
                return at < first ? "" : headings.get(i).get(at - first);
            }));
        }
        lines.add(line(widths, i -> "-".repeat(widths[i])));
        rows.forEach(row -> lines.add(line(widths, row::get)));
        return lines;
    }

    private String line(int[] widths, IntFunction<String> cell) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String text = DisplayWidth.cut(cell.apply(i), widths[i]);
            line.append(i == 0 ? "" : GAP)
                    .append(
                            columns.get(i).isNumeric()
                                    ? DisplayWidth.padLeft(text, widths[i])
                                    : DisplayWidth.padRight(text, widths[i]));
        }
        return line.toString().stripTrailing();
    }

    private static List<String> wrapped(String heading, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : heading.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** The rows as blocks of lines, each with a name and a value. */
    private List<String> blocks() {
        int numbers = IntStream.range(0, columns.size())
                .filter(i -> columns.get(i).isNumeric())
                .map(this::widestValue)
                .max()
                .orElse(0);
        int longest = IntStream.range(0, columns.size())
                .map(i -> heading(i).length())
                .max()
                .orElse(0);
        int names = Math.min(longest, Math.max(SHORTEST_NAME, width - GAP.length() - Math.max(numbers, SHORTEST_TEXT)));
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            for (int i = 0; i < columns.size(); i++) {
                String name = DisplayWidth.padRight(DisplayWidth.cut(heading(i), names), names);
                String value = columns.get(i).isNumeric()
                        ? DisplayWidth.padLeft(row.get(i), numbers)
                        : DisplayWidth.cut(row.get(i), width - names - GAP.length());
                lines.add((name + GAP + value).stripTrailing());
            }
        }
        return lines;
    }
}
