package dev.lamplighter.window.calendar;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Holds one line of iCalendar: {@code NAME;PARAMETER=X;OTHER="Y":VALUE}.
 *
 * @param number of the line in its file, from 1
 * @param name in capitals, like the names of the parameters
 */
record ContentLine(int number, String name, Map<String, String> parameters, String value) {
    static Optional<ContentLine> parse(TextLines.Line line) {
        String text = line.text();
        int colon = firstOutsideQuotes(text, ':', 0);
        if (colon <= 0) {
            return Optional.empty();
        }
        String head = text.substring(0, colon);
        int semicolon = firstOutsideQuotes(head, ';', 0);
        String name = semicolon < 0 ? head : head.substring(0, semicolon);
        Map<String, String> parameters = new HashMap<>();
        while (semicolon >= 0) {
            int next = firstOutsideQuotes(head, ';', semicolon + 1);
            String[] pair = head.substring(semicolon + 1, next < 0 ? head.length() : next)
                    .split("=", 2);
            if (pair.length == 2) {
                parameters.put(upper(pair[0]), pair[1].replace("\"", "").strip());
            }
            semicolon = next;
        }
        return Optional.of(new ContentLine(
                line.number(),
                upper(name),
                parameters,
                text.substring(colon + 1).strip()));
    }

    private static String upper(String text) {
        return text.strip().toUpperCase(Locale.ROOT);
    }

    private static int firstOutsideQuotes(String text, char wanted, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == wanted && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
