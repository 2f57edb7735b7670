package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import java.time.ZoneId;
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
}
