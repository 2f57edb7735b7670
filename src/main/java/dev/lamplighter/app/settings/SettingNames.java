package dev.lamplighter.app.settings;

import dev.lamplighter.base.Suggestion;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the setting that a misspelt key probably stands for, also within families whose last part is free. */
final class SettingNames {
    private SettingNames() {}

    /**
     * The nearest key, if it is near enough.
     *
     * @param known keys
     * @param families beginnings of keys whose rest the user chooses, each with a dot at its end
     */
    static Optional<String> nearest(String written, Set<String> known, Collection<String> families) {
        return Suggestion.nearest(written, known)
                .or(() -> families.stream()
                        .flatMap(family -> inFamily(written, family).stream())
                        .findFirst());
    }

    /** The key with its beginning corrected, if that is nearly the beginning of a family. */
    private static Optional<String> inFamily(String written, String family) {
        List<String> words = List.of(written.split("\\.", -1));
        int length = family.split("\\.").length;
        if (words.size() <= length) {
            return Optional.empty();
        }
        String beginning = String.join(".", words.subList(0, length));
        String rest = String.join(".", words.subList(length, words.size()));
        return Suggestion.nearest(beginning, List.of(family.substring(0, family.length() - 1)))
                .map(near -> near + "." + rest);
    }
}
