package dev.lamplighter.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Follows the links of Markdown files to other files and to headings. */
final class DocumentLinks {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");

    private final Path root;
    private final List<String> dead = new ArrayList<>();
    private int followed;

    private DocumentLinks(Path root) {
        this.root = root;
    }

    static DocumentLinks follow(Path root) throws IOException {
        DocumentLinks links = new DocumentLinks(root);
        try (Stream<Path> files = Files.walk(root)) {
            for (Path document :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                links.followAll(document);
            }
        }
        return links;
    }

    private void followAll(Path document) throws IOException {
        Matcher link = LINK.matcher(withoutCode(document).collect(Collectors.joining("\n")));
        while (link.find()) {
            String target = link.group(1);
            if (!target.startsWith("https://") && !target.startsWith("http://")) {
                followed++;
                if (!leadsSomewhere(document, target)) {
                    dead.add(root.relativize(document) + ": " + target);
                }
            }
        }
    }

    private boolean leadsSomewhere(Path document, String target) throws IOException {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        return file.startsWith(root)
                && Files.exists(file)
                && (parts.length == 1
                        || withoutCode(file)
                                .map(HEADING::matcher)
                                .filter(Matcher::matches)
                                .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1])));
    }

    /** As GitHub makes it. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .strip()
                .replace(' ', '-');
    }

    private static Stream<String> withoutCode(Path document) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean code = false;
        for (String line : Files.readAllLines(document)) {
            code = line.strip().startsWith("```") ? !code : code;
            if (!code) {
                lines.add(line.replaceAll("`[^`]*`(?!\\])", ""));
            }
        }
        return lines.stream();
    }

    /** Each as {@code file: target}. */
    List<String> dead() {
        return dead;
    }

    int followed() {
        return followed;
    }
}
