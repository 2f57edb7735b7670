package dev.lamplighter.cost.query;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the queries of a folder, by file name. A file that isn't a valid query becomes one problem, which is reported when
 * the folder is loaded; the others are used.
 *
 * <p>A file begins with comment lines {@code -- purpose:}, {@code -- parameters:} (names with commas between) and
 * {@code -- columns:}, each followed by its text; a comment line indented deeper goes on with the entry above. An entry
 * {@code -- alert:} may follow, with one {@link AlertRule} a line, whose numbers may be parameters; {@code -- needs:} may name columns of the table without
 * which the query is not run, and {@code -- optional:} those that are NULL where the table lacks them, {@code -- formerly:} the
 * name that it had on FOCUS tables in an earlier version.
 */
public record NamedQueries(List<NamedQuery> queries, List<Problem> problems) {
    private static final List<String> NEEDED = List.of("purpose", "parameters", "columns");
    private static final String HEADER =
            "begin the file with three lines, each with a text of your own: -- purpose: what it shows"
                    + " -- parameters: database, table -- columns: the columns of its answer";
    private static final List<String> ENTRIES =
            List.of("purpose", "parameters", "needs", "optional", "formerly", "columns", "alert");

    public NamedQueries {
        queries = List.copyOf(queries);
        problems = List.copyOf(problems);
    }

    /** Loads them with the alerts of a service without settings of its own. */
    static NamedQueries load(Path folder) {
        return load(folder, Map.of());
    }

    /**
     * Loads them.
     *
     * @param values of parameters in alerts, by name; those of {@link QueryThresholds} have one anyway
     */
    public static NamedQueries load(Path folder, Map<String, String> values) {
        Map<String, String> alerts = new TreeMap<>(QueryThresholds.defaults());
        alerts.putAll(values);
        List<NamedQuery> queries = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList()) {
                try {
                    queries.add(read(file, alerts));
                } catch (InvalidQueryException e) {
                    problems.add(problem(file + e.place(), e.why()).withFix(e.fix()));
                } catch (IllegalArgumentException e) {
                    problems.add(problem(file.toString(), String.valueOf(e.getMessage())));
                } catch (IOException e) {
                    problems.add(problem(file.toString(), IoErrorText.ofFile(e)));
                }
            }
        } catch (IOException e) {
            problems.add(new Problem(
                    CostProblemCode.NOT_A_QUERY,
                    "cost.queries",
                    "names the folder " + folder,
                    IoErrorText.ofFile(e),
                    "make the folder, or name another one"));
        }
        return new NamedQueries(queries, problems);
    }

    public Optional<NamedQuery> named(String name) {
        return queries.stream().filter(query -> query.name().equals(name)).findFirst();
    }

    /** The query that had this name in an earlier version; nothing if one has it now. */
    Optional<NamedQuery> formerly(String name) {
        return named(name).isPresent()
                ? Optional.empty()
                : queries.stream()
                        .filter(query -> query.formerNames().contains(name))
                        .findFirst();
    }

    private static NamedQuery read(Path file, Map<String, String> values) throws IOException {
        String name = file.getFileName().toString().replaceAll("\\.sql$", "");
        if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException("the file's name must be lower case letters, digits and hyphens");
        }
        String text = SizeLimitedFile.text(file, SizeLimitedFile.LARGEST_BYTES);
        List<String> lines = text.lines().toList();
        List<String> header =
                lines.stream().takeWhile(line -> line.startsWith("--")).toList();
        String sql = lines.stream()
                .skip(header.size())
                .collect(Collectors.joining("\n"))
                .strip()
                .replaceAll("\\s*;$", "");
        if (sql.isEmpty()) {
            throw new IllegalArgumentException("there is no SQL after the header");
        }
        Map<String, List<String>> entries = entries(header);
        SqlSyntaxCheck.check(text);
        List<String> alerts = entries.getOrDefault("alert", List.of());
        Set<String> parameters = listed(entries.getOrDefault("parameters", List.of()));
        Set<String> ofAlerts = NamedQuery.placeholders(String.join("\n", alerts));
        requireDeclared(ofAlerts, parameters);
        ofAlerts.removeAll(NamedQuery.placeholders(sql));
        parameters.removeAll(ofAlerts);
        return new NamedQuery(
                name,
                String.join(" ", entries.getOrDefault("purpose", List.of())),
                parameters,
                listed(entries.getOrDefault("needs", List.of())),
                listed(entries.getOrDefault("optional", List.of())),
                listed(entries.getOrDefault("formerly", List.of())),
                entries.getOrDefault("columns", List.of()),
                alerts.stream()
                        .map(rule -> AlertRule.of(NamedQuery.withValues(rule, values)))
                        .toList(),
                sql);
    }

    private static void requireDeclared(Set<String> ofAlerts, Set<String> parameters) {
        Set<String> undeclared = new TreeSet<>(ofAlerts);
        undeclared.removeAll(parameters);
        if (!undeclared.isEmpty()) {
            throw new InvalidQueryException(
                    "its alerts use parameters " + undeclared + ", but its header declares "
                            + new TreeSet<>(parameters),
                    "add them in its header to: -- parameters:");
        }
    }

    /** Entry to its lines of text, in the order of the header. */
    private static Map<String, List<String>> entries(List<String> header) {
        Map<String, List<String>> entries = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : header) {
            String text = line.substring(2);
            int colon = text.indexOf(':');
            String key = colon < 0 ? "" : text.substring(0, colon).strip();
            if (ENTRIES.contains(key)) {
                current = new ArrayList<>();
                entries.put(key, current);
                text = text.substring(colon + 1);
            }
            if (!text.isBlank()) {
                current.add(text.strip());
            }
        }
        if (!entries.keySet().containsAll(NEEDED)) {
            throw new InvalidQueryException(lacking(entries.keySet()), HEADER);
        }
        return entries;
    }

    private static String lacking(Set<String> given) {
        return "its header lacks "
                + NEEDED.stream().filter(entry -> !given.contains(entry)).collect(Collectors.joining(", "));
    }

    private static Set<String> listed(List<String> lines) {
        return Arrays.stream(String.join(",", lines).split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Problem problem(String place, String why) {
        return new Problem(
                CostProblemCode.NOT_A_QUERY, place, "not a query", why, "compare it with another file of the folder");
    }
}
