package dev.lamplighter.app.verb;

import static dev.lamplighter.app.verb.VerbArgument.needed;
import static dev.lamplighter.app.verb.VerbArgument.optional;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.cost.letter.LetterOperations;
import dev.lamplighter.cost.parquet.ConversionMXBean;
import dev.lamplighter.cost.query.CostReportsMXBean;
import dev.lamplighter.cost.query.StreamCostOperations;
import java.util.List;

/** Declares the verbs of cost reports. In their answers a line that begins with a code is a problem. */
public final class CostVerbs {
    private static final VerbArgument MONTH = optional("month", Kind.NAME, "YYYY-MM; the one that runs if empty");
    private static final VerbArgument RESOURCES =
            optional("resources", Kind.TEXT, "ids beside those of the windows, with commas between");

    private CostVerbs() {}

    public static List<Verb> of(
            CostReportsMXBean reports,
            ConversionMXBean conversion,
            LetterOperations letters,
            StreamCostOperations streams) {
        return List.of(
                verb(
                        "plan",
                        Effect.WORKS,
                        "What the next round would do; changes nothing.",
                        verbArguments -> reports.plan()),
                verb(
                        "publish",
                        Effect.WORKS,
                        "Publishes all open versions now; for a given month also one that was withdrawn or refused.",
                        verbArguments -> reports.publish(verbArguments.text("month")),
                        optional("month", Kind.NAME, "YYYY-MM; all if empty")),
                verb(
                        "rollback",
                        Effect.WORKS,
                        "Shows the previous version of a month again, until a newer assembly arrives.",
                        verbArguments -> reports.rollback(
                                verbArguments.text("report"),
                                verbArguments.text("month"),
                                verbArguments.text("assembly")),
                        optional("report", Kind.NAME, "needed when there are several"),
                        needed("month", Kind.NAME, "YYYY-MM"),
                        optional("assembly", Kind.NAME, "another version; the previous one if empty")),
                verb(
                        "remake",
                        Effect.WORKS,
                        "Makes all months again in another table and switches when it has every one; without a table"
                                + " tells how far it is.",
                        verbArguments -> reports.remake(verbArguments.text("table"), verbArguments.text("leave")),
                        optional("table", Kind.NAME, "as cost.athena.table would name it; only tells if empty"),
                        optional("leave", Kind.TEXT, "months that are not made again, with commas between")),
                verb(
                        "remake-stop",
                        Effect.WORKS,
                        "Makes the other table no further; what was made is kept.",
                        verbArguments -> reports.remakeStop()),
                verb(
                        "verify",
                        Effect.WORKS,
                        "Reads the shown files back and compares record, files and Athena to the last digit.",
                        verbArguments -> reports.verify(verbArguments.text("month")),
                        optional("month", Kind.NAME, "YYYY-MM; all if empty")),
                verb(
                        "query",
                        Effect.WORKS,
                        "Runs a query of the queries folder now.",
                        verbArguments -> reports.query(verbArguments.text("name")),
                        needed("name", Kind.NAME, "a file of the queries folder, without .sql")),
                verb(
                        "query-json",
                        Effect.WORKS,
                        "The same as an object of JSON.",
                        verbArguments -> List.of(reports.queryJson(verbArguments.text("name"))),
                        needed("name", Kind.NAME, "a file of the queries folder, without .sql")),
                verb(
                        "letter",
                        Effect.WORKS,
                        "Writes the cost letter of a month from the kept answers, as text.",
                        verbArguments -> letters.text(verbArguments.text("month"), verbArguments.text("report")),
                        MONTH,
                        optional("report", Kind.NAME, "all if empty")),
                verb(
                        "letter-json",
                        Effect.WORKS,
                        "The same as an object of JSON, with the page and the mail.",
                        verbArguments ->
                                List.of(letters.json(verbArguments.text("month"), verbArguments.text("report"))),
                        MONTH,
                        optional("report", Kind.NAME, "all if empty")),
                verb(
                        "letter-kept-json",
                        Effect.ASKS,
                        "The page of the cost letter that was written last, as an object of JSON; writes none.",
                        verbArguments ->
                                List.of(letters.keptJson(verbArguments.text("month"), verbArguments.text("report"))),
                        optional("month", Kind.NAME, "YYYY-MM; any if empty"),
                        optional("report", Kind.NAME, "any if empty")),
                verb(
                        "figures-json",
                        Effect.ASKS,
                        "What a cost letter would say now of the month that runs, with its charts; writes none.",
                        verbArguments -> List.of(letters.figuresJson())),
                verb(
                        "streams",
                        Effect.WORKS,
                        "What each occurrence of the windows has cost in a month.",
                        verbArguments -> streams.text(verbArguments.text("month"), verbArguments.text("resources")),
                        MONTH,
                        RESOURCES),
                verb(
                        "streams-json",
                        Effect.WORKS,
                        "The same as an object of JSON.",
                        verbArguments ->
                                List.of(streams.json(verbArguments.text("month"), verbArguments.text("resources"))),
                        MONTH,
                        RESOURCES),
                verb(
                        "report",
                        Effect.ASKS,
                        "Months with their versions (* is shown), rows, totals and changes.",
                        verbArguments -> reports.report()),
                verb(
                        "report-json",
                        Effect.ASKS,
                        "The same as an object of JSON.",
                        verbArguments -> List.of(reports.reportJson())),
                verb(
                        "progress",
                        Effect.ASKS,
                        "How far the conversion is that goes on now; no line while there is none.",
                        verbArguments -> lines(conversion.getProgress())),
                verb(
                        "progress-json",
                        Effect.ASKS,
                        "The same as an object of JSON.",
                        verbArguments -> List.of(progressJson(conversion))));
    }

    private static String progressJson(ConversionMXBean conversion) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("line", conversion.getProgress())
                .put("percent", conversion.getPercent())
                .toString();
    }

    private static List<String> lines(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static Verb verb(
            String word, Effect effect, String description, Verb.Call call, VerbArgument... arguments) {
        return new Verb("costs " + word, effect, description, List.of(arguments), call);
    }
}
