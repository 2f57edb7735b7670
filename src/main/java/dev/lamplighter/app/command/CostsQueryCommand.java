package dev.lamplighter.app.command;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.StandardOutput;
import dev.lamplighter.base.TerminalWidth;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.ReadableTable;
import dev.lamplighter.cost.query.AnswerCsv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs one query at once: {@code lamplighter costs query}. */
@Command(
        name = "query",
        description = {
            "Asks a query of the queries folder now, shows the answer and what changed since the one before.",
            "In a terminal numbers are rounded and the table is as wide as the terminal; elsewhere every digit is shown."
        },
        mixinStandardHelpOptions = true)
public final class CostsQueryCommand implements Callable<Integer> {
    @Mixin
    private CostsMixin costs = new CostsMixin();

    @Parameters(paramLabel = "NAME", description = "A file of the queries folder, without .sql.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String name;

    @ArgGroup
    private Form form = new Form();

    /** The form in which the answer is written; without any it depends on where standard output leads to. */
    static final class Form {
        @Option(names = "--csv", description = "As CSV, byte for byte the kept answer.")
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
        if (form.json) {
            return costs.workJson("query-json", values);
        }
        if (form.csv) {
            return costs.workAnswers(values, this::csv);
        }
        int width = width();
        return width == 0
                ? costs.work("query", values)
                : costs.workAnswers(values, answers -> readable(answers, width));
    }

    /** The columns of the table; 0 for one with every digit. */
    private int width() {
        if (form.width != 0 && form.width < ReadableTable.NARROWEST) {
            throw refused("--width " + form.width, "no number fits so narrow", "give 40 or more");
        }
        return form.exact || form.width > 0 || !StandardOutput.isTerminal() ? form.width : TerminalWidth.columns();
    }

    private static List<String> readable(List<QueryAnswer> answers, int width) {
        List<String> lines = new ArrayList<>();
        for (QueryAnswer answer : answers) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.addAll(ReadableTable.lines(answer, width));
        }
        return lines;
    }

    /** Writes the bytes themselves, unless a terminal would obey what is in them. */
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
        if (StandardOutput.isTerminal()) {
            return csv.lines().toList();
        }
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
        return List.of();
    }

    private ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CostCode.BAD_ARGUMENT, "costs query " + name, what, why, fix, Problem.Kind.USER));
    }
}
