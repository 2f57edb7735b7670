package dev.lamplighter.app.settings;

import dev.lamplighter.base.DeprecatedName;
import dev.lamplighter.base.DeprecatedName.Kind;
import dev.lamplighter.base.DeprecatedNames;
import dev.lamplighter.base.Problem;
import java.util.List;
import java.util.Map;

/** Replaces deprecated keys and values of application.properties by those of today, and warns of each once. */
final class DeprecatedSettings {
    private final Map<String, String> values;
    private final Map<String, String> places;
    private final List<Problem> remarks;

    /**
     * Works on settings that were read.
     *
     * @param values by key; changed in place
     * @param places where each key is written; keys with their default value have none
     * @param remarks takes a warning for each old name
     */
    DeprecatedSettings(Map<String, String> values, Map<String, String> places, List<Problem> remarks) {
        this.values = values;
        this.places = places;
        this.remarks = remarks;
    }

    void replace() {
        DeprecatedNames.of(Kind.KEY).forEach(this::replaceKey);
        DeprecatedNames.of(Kind.KEY_BESIDE).stream()
                .filter(name -> places.containsKey(name.old()))
                .forEach(name -> remarks.add(name.warning(places.getOrDefault(name.old(), name.old()))));
        DeprecatedNames.of(Kind.VALUE).forEach(this::replaceValue);
    }

    private void replaceKey(DeprecatedName name) {
        String value = values.remove(name.old());
        String place = places.remove(name.old());
        if (value == null || place == null) {
            return;
        }
        Problem warning = name.warning(place);
        if (places.containsKey(name.now())) {
            remarks.add(
                    warning.withWhy(name.now() + " is given, too, and holds").withFix("remove it"));
        } else {
            values.put(name.now(), value);
            places.put(name.now(), place);
            remarks.add(warning);
        }
    }

    private void replaceValue(DeprecatedName name) {
        String[] old = name.old().split("=", 2);
        if (old[1].equals(values.get(old[0]))) {
            remarks.add(name.warning(places.getOrDefault(old[0], old[0])));
            values.put(old[0], name.now().split("=", 2)[1]);
        }
    }

    /** Whether a key is one that this version still reads under its old name. */
    static boolean isRead(String key) {
        return DeprecatedNames.find(Kind.KEY_BESIDE, key).isPresent();
    }
}
