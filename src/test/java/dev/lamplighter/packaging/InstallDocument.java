package dev.lamplighter.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command lines of {@code docs/how-to/install.md}, below the heading that they stand under. */
final class InstallDocument {
    private final Map<String, List<String>> commands = new LinkedHashMap<>();

    private InstallDocument() {}

    static InstallDocument read() throws IOException {
        InstallDocument document = new InstallDocument();
        List<String> below = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(Path.of("docs/how-to/install.md"))) {
            if (line.startsWith("```")) {
                code = !code;
            } else if (code) {
                below.add(line.replaceFirst(" +#.*", ""));
            } else if (line.startsWith("#")) {
                below = new ArrayList<>();
                document.commands.put(line.replaceFirst("#+ ", ""), below);
            }
        }
        return document;
    }

    /** Without their remarks. */
    List<String> below(String heading) {
        List<String> found = commands.getOrDefault(heading, List.of());
        if (found.isEmpty()) {
            throw new AssertionError("no commands below " + heading + ", but below " + commands.keySet());
        }
        return found;
    }
}
