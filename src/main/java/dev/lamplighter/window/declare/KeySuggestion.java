package dev.lamplighter.window.declare;

import dev.lamplighter.base.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the key of windows.yaml that an unknown key stands for: by the words that AWS and other tools use, or else by its
 * spelling.
 */
final class KeySuggestion {
    private static final Map<String, List<String>> BY_OTHER_WORD = Map.ofEntries(
            Map.entry("instanceid", List.of("instance")),
            Map.entry("instanceids", List.of("instances")),
            Map.entry("server", List.of("instance")),
            Map.entry("elasticip", List.of("eip", "addresses")),
            Map.entry("elasticips", List.of("addresses")),
            Map.entry("eips", List.of("addresses")),
            Map.entry("address", List.of("eip", "addresses")),
            Map.entry("allocation", List.of("eip")),
            Map.entry("allocationid", List.of("eip")),
            Map.entry("networkinterface", List.of("eni")),
            Map.entry("networkinterfaceid", List.of("eni")),
            Map.entry("privateipaddress", List.of("privateIp")),
            Map.entry("timezone", List.of("zone")),
            Map.entry("tz", List.of("zone")),
            Map.entry("schedule", List.of("when", "cron")),
            Map.entry("start", List.of("opens")),
            Map.entry("begin", List.of("opens")),
            Map.entry("end", List.of("closes", "to")),
            Map.entry("stop", List.of("closes")),
            Map.entry("duration", List.of("for")),
            Map.entry("weekdays", List.of("days")),
            Map.entry("rolearn", List.of("role")));

    private KeySuggestion() {}

    /** The allowed key that is probably meant; empty if none is. */
    static Optional<String> of(String key, Collection<String> allowed) {
        String word = key.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
        return BY_OTHER_WORD.getOrDefault(word, List.of()).stream()
                .filter(allowed::contains)
                .findFirst()
                .or(() -> Suggestion.nearest(key, allowed));
    }
}
