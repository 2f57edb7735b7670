package dev.lamplighter.window.journal;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Records the instance types that an instance was given because its own was not available. All of them are kept until it has
 * its own again, because a kill may leave it with the last one or the one before.
 *
 * @param original the type that it will be given back
 * @param lent the types that it was given; at least one
 */
public record SubstituteInstanceType(String instanceId, String original, List<String> lent) {
    private static final String SEPARATOR = ",";

    public SubstituteInstanceType {
        lent = List.copyOf(lent);
    }

    public SubstituteInstanceType and(String type) {
        return new SubstituteInstanceType(
                instanceId,
                original,
                Stream.concat(lent.stream(), Stream.of(type)).distinct().toList());
    }

    /** Whether this service gave it the type. */
    public boolean isLent(String type) {
        return lent.contains(type) && !type.equals(original);
    }

    static SubstituteInstanceType of(String instanceId, String original, String lent) {
        return new SubstituteInstanceType(instanceId, original, Arrays.asList(lent.split(SEPARATOR, -1)));
    }

    String lentText() {
        return String.join(SEPARATOR, lent);
    }
}
