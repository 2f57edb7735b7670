package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The part of benchmarks/README.md that the benchmark writes, between two marks. */
final class ReadmeBlock {
    private static final String BEGIN = "<!-- written by benchmarks/service.sh -->";
    private static final String END = "<!-- to here -->";
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final double NOTEWORTHY = 0.1;

    private final Path readme;
    private final List<String> lines;
    private final int begin;
    private final int end;

    ReadmeBlock(Path readme) throws IOException {
        this.readme = readme;
        lines = Files.readAllLines(readme);
        begin = lines.indexOf(BEGIN);
        end = lines.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " lacks the marks " + BEGIN + " and " + END);
        }
    }

    /** What differs by more than a tenth from the table that is there, as lines; columns are found by their heads. */
    List<String> differences(List<String> table) {
        List<String> differences = new ArrayList<>();
        List<List<String>> before = lines.subList(begin, end).stream()
                .filter(line -> line.startsWith("|"))
                .map(ReadmeBlock::cells)
                .toList();
        List<List<String>> now = table.stream().map(ReadmeBlock::cells).toList();
        for (List<String> row : now) {
            for (int column = 1; column < row.size() - 1; column++) {
                String name = now.get(0).get(column);
                double was = number(find(before, row.get(0), name));
                double is = number(row.get(column));
                if (was > 0 && is > 0 && Math.abs(is / was - 1) > NOTEWORTHY) {
                    differences.add(String.format(Locale.ROOT, "%s, %s: %s was %s", row.get(0), name, is, was));
                }
            }
        }
        return differences;
    }

    void write(List<String> text) throws IOException {
        List<String> whole = new ArrayList<>(lines.subList(0, begin + 1));
        whole.addAll(text);
        whole.addAll(lines.subList(end, lines.size()));
        Files.write(readme, whole);
    }

    private static String find(List<List<String>> table, String title, String column) {
        int at = table.isEmpty() ? -1 : table.get(0).indexOf(column);
        return table.stream()
                .filter(row -> at > 0 && row.get(0).equals(title))
                .map(row -> row.get(at))
                .findFirst()
                .orElse("");
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1).split("\\|")).stream()
                .map(String::strip)
                .toList();
    }

    private static double number(String cell) {
        Matcher found = NUMBER.matcher(cell);
        return found.find() ? Double.parseDouble(found.group()) : 0;
    }
}
