package dev.lamplighter.app.settings;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.ConfigProblemCode;
import java.util.List;
import java.util.Map;

/** Renames keys and values of the previous version to today's names, and warns of each once. */
final class DeprecatedSettings {
    private static final Map<String, String> KEYS = Map.of("cost.seed-view", "cost.legacy-view");
    private static final Map<String, Map<String, String>> VALUES = Map.of("panel.palette", Map.of("seed", "classic"));

    private DeprecatedSettings() {}

    /**
     * Replaces old names in settings that were read.
     *
     * @param values by key; changed in place
     * @param places where each key is written; keys with their default value have none
     * @param remarks takes a warning for each old name
     */
    static void rename(Map<String, String> values, Map<String, String> places, List<Problem> remarks) {
        KEYS.forEach((old, key) -> {
            String value = values.remove(old);
            String place = places.remove(old);
            if (value == null || place == null) {
                return;
            }
            boolean isGiven = places.containsKey(key);
            if (!isGiven) {
                values.put(key, value);
                places.put(key, place);
            }
            remarks.add(warning(
                    place,
                    "old key " + old,
                    "it is called " + key + " now"
                            + (isGiven ? ", which is given, too, and holds" : "; this version still reads it"),
                    isGiven ? "remove it" : "write " + key + " instead"));
        });
        VALUES.forEach((key, renamed) -> {
            String value = renamed.get(values.getOrDefault(key, ""));
            if (value != null) {
                remarks.add(warning(
                        places.getOrDefault(key, key),
                        "old value " + key + "=" + values.get(key),
                        "it is called " + value + " now; this version still reads it",
                        "write " + key + "=" + value + " instead"));
                values.put(key, value);
            }
        });
    }

    private static Problem warning(String where, String what, String why, String fix) {
        return new Problem(ConfigProblemCode.OLD_KEY, where, what, why, fix);
    }
}
