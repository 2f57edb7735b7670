package dev.lamplighter.cost.query;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.CostCode;
import dev.lamplighter.cost.publish.RouteCall;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a query at once, whether its answer is due or not, by the route {@code cost-answer}, which stores the answer like all
 * others.
 */
public final class OnDemandQueries {
    private static final int CHANGES_SHOWN = 20;

    private final CostQueries queries;
    private final RouteCall routes;

    public OnDemandQueries(CostQueries queries, RouteCall routes) {
        this.queries = queries;
        this.routes = routes;
    }

    /**
     * The answer as a table for people, then what changed since the one before.
     *
     * @param name of the query; with several reports it runs on each of them, unless {@code <query>.<table>} names one
     */
    public List<String> ask(String name) throws IOException {
        List<QueryRun> questions = queries.questions().stream()
                .filter(queryRun ->
                        queryRun.name().equals(name) || queryRun.query().name().equals(name))
                .toList();
        if (questions.isEmpty()) {
            throw unknown(name);
        }
        List<String> lines = new ArrayList<>();
        for (QueryRun queryRun : questions) {
            lines.addAll(shown(routes.ask("cost-answer", queryRun, QueryResult.class)));
        }
        return lines;
    }

    private static List<String> shown(QueryResult queryResult) throws IOException {
        List<List<@Nullable String>> cells = AnswerCsv.read(Files.readString(queryResult.file()));
        List<String> lines = new ArrayList<>(aligned(cells));
        lines.add("");
        lines.add(queryResult.question() + ": " + CountText.of(queryResult.rows(), "row") + ", kept in "
                + queryResult.file());
        queryResult.changes().stream().limit(CHANGES_SHOWN).forEach(change -> lines.add("changed  " + change));
        return lines;
    }

    private static List<String> aligned(List<List<@Nullable String>> cells) {
        int columns = cells.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        cells.forEach(line -> {
            for (int i = 0; i < line.size(); i++) {
                widths[i] = Math.max(widths[i], text(line.get(i)).length());
            }
        });
        return cells.stream()
                .map(line -> {
                    StringBuilder row = new StringBuilder();
                    for (int i = 0; i < line.size(); i++) {
                        String text = text(line.get(i));
                        row.append(text).append(" ".repeat(widths[i] - text.length() + 2));
                    }
                    return row.toString().stripTrailing();
                })
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private ProblemException unknown(String name) {
        List<String> names = queries.names();
        return new ProblemException(new Problem(
                CostCode.NO_SUCH_QUERY,
                "query " + name,
                names.contains(name) ? "nothing to ask" : "no such query",
                names.contains(name)
                        ? "no published month has what it needs: " + queries.missing(name)
                        : "there are " + names,
                Suggestion.nearest(name, names)
                        .filter(near -> !near.equals(name))
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see the folder of cost.queries, and lamplighter costs report"),
                Problem.Kind.USER));
    }
}
