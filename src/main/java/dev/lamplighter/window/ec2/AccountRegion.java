package dev.lamplighter.window.ec2;

import org.jspecify.annotations.Nullable;

/**
 * Names an account and region in which a window's resources lie.
 *
 * @param region null for that of the service
 * @param roleArn to assume; null for the service's own credentials
 * @param externalId that the role's trust policy asks for
 */
public record AccountRegion(
        @Nullable String region,
        @Nullable String roleArn,
        @Nullable String externalId) {
    /** The service's own account and region. */
    public static final AccountRegion OWN = new AccountRegion(null, null, null);

    private static final String NONE = "-";

    /** The text for the journal; {@link #parse} reads it again. */
    public String text() {
        return orNone(region) + " " + orNone(roleArn) + " " + orNone(externalId);
    }

    public static AccountRegion parse(String text) {
        String[] parts = text.split(" ", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not a place: " + text);
        }
        return new AccountRegion(orNull(parts[0]), orNull(parts[1]), orNull(parts[2]));
    }

    /** A description for problems and forecasts; empty for the service's own. */
    public String words() {
        String in = region == null ? "" : "in " + region;
        String as = roleArn == null ? "" : "as " + roleArn;
        return (in + " " + as).strip();
    }

    private static String orNone(@Nullable String part) {
        return part == null ? NONE : part;
    }

    private static @Nullable String orNull(String part) {
        return part.equals(NONE) ? null : part;
    }
}
