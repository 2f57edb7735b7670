package dev.lamplighter.cost.athena;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Converts a type name of {@code information_schema}, which are Trino's, to Hive's: {@code map(varchar, double)} becomes
 * {@code map<string,double>}.
 */
final class TrinoToHiveType {
    private TrinoToHiveType() {}

    static String toHive(String trinoType) {
        String type = trinoType.toLowerCase(Locale.ROOT).strip();
        int open = type.indexOf('(');
        String name = open < 0 ? type : type.substring(0, open);
        List<String> arguments =
                open < 0 ? List.of() : arguments(type.substring(open + 1, Math.max(open + 1, type.lastIndexOf(')'))));
        return switch (name) {
            case "varchar", "char", "string" -> "string";
            case "timestamp" -> "timestamp";
            case "integer" -> "int";
            case "real" -> "float";
            case "varbinary" -> "binary";
            case "map", "array" ->
                name + arguments.stream().map(TrinoToHiveType::toHive).collect(Collectors.joining(",", "<", ">"));
            case "row" ->
                arguments.stream().map(TrinoToHiveType::field).collect(Collectors.joining(",", "struct<", ">"));
            default -> type.replace(" ", "");
        };
    }

    private static String field(String nameAndType) {
        int space = nameAndType.indexOf(' ');
        return space < 0
                ? toHive(nameAndType)
                : nameAndType.substring(0, space).replace("\"", "") + ":" + toHive(nameAndType.substring(space + 1));
    }

    /** Splits at the commas outside parentheses. */
    private static List<String> arguments(String text) {
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                arguments.add(text.substring(begin, i).strip());
                begin = i + 1;
            }
        }
        arguments.add(text.substring(begin).strip());
        return arguments;
    }
}
