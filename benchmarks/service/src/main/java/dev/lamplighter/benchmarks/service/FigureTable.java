package dev.lamplighter.benchmarks.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Figures as a table in Markdown: a row each, a column a contender, and in parentheses the ratio to the first one. */
final class FigureTable {
    private static final String JAVA_25 = "25";

    private FigureTable() {}

    static List<String> of(List<Contender> contenders, Figures figures) {
        List<String> lines = new ArrayList<>();
        lines.add(contenders.stream().map(Contender::name).collect(Collectors.joining(" | ", "| | ", " | goal |")));
        lines.add("|---".repeat(contenders.size() + 2) + "|");
        for (Figure figure : Figure.values()) {
            lines.add(row(figure, contenders, figures));
        }
        return lines;
    }

    private static String row(Figure figure, List<Contender> contenders, Figures figures) {
        StringBuilder row = new StringBuilder("| " + figure.title() + " |");
        OptionalDouble first = figures.median(contenders.get(0), figure);
        for (Contender contender : contenders) {
            OptionalDouble value = figures.median(contender, figure);
            row.append(value.isEmpty() ? " |" : " " + cell(figure, contender, value.getAsDouble(), first) + " |");
        }
        return row.append(goal(figure)).append(" |").toString();
    }

    private static String cell(Figure figure, Contender contender, double value, OptionalDouble first) {
        String text = figure.format(value);
        if (contender.service()) {
            boolean missed = figure.goal(contender.name().contains(JAVA_25))
                    .filter(goal -> value > goal)
                    .isPresent();
            text = missed ? "**" + text + "**" : text;
        }
        return first.isEmpty() || first.getAsDouble() == 0 || first.getAsDouble() == value
                ? text
                : text + String.format(Locale.ROOT, " (%.2f)", value / first.getAsDouble());
    }

    private static String goal(Figure figure) {
        String on17 = figure.goal(false).map(figure::format).orElse("");
        String on25 = figure.goal(true).map(figure::format).orElse("");
        return on17.equals(on25) ? " " + on17 : " " + on17 + "; on 25 " + on25;
    }
}
