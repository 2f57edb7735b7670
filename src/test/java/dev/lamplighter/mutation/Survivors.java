package dev.lamplighter.mutation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares PIT's report with the list of mutants that may survive, and ends with 1 if another one has survived, or if one of the
 * list has not.
 */
public final class Survivors {
    private static final Pattern ALLOWED = Pattern.compile("(\\S+) (\\S+) (\\S+): (\\S.*)");
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$(.+)\\$\\d+");
    private static final Set<String> DEAD = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR", "NON_VIABLE");

    private Survivors() {}

    /** Takes PIT's {@code mutations.csv} and the list. */
    public static void main(String[] args) throws IOException {
        List<String> problems = problems(Path.of(args[0]), Files.readAllLines(Path.of(args[1])));
        problems.forEach(System.err::println);
        System.exit(problems.isEmpty() ? 0 : 1);
    }

    /**
     * A line for each survivor that isn't allowed, and for each that is allowed and didn't survive, of the classes in the report.
     *
     * @param list one allowed survivor a line, {@code class method mutator: why}; a method {@code *} allows all of the class and
     *     mutator, a mutator {@code *} all of the method
     */
    static List<String> problems(Path report, List<String> list) throws IOException {
        List<String> problems = new ArrayList<>();
        List<Allowed> allowed = new ArrayList<>();
        for (String line : list) {
            Matcher matcher = ALLOWED.matcher(line);
            if (matcher.matches()) {
                allowed.add(new Allowed(matcher.group(1), matcher.group(2), matcher.group(3)));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                problems.add("not \"class method mutator: why\": " + line);
            }
        }
        Set<String> types = new HashSet<>();
        Set<Allowed> used = new HashSet<>();
        for (Mutant mutant : mutants(report)) {
            types.add(mutant.type());
            if (!mutant.isDead() && !isAllowed(mutant, allowed, used)) {
                problems.add(mutant + " survives");
            }
        }
        allowed.stream()
                .filter(each -> types.contains(each.type()) && !(each.isOfMany() && used.contains(each)))
                .forEach(each -> problems.add(each + " is allowed and doesn't survive"));
        return problems;
    }

    private static boolean isAllowed(Mutant mutant, List<Allowed> allowed, Set<Allowed> used) {
        for (Allowed each : allowed) {
            if (each.covers(mutant)) {
                used.add(each);
                return each.isOfMany() || allowed.remove(each);
            }
        }
        return false;
    }

    private static List<Mutant> mutants(Path report) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(report)) {
            return reader.stream()
                    .map(row -> new Mutant(
                            row.getField(1),
                            LAMBDA.matcher(row.getField(3)).replaceFirst("$1"),
                            row.getField(2).replaceAll(".*\\.|Mutator$", ""),
                            row.getField(4),
                            DEAD.contains(row.getField(5))))
                    .toList();
        }
    }

    private record Mutant(String type, String method, String mutator, String line, boolean isDead) {
        @Override
        public String toString() {
            return type + " " + method + " " + mutator + " in line " + line;
        }
    }

    private record Allowed(String type, String method, String mutator) {
        boolean covers(Mutant mutant) {
            return type.equals(mutant.type)
                    && (method.equals("*") || method.equals(mutant.method))
                    && (mutator.equals("*") || mutator.equals(mutant.mutator));
        }

        @Override
        public String toString() {
            return type + " " + method + " " + mutator;
        }

        boolean isOfMany() {
            return method.equals("*") || mutator.equals("*");
        }
    }
}
