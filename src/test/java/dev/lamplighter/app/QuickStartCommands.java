package dev.lamplighter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the commands of the quick starts. */
public final class QuickStartCommands {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    private QuickStartCommands() {}

    /** The lines of the blocks of sh, as words, without sudo and comments. */
    public static List<List<String>> of(String page) throws IOException {
        List<List<String>> commands = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(Path.of("docs/how-to/" + page + ".md"))) {
            if (line.startsWith("```")) {
                code = line.equals("```sh");
            } else if (code && !line.isBlank()) {
                commands.add(words(line.replaceFirst("\\s+# .*$", "").replaceFirst("^sudo ", "")));
            }
        }
        return commands;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }
}
