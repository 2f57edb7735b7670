package dev.lamplighter.window.crontab.script;

import dev.lamplighter.window.crontab.command.CallRegionAndProfile;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Describes an instance that a script launches, in the words of a slot.
 *
 * @param name what the script calls it, for example {@code origin}
 * @param image the AMI
 * @param startupPackage the value of the key {@code package}; null for none
 * @param addresses allocation ids that the script associates with it
 * @param volumes that the script attaches to it, each as it is written in a slot
 * @param idFiles the names of files into which the script writes its id
 */
public record ScriptedLaunch(
        String name,
        String image,
        String type,
        @Nullable String subnet,
        List<String> securityGroups,
        @Nullable String key,
        @Nullable String instanceProfile,
        @Nullable String startupPackage,
        List<String> addresses,
        List<String> volumes,
        CallRegionAndProfile location,
        Set<String> idFiles) {
    public ScriptedLaunch {
        securityGroups = List.copyOf(securityGroups);
        addresses = List.copyOf(addresses);
        volumes = List.copyOf(volumes);
        idFiles = Set.copyOf(idFiles);
    }

    /** Whether another one differs in nothing, so that both are machines of one slot. */
    public boolean isLike(ScriptedLaunch other) {
        return addresses.isEmpty() && volumes.isEmpty() && equals(other);
    }
}
