package dev.lamplighter.window.crontab;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds a guard that replaces a line which stops instances that are off already.
 *
 * @param name a suitable name
 * @param guard the value of the key {@code guard}
 * @param then the value of the key {@code then}
 */
record ImportedGuardDeclaration(
        int line,
        ZoneId zone,
        CallRegionAndProfile location,
        String name,
        String guard,
        List<String> instances,
        String then)
        implements ImportedDeclaration {
    /** Whether both can be combined into one guard. */
    boolean isLike(ImportedGuardDeclaration other) {
        return guard.equals(other.guard)
                && zone.getRules().equals(other.zone.getRules())
                && location.equals(other.location)
                && then.equals(other.then);
    }

    ImportedGuardDeclaration with(ImportedGuardDeclaration other) {
        return new ImportedGuardDeclaration(
                line,
                zone,
                location,
                name,
                guard,
                Stream.concat(instances.stream(), other.instances().stream())
                        .distinct()
                        .toList(),
                then);
    }

    @Override
    public String yaml(String name, @Nullable ZoneId defaultZone) {
        StringBuilder text = head(name, "guard", guard, defaultZone);
        text.append("    instances: [").append(String.join(", ", instances)).append("]\n");
        return text.append("    then: ").append(then).append('\n').toString();
    }
}
