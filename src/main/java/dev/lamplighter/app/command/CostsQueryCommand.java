package dev.lamplighter.app.command;

import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Terminal;
import dev.lamplighter.base.TerminalWidth;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.TerminalTable;
import dev.lamplighter.cost.answer.UnroundedAnswerTable;
import dev.lamplighter.cost.chart.AnswerCharts;
import dev.lamplighter.cost.chart.Chart;
import dev.lamplighter.cost.chart.SvgCharts;
import dev.lamplighter.cost.query.AnswerCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one query at once: {@code lamplighter costs query}. */
@Command(
        name = "query",
        description = {
            "Runs a query of the queries folder now, and shows the answer and what has changed since the previous one.",
            "In a terminal numbers are rounded and the table is as wide as the terminal; elsewhere every digit is"
                    + " shown."
        },
        mixinStandardHelpOptions = true)
public final class CostsQueryCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Parameters(paramLabel = "NAME", description = "A file of the queries folder, without .sql.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String name;

    @Option(names = "--chart", paramLabel = "FILE.svg", description = "Draws the answer into this file as well.")
    private @Nullable Path chart;

    @ArgGroup
    private Form form = new Form();

    /** The form of the answer. Without any of these options it depends on whether standard output is a terminal. */
    static final class Form {
        @Option(names = "--csv", description = "As CSV, byte for byte as the answer is stored.")
        private boolean csv;

        @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
        private boolean json;

        @Option(names = "--exact", description = "As a table with every digit, however wide.")
        private boolean exact;

        @Option(
                names = "--width",
                paramLabel = "COLUMNS",
                description = "As a table with rounded numbers, no wider than this: 40 or more.")
        private int width;
    }

    @Override
    public Integer call() throws IOException {
        Map<String, String> values = Map.of("name", name);
        int width = width();
        if (chart == null && form.json) {
            return costs.workJson("query-json", values);
        }
        if (chart == null && width == 0 && !form.csv) {
            return costs.work("query", values);
        }
        return costs.workThrough("query-json", values, json -> {
            List<QueryAnswer> answers = QueryAnswer.ofJson(json);
            List<String> lines = form.csv ? csv(answers) : shown(answers, width);
            return chart == null ? lines : drawn(answers, chart, lines);
        });
    }

    /** The width of the table in terminal columns; 0 for a table with every digit. */
    private int width() {
        if (form.width != 0 && form.width < TerminalTable.NARROWEST) {
            throw refused("--width " + form.width, "numbers don't fit into fewer columns", "give 40 or more");
        }
        return form.exact || form.width > 0 || !Terminal.isOutput() ? form.width : TerminalWidth.columns();
    }

    private List<String> shown(List<QueryAnswer> answers, int width) throws IOException {
        if (form.json) {
            return List.of(JsonAnswer.of(List.of(QueryAnswer.json(answers)), List.of()));
        }
        List<String> lines = new ArrayList<>();
        for (QueryAnswer answer : answers) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(width == 0 ? UnroundedAnswerTable.lines(answer) : TerminalTable.lines(answer, width));
        }
        return lines;
    }

    private List<String> drawn(List<QueryAnswer> answers, Path file, List<String> lines) throws IOException {
        List<Chart> charts = answers.stream()
                .flatMap(answer -> (answer.rows().isEmpty()
                                ? List.of(AnswerCharts.ofNothing(answer))
                                : AnswerCharts.of(answer))
                        .stream())
                .toList();
        if (charts.isEmpty()) {
            throw refused("--chart " + file, "the answer has no column of numbers", "ask without --chart");
        }
        AtomicFile.write(file, SvgCharts.document(charts).getBytes(StandardCharsets.UTF_8), "rw-r--r--");
        return lines;
    }

    /** Writes the answer byte for byte to a file or a pipe; on a terminal, control characters are shown by their numbers. */
    private List<String> csv(List<QueryAnswer> answers) {
        if (answers.size() != 1) {
            throw refused(
                    "--csv",
                    "there are " + answers.size() + " answers, one for each report",
                    "name one of them: "
                            + String.join(
                                    ", ",
                                    answers.stream().map(QueryAnswer::query).toList()));
        }
        String csv = AnswerCsv.of(answers.get(0).lines());
        if (Terminal.isOutput()) {
            return csv.lines().toList();
        }
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        return List.of();
    }

    private ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CostProblemCode.BAD_ARGUMENT, "costs query " + name, what, why, fix, Problem.Kind.USER));
    }
}
