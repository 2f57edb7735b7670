package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Holds an item of {@code windows:} that replaces some crontab lines. */
sealed interface ImportedDeclaration permits ImportedWindow, ImportedLaunchWindow, ImportedGuardDeclaration {
    /** The number of the first of these lines. */
    int line();

    ZoneId zone();

    CallRegionAndProfile location();

    /** A suitable name, unless another item has it. */
    String name();

    /** The YAML of the item. */
    String yaml(String name, @Nullable ZoneId defaultZone);

    /** The beginning of the YAML: the name, what says when, and zone and region where they are others than by default. */
    default StringBuilder head(String name, String key, String when, @Nullable ZoneId defaultZone) {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "  - name: %s%n    %s: %s%n", name, key, when));
        if (!zone().equals(defaultZone)) {
            text.append("    zone: ").append(zone()).append('\n');
        }
        if (location().region() != null) {
            text.append("    region: ").append(location().region()).append('\n');
        }
        return text;
    }
}
