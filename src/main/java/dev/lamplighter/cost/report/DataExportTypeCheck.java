package dev.lamplighter.cost.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses the manifest of a data export that is no report of costs, as AWS delivers recommendations and carbon emissions in the
 * same form.
 */
final class DataExportTypeCheck {
    /** Columns that every report of costs has some of: legacy, CUR 2.0 and FOCUS. */
    private static final Pattern OF_COSTS = Pattern.compile(
            "(?:identity|bill|lineitem|line_item)[/_].*|(?:billed|effective|list|contracted)cost|chargeperiodstart");

    /** Columns of the other exports: Cost Optimization Hub, reservation recommendations, carbon emissions. */
    private static final Pattern OF_OTHERS =
            Pattern.compile(".*(?:recommend|estimated[ _]?monthly[ _]?savings|emissions).*");

    private static final int SHOWN = 3;

    private DataExportTypeCheck() {}

    /** @throws ProblemException COST-002 for the manifest of another export */
    static void check(ManifestFields fields, JsonNode root) {
        List<String> names = names(root.path("columns"));
        List<String> others =
                names.stream().filter(name -> OF_OTHERS.matcher(name).matches()).toList();
        if (others.isEmpty()
                || names.stream().anyMatch(name -> OF_COSTS.matcher(name).matches())) {
            return;
        }
        throw new ProblemException(new Problem(
                CostProblemCode.MANIFEST_UNUSABLE,
                fields.where(),
                "no cost report",
                "it has no column of costs, but " + String.join(", ", shown(others))
                        + ", as exports of recommendations or emissions have",
                "name a report in cost.report-name that is a cost and usage report (legacy or CUR 2.0) or FOCUS"));
    }

    private static List<String> names(JsonNode columns) {
        List<String> names = new ArrayList<>();
        for (JsonNode column : columns) {
            String category = column.path("category").asText("");
            String name = column.isTextual()
                    ? column.textValue()
                    : column.path("name").asText("");
            names.add((category.isEmpty() ? name : category + "/" + name).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static List<String> shown(List<String> names) {
        return names.subList(0, Math.min(SHOWN, names.size()));
    }
}
