package dev.lamplighter.app.route.file;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds a route file, read once.
 *
 * @param name path below the folder that holds {@code routes/}, with slashes: {@code routes/light.camel.yaml}
 * @param text content, UTF-8; bytes that are not UTF-8 become U+FFFD and are refused by the parsers where they matter
 */
public record RouteFile(String name, String text) {
    private static final Pattern NAMES = Pattern.compile(".*\\.camel\\.(yaml|xml)");
    private static final Pattern CONFIGURATION = Pattern.compile("(?m)^- *routeConfiguration:|<routeConfiguration\\b");
    private static final Pattern ID = Pattern.compile("\\bid *[:=] *[\"']?([\\w.-]+)");
    private static final Pattern LAST_WORD = Pattern.compile("([A-Za-z]\\w*)[\\s:{<>\"]*$");

    /** A place in the text; line and column are counted from 1. */
    record Place(int line, int column) {}

    /** Whether a file of this name holds routes. */
    static boolean isName(String name) {
        return NAMES.matcher(name).matches();
    }

    /** Every id that is written in the file, found even if the file can't be parsed. */
    public List<String> ids() {
        return ID.matcher(text).results().map(found -> found.group(1)).toList();
    }

    /** Its name without folders and ending. */
    public String stem() {
        return name.replaceFirst(".*/", "").replaceFirst("\\.camel\\.\\w+$", "");
    }

    /**
     * The name that the file should have, if its name contains a dot that Camel would take as the beginning of the
     * extension; otherwise empty.
     */
    public Optional<String> nameWithoutDots() {
        String stem = stem();
        int start = name.lastIndexOf('/') + 1;
        return stem.contains(".")
                ? Optional.of(name.substring(0, start) + stem.replace('.', '-') + name.substring(start + stem.length()))
                : Optional.empty();
    }

    /** Whether a route configuration of this id may be in it. */
    public boolean configures(String id) {
        return CONFIGURATION.matcher(text).find() && ids().contains(id);
    }

    public boolean isXml() {
        return name.endsWith(".xml");
    }

    /** Whether it holds only blanks and comments. */
    public boolean isEmpty() {
        return text.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    /** {@code name:line:column} of the first place outside comments where {@code word} stands alone, or just the name. */
    public String placeOf(String word) {
        Matcher matcher = Pattern.compile("(?<![\\w.-])" + Pattern.quote(word) + "(?![\\w-])")
                .matcher(text);
        while (!word.isEmpty() && matcher.find()) {
            if (!isComment(text, matcher.start())) {
                return placeOfOffset(matcher.start());
            }
        }
        return name;
    }

    /** Whether the line at this offset of a YAML text holds nothing but a comment. */
    public static boolean isComment(String text, int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        return text.substring(lineStart, offset).stripLeading().startsWith("#");
    }

    public String placeOfOffset(int offset) {
        Place place = placeAt(offset);
        return place(place.line(), place.column());
    }

    /** The place where the route or template with this id is defined, which may come after references to it. */
    public String placeOfId(String id) {
        return ID.matcher(text)
                .results()
                .filter(found -> found.group(1).equals(id))
                .map(found -> placeOfOffset(found.start(1)))
                .findFirst()
                .orElseGet(() -> placeOf(id));
    }

    /**
     * Where an endpoint such as {@code direct://name} is written as a value: as one uri, or as {@code uri: direct} with its
     * name below. A description that merely mentions it doesn't count.
     */
    public Optional<String> placeOfUri(String uri) {
        String scheme = uri.substring(0, uri.indexOf(':'));
        String name = Pattern.quote(uri.substring(uri.indexOf("://") + 3));
        Pattern whole = Pattern.compile("(?m)^(?!\\s*(?:#|-?\\s*description:)).*?[:=\\[{,]\\s*[\"']?" + scheme
                + ":(?://)?(" + name + ")(?=[\\s\"'?},\\]]|$)");
        Pattern parted =
                Pattern.compile("uri: *[\"']?" + scheme + "[\"']?\\s[^#]{0,200}?name: *[\"']?(" + name + ")\\b");
        return Stream.of(whole, parted)
                .map(form -> form.matcher(text))
                .filter(Matcher::find)
                .map(found -> placeOfOffset(found.start(1)))
                .findFirst();
    }

    String place(int line, int column) {
        return name + ":" + line + ":" + column;
    }

    /**
     * The last {@code word} that begins at or before the place, because parsers often report a place too late; else the
     * place itself.
     */
    Place lastBefore(int line, int column, String word) {
        int found = text.lastIndexOf(word, offset(line, column));
        return found < 0 ? new Place(line, column) : placeAt(found);
    }

    /** The step that holds the field at this place: the key above with less indentation, or the word that opens it. */
    String ownerOf(Place place) {
        int start = offset(place.line(), place.column());
        int lineStart = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        String before = text.substring(lineStart, start);
        int opened = Math.max(before.lastIndexOf('{'), before.lastIndexOf('<'));
        if (opened >= 0) {
            return lastWord(isXml() ? before.substring(opened).split("\\s", 2)[0] : before.substring(0, opened));
        }
        int indent = before.length();
        List<String> above = text.substring(0, lineStart).lines().toList();
        for (int i = above.size() - 1; i >= 0; i--) {
            String line = above.get(i);
            String key = line.replaceFirst("^[\\s-]*", "");
            if (!key.isEmpty() && line.length() - key.length() < indent) {
                return lastWord(key);
            }
        }
        return "";
    }

    private static String lastWord(String text) {
        Matcher word = LAST_WORD.matcher(text);
        return word.find() ? word.group(1) : "";
    }

    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            int next = text.indexOf('\n', start);
            if (next < 0) {
                break;
            }
            start = next + 1;
        }
        return Math.min(text.length(), start + Math.max(0, column - 1));
    }

    private Place placeAt(int offset) {
        int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
        int line = (int) text.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count()
                + 1;
        return new Place(line, offset - lineStart + 1);
    }

    /** The file's rank in the order of loading: files with a lower rank are loaded first. */
    int rank() {
        if (name.contains("/templates/")) {
            return 0;
        }
        return CONFIGURATION.matcher(text).find() ? 1 : 2;
    }
}
