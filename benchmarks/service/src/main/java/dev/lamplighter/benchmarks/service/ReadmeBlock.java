package dev.lamplighter.benchmarks.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of benchmarks/README.md that a benchmark writes, between two marks. */
public final class ReadmeBlock {
    private static final String END = "<!-- to here -->";
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");
    private static final double NOTEWORTHY = 0.1;

    private final Path readme;
    private final List<String> lines;
    private final int begin;
    private final int end;

    /** The part that this benchmark writes. */
    public ReadmeBlock(Path readme, String benchmark) throws IOException {
        this.readme = readme;
        lines = Files.readAllLines(readme);
        String mark = "<!-- written by " + benchmark + " -->";
        begin = lines.indexOf(mark);
        end = begin < 0 ? begin : begin + lines.subList(begin, lines.size()).indexOf(END);
        if (end <= begin) {
            throw new IOException(readme + " lacks the marks " + mark + " and " + END);
        }
    }

    /** Takes README.md, the benchmark and a file with what it has printed, which becomes the part. */
    public static void main(String[] args) throws IOException {
        new ReadmeBlock(Path.of(args[0]), args[1]).tell(Files.readAllLines(Path.of(args[2])), true);
    }

    /** Prints the text, and what differs by more than a tenth from the part that is there, and puts it in its place. */
    public void tell(List<String> text, boolean write) throws IOException {
        text.forEach(System.out::println);
        differences(text).forEach(line -> System.out.println("other than in README.md: " + line));
        if (write) {
            write(text);
        }
    }

    /** What differs by more than a tenth, as lines; tables are compared in their order, and columns by their heads. */
    private List<String> differences(List<String> text) {
        List<String> differences = new ArrayList<>();
        List<List<List<String>>> before = tables(lines.subList(begin, end));
        List<List<List<String>>> now = tables(text);
        for (int at = 0; at < Math.min(before.size(), now.size()); at++) {
            List<String> heads = now.get(at).get(0);
            for (List<String> row : now.get(at)) {
                differences.addAll(differences(heads, row, before.get(at).get(0), row(before.get(at), row.get(0))));
            }
        }
        return differences;
    }

    private static List<String> differences(
            List<String> heads, List<String> now, List<String> headsBefore, List<String> before) {
        List<String> differences = new ArrayList<>();
        for (int column = 1; column < now.size(); column++) {
            int at = headsBefore.indexOf(heads.get(column));
            double was = at < 1 || at >= before.size() ? 0 : number(before.get(at));
            double is = number(now.get(column));
            if (was > 0 && is > 0 && Math.abs(is / was - 1) > NOTEWORTHY) {
                differences.add(
                        String.format(Locale.ROOT, "%s, %s: %s was %s", now.get(0), heads.get(column), is, was));
            }
        }
        return differences;
    }

    /** Neighbouring lines of a table, as cells. */
    private static List<List<List<String>>> tables(List<String> text) {
        List<List<List<String>>> tables = new ArrayList<>();
        boolean within = false;
        for (String line : text) {
            if (line.startsWith("|") && !within) {
                tables.add(new ArrayList<>());
            }
            within = line.startsWith("|");
            if (within) {
                tables.get(tables.size() - 1).add(cells(line));
            }
        }
        return tables;
    }

    private static List<String> row(List<List<String>> table, String title) {
        return table.stream()
                .filter(row -> row.get(0).equals(title))
                .findFirst()
                .orElse(List.of());
    }

    private void write(List<String> text) throws IOException {
        List<String> whole = new ArrayList<>(lines.subList(0, begin + 1));
        whole.addAll(text);
        whole.addAll(lines.subList(end, lines.size()));
        Files.write(readme, whole);
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1).split("\\|")).stream()
                .map(String::strip)
                .toList();
    }

    /** The median of three, which is bold as what misses its goal is, else the first number. */
    private static double number(String cell) {
        Matcher found = NUMBER.matcher(cell.substring(Math.max(0, cell.indexOf("**"))));
        return found.find() ? Double.parseDouble(found.group()) : 0;
    }
}
