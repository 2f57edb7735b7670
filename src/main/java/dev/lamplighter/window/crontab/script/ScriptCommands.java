package dev.lamplighter.window.crontab.script;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a script into its simple commands, and these into words; knows nothing of what they mean. */
final class ScriptCommands {
    private static final Pattern WORD =
            Pattern.compile("(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|`[^`]*`|\\$\\([^)]*\\)|[^\\s\"'`])+");
    private static final Pattern PART = Pattern.compile(
            "(?:\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|`[^`]*`|\\$\\([^)]*\\)|\\(\\([^)]*\\)\\)|[0-9]?>&[0-9]|[^\"'`;&|])+");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<braced>\\w+)}|\\$(?<plain>\\w+)");

    private ScriptCommands() {}

    /** A simple command and the number of the line on which it begins. */
    record Command(int line, String text) {}

    static List<Command> of(String script) {
        List<Command> commands = new ArrayList<>();
        List<String> lines = script.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            int first = i + 1;
            StringBuilder whole = new StringBuilder(lines.get(i).strip());
            while (whole.length() > 0 && whole.charAt(whole.length() - 1) == '\\' && i + 1 < lines.size()) {
                whole.setLength(whole.length() - 1);
                whole.append(' ').append(lines.get(++i).strip());
            }
            String text = whole.toString().strip();
            if (!text.startsWith("#")) {
                Matcher part = PART.matcher(text.replaceAll("\\s#\\s.*$", ""));
                while (part.find()) {
                    if (!part.group().isBlank()) {
                        commands.add(new Command(first, part.group().strip()));
                    }
                }
            }
        }
        return commands;
    }

    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group());
        }
        return words;
    }

    /** Without quotes, and with the values of variables that are known. */
    static String value(String word, Map<String, String> variables) {
        String bare = word.replaceAll("[\"'\u201c\u201d]", "");
        Matcher variable = VARIABLE.matcher(bare);
        return variable.replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(variables.getOrDefault(name, found.group()));
        });
    }

    /** Whether a value has a part that only the shell knows. */
    static boolean isUnknown(String value) {
        return value.contains("$") || value.contains("`");
    }

    /** The values by option without its dashes; those without one are under the empty name. */
    static Map<String, List<String>> options(List<String> words, Map<String, String> variables) {
        Map<String, List<String>> options = new HashMap<>();
        String option = "";
        boolean isRedirected = false;
        for (String word : words) {
            String text = value(word, variables);
            if (isRedirected || text.matches("[0-9]?(>>?|<)&?.*")) {
                isRedirected = !isRedirected && text.matches("[0-9]?(>>?|<)");
                continue;
            }
            if (text.matches("--?[A-Za-z].*")) {
                int equals = text.indexOf('=');
                option = (equals < 0 ? text : text.substring(0, equals)).replaceFirst("^--?", "");
                List<String> values = options.computeIfAbsent(option, any -> new ArrayList<>());
                if (equals >= 0) {
                    values.add(text.substring(equals + 1));
                    option = "";
                }
            } else {
                options.computeIfAbsent(option, any -> new ArrayList<>()).add(text);
                if (!option.endsWith("s")) {
                    option = "";
                }
            }
        }
        return options;
    }
}
