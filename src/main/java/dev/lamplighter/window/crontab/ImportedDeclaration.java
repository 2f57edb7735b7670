package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.Location;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** An item of {@code windows:} that does what some crontab lines did. */
sealed interface ImportedDeclaration permits ImportedWindow, ImportedStopGuard {
    /** The first of the lines. */
    int line();

    ZoneId zone();

    Location location();

    /** What it may be called, unless another one is. */
    String name();

    /** As an item of {@code windows:}. */
    String yaml(String name, @Nullable ZoneId defaultZone);
}
