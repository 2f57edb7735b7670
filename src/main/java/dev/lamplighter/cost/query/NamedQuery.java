package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.view.FocusColumns;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Holds a query: SQL with parameters such as {@code ${first_month}}; each is replaced only by text that its allow-list
 * permits.
 *
 * @param name the file's name without {@code .sql}
 * @param parameters the names the header declares, which are the ones the SQL uses
 * @param needs columns without which it can't be run: a report has only the columns of services that are used
 * @param optional columns that the SQL names like parameters, and that are NULL where the table lacks them
 * @param formerNames names that it had in earlier versions, when it was about FOCUS tables alone
 * @param columns what the header says about result columns, one line each
 * @param alerts the rules that are applied to an answer
 * @param sql without the header
 */
public record NamedQuery(
        String name,
        String purpose,
        Set<String> parameters,
        Set<String> needs,
        Set<String> optional,
        Set<String> formerNames,
        List<String> columns,
        List<AlertRule> alerts,
        String sql) {
    /** The cost column of legacy reports and CUR 2.0. */
    static final String COST = "line_item_unblended_cost";
    /** The cost column of FOCUS. */
    static final String FOCUS_COST = "billedcost";

    /** The parameter for the view with amortised costs. */
    static final String VIEW = "costs";

    /** The parameter for the resources that a query is about: ids as literals of SQL, with commas between. */
    static final String RESOURCES = "resources";

    /** The parameters for the tag by which resources name their window, and for the windows: an expression and literals. */
    static final String STREAM_TAG = "stream_tag";

    static final String STREAM_WINDOWS = "stream_windows";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,255}");
    private static final Pattern MONTH = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])");

    private static final Pattern IDS = Pattern.compile("'[0-9A-Za-z-]{1,64}'(, '[0-9A-Za-z-]{1,64}')*");

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** For values that this service writes itself; never for a setting. */
    private static final Pattern ANY = Pattern.compile(".*");

    /** The values of an operator's own parameters: no quote, no backslash, no line break. */
    private static final Pattern TEXT = Pattern.compile("[0-9A-Za-z_.:/@+ -]{1,128}");

    public NamedQuery {
        parameters = Set.copyOf(parameters);
        needs = Set.copyOf(needs);
        optional = Set.copyOf(optional);
        formerNames = Set.copyOf(formerNames);
        columns = List.copyOf(columns);
        alerts = List.copyOf(alerts);
        Set<String> used = placeholders(sql);
        Set<String> declared = new TreeSet<>(parameters);
        declared.addAll(optional);
        if (!used.equals(declared)) {
            used.removeAll(optional);
            throw new InvalidQueryException(
                    "uses parameters " + used + ", but its header declares " + declared,
                    "write in its header: -- parameters: " + String.join(", ", used));
        }
    }

    /** Makes one that had no other name. */
    NamedQuery(
            String name,
            String purpose,
            Set<String> parameters,
            Set<String> needs,
            Set<String> optional,
            List<String> columns,
            List<AlertRule> alerts,
            String sql) {
        this(name, purpose, parameters, needs, optional, Set.of(), columns, alerts, sql);
    }

    /** The names of the parameters that a text uses, in order. */
    static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** An alert's line with its parameters replaced. */
    static String withValues(String alert, Map<String, String> values) {
        return PLACEHOLDER.matcher(alert).replaceAll(found -> {
            String parameter = found.group(1);
            String value = values.get(parameter);
            if (value == null || !TEXT.matcher(value).matches()) {
                throw new InvalidQueryException(
                        "its alert \"" + alert + "\" has " + (value == null ? "no value" : "value \"" + value + "\"")
                                + " for its parameter " + parameter,
                        "set cost.query.parameter." + parameter);
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** Whether it is a query for FOCUS tables. */
    boolean isAboutFocus() {
        return needs.contains(FOCUS_COST);
    }

    /** Whether it is for all kinds of tables. */
    boolean isAboutAllReports() {
        return needs.contains(FocusColumns.COST);
    }

    /** Whether it is about resources that whoever asks it names, so that no round asks it. */
    boolean isAboutResources() {
        return parameters.contains(RESOURCES);
    }

    /**
     * The columns without which it can't be run; a query that needs neither FOCUS's column of costs nor the one that all
     * kinds of reports have is for legacy reports and CUR 2.0.
     */
    Set<String> neededColumns() {
        Set<String> needed = new TreeSet<>(needs);
        if (!isAboutFocus() && !isAboutAllReports()) {
            needed.add(COST);
        }
        return needed;
    }

    /** The descriptions of columns in the header, by column, in order. */
    Map<String, String> declaredColumns() {
        Map<String, String> declared = new LinkedHashMap<>();
        for (String column : columns) {
            String[] parts = column.split("\\s+", 2);
            declared.put(parts[0], parts.length == 2 ? parts[1] : "");
        }
        return declared;
    }

    /** The SQL with every parameter replaced; refuses a value that is missing or not allowed. */
    public String render(Map<String, String> values) {
        Matcher placeholder = PLACEHOLDER.matcher(sql);
        return placeholder.replaceAll(found -> Matcher.quoteReplacement(value(found, values)));
    }

    /** The same query with some of its parameters replaced; refuses a value that is not allowed. */
    NamedQuery with(Map<String, String> values) {
        Set<String> left = new TreeSet<>(parameters);
        left.removeAll(values.keySet());
        String bound = PLACEHOLDER
                .matcher(sql)
                .replaceAll(found -> Matcher.quoteReplacement(
                        values.containsKey(found.group(1)) ? value(found, values) : found.group()));
        return new NamedQuery(name, purpose, left, needs, optional, formerNames, columns, alerts, bound);
    }

    private String value(MatchResult found, Map<String, String> values) {
        String parameter = found.group(1);
        String value = values.get(parameter);
        if (value == null && optional.contains(parameter)) {
            return "CAST(NULL AS VARCHAR)";
        }
        if (value == null) {
            throw refused(parameter, "no value", "the query can't be asked without it");
        }
        Pattern allowed = optional.contains(parameter) ? NAME : allowed(parameter);
        if (!allowed.matcher(value).matches()) {
            throw refused(parameter, "value \"" + value + "\"", "allowed is " + allowed);
        }
        return value;
    }

    private static Pattern allowed(String parameter) {
        return switch (parameter) {
            case "database", "table", VIEW, "tag_column" -> NAME;
            case "first_month", "last_month" -> MONTH;
            case "today" -> DAY;
            case RESOURCES -> IDS;
            case BudgetSql.NAMES, BudgetSql.CONDITIONS, BudgetSql.AMOUNTS, STREAM_TAG, STREAM_WINDOWS -> ANY;
            default -> TEXT;
        };
    }

    private ProblemException refused(String parameter, String what, String why) {
        String key = parameter.equals("tag_column") ? "cost.query.tag-column" : "cost.query.parameter." + parameter;
        return new ProblemException(new Problem(
                CostProblemCode.PARAMETER_REFUSED,
                "query " + name + ", parameter " + parameter,
                what,
                why,
                "set " + key));
    }
}
