package dev.lamplighter.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of the README's command blocks that begin with {@code bin/lamplighter}, and the words that they say exist, too. */
final class ReadmeCommands {
    private static final Pattern LINE = Pattern.compile("bin/lamplighter ([^#]+?)\\s*(?:#.*?(?:also ([a-z, ]+))?)?");

    private final List<String> lines = new ArrayList<>();
    private final List<String> alsoThere = new ArrayList<>();

    private ReadmeCommands() {}

    static ReadmeCommands read() throws IOException {
        ReadmeCommands commands = new ReadmeCommands();
        boolean code = false;
        for (String line : Files.readAllLines(Path.of("README.md"))) {
            code = line.startsWith("```") ? !code : code;
            Matcher matcher = LINE.matcher(line);
            if (code && matcher.matches()) {
                commands.add(matcher);
            }
        }
        return commands;
    }

    private void add(Matcher matcher) {
        String line = matcher.group(1);
        lines.add(line);
        if (matcher.group(2) != null) {
            for (String word : matcher.group(2).split(",", -1)) {
                alsoThere.add(line.substring(0, line.indexOf(' ') + 1) + word.strip());
            }
        }
    }

    /** Without {@code bin/lamplighter}, as in {@code windows extend sunday 30m}. */
    List<String> lines() {
        return lines;
    }

    /** As in {@code windows close}. */
    List<String> alsoThere() {
        return alsoThere;
    }
}
