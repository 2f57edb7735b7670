package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Suggestion;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.answer.QueryAnswer;
import dev.lamplighter.cost.answer.UnroundedAnswerTable;
import dev.lamplighter.cost.athena.RouteCall;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a query at once, whether or not its answer is due, with the route {@code cost-answer}, which stores the answer like
 * all others.
 */
public final class OnDemandQueries {
    private final CostQueryRuns queries;
    private final RouteCall routes;

    public OnDemandQueries(CostQueryRuns queries, RouteCall routes) {
        this.queries = queries;
        this.routes = routes;
    }

    /**
     * The answer as a table with every digit, then what changed since the one before.
     *
     * @param name of the query; with several reports it runs on each of them, unless {@code <query>.<table>} names one
     */
    public List<String> ask(String name) throws IOException {
        return answers(name).stream()
                .flatMap(answer -> UnroundedAnswerTable.lines(answer).stream())
                .toList();
    }

    /** The same as an object of JSON. */
    public String askJson(String name) throws IOException {
        return QueryAnswer.json(answers(name));
    }

    private List<QueryAnswer> answers(String name) throws IOException {
        List<QueryRun> questions = queries.questions().stream()
                .filter(queryRun ->
                        queryRun.name().equals(name) || queryRun.query().name().equals(name))
                .toList();
        if (questions.isEmpty()) {
            questions = queries.formerly(name);
        }
        if (questions.isEmpty()) {
            throw unknown(name);
        }
        List<QueryAnswer> answers = new ArrayList<>();
        for (QueryRun queryRun : questions) {
            answers.add(answer(queryRun.query(), routes.ask("cost-answer", queryRun, QueryResult.class)));
        }
        return answers;
    }

    private static QueryAnswer answer(NamedQuery query, QueryResult queryResult) throws IOException {
        return KeptAnswers.read(
                query, queryResult.question(), queryResult.askedAt(), queryResult.file(), queryResult.changes());
    }

    private ProblemException unknown(String name) {
        List<String> names = queries.names();
        return new ProblemException(new Problem(
                CostProblemCode.NO_SUCH_QUERY,
                "query " + name,
                names.contains(name) ? "nothing to ask" : "no such query",
                names.contains(name) ? nothingToAsk(name) : "there are " + names,
                Suggestion.nearest(name, names)
                        .filter(near -> !near.equals(name))
                        .map(near -> "did you mean " + near + "?")
                        .orElse("see the folder of cost.queries, and lamplighter costs report"),
                Problem.Kind.USER));
    }

    private String nothingToAsk(String name) {
        String missing = queries.missing(name);
        return missing.isEmpty()
                ? "it is about resources that lamplighter costs streams names"
                : "no published month has what it needs: " + missing;
    }
}
