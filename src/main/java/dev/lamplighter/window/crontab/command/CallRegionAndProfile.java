package dev.lamplighter.window.crontab.command;

import dev.lamplighter.fleet.FleetAccountRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Names the region and credentials of a call, as far as its line says them.
 *
 * @param region null if the line and the variables name none
 * @param credentials in words, such as {@code profile tv}; null for the default ones of the crontab's user
 */
public record CallRegionAndProfile(
        @Nullable String region, @Nullable String credentials) {
    private static final Pattern ENDPOINT = Pattern.compile(
            "https?://(?:ec2\\.)?(?<region>[a-z0-9-]+)(?:\\.ec2)?" + "\\.(?:amazonaws\\.com(?:\\.cn)?|api\\.aws)/?");
    private static final List<String> REGIONS = List.of("AWS_REGION", "AWS_DEFAULT_REGION");
    private static final List<String> PROFILES = List.of("AWS_PROFILE", "AWS_DEFAULT_PROFILE");
    private static final List<String> KEYS = List.of("AWS_ACCESS_KEY_ID", "AWS_ACCESS_KEY", "EC2_PRIVATE_KEY");
    private static final List<String> FILES =
            List.of("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CREDENTIAL_FILE", "AWS_ROLE_ARN");

    /** Where a call with these options is made. */
    public static CallRegionAndProfile of(Map<String, List<String>> options, Map<String, String> variables)
            throws UnsupportedCommandException {
        return new CallRegionAndProfile(region(options, variables), credentials(options, variables));
    }

    /** Whether the location depends on a variable, which {@code sudo} may remove. */
    static boolean isByVariable(Map<String, List<String>> options, Map<String, String> variables) {
        boolean region =
                !options.containsKey("region") && first(REGIONS, variables).isPresent();
        boolean profile = !options.containsKey("profile")
                && (first(PROFILES, variables).isPresent()
                        || first(KEYS, variables).isPresent());
        return region || profile;
    }

    /** This location, completed by {@code other}. */
    public CallRegionAndProfile or(CallRegionAndProfile other) {
        return new CallRegionAndProfile(
                region == null ? other.region : region, credentials == null ? other.credentials : credentials);
    }

    private static @Nullable String region(Map<String, List<String>> options, Map<String, String> variables)
            throws UnsupportedCommandException {
        Optional<String> endpoint = option(options, "endpoint-url")
                .or(() -> first(List.of("AWS_ENDPOINT_URL_EC2", "AWS_ENDPOINT_URL", "EC2_URL"), variables));
        Optional<String> ofEndpoint = Optional.empty();
        if (endpoint.isPresent()) {
            Matcher matcher = ENDPOINT.matcher(endpoint.get());
            if (!matcher.matches()) {
                throw new UnsupportedCommandException(
                        "it asks " + endpoint.get() + ", which is not AWS's",
                        "leave it in cron; every window is of AWS's EC2");
            }
            ofEndpoint =
                    Optional.of(matcher.group("region")).filter(name -> name.matches(FleetAccountRegion.REGION_FORM));
        }
        Optional<String> region = option(options, "region").or(() -> first(REGIONS, variables));
        Optional<String> found = region.isPresent() ? region : ofEndpoint;
        if (found.isPresent() && !found.get().matches(FleetAccountRegion.REGION_FORM)) {
            throw new UnsupportedCommandException(
                    "\"" + found.get() + "\" is not a region", "write a region as in eu-central-1");
        }
        return found.orElse(null);
    }

    private static @Nullable String credentials(Map<String, List<String>> options, Map<String, String> variables) {
        List<String> parts = new ArrayList<>();
        Optional<String> profile = option(options, "profile");
        if (profile.isEmpty()
                && (options.containsKey("key") || first(KEYS, variables).isPresent())) {
            parts.add("an access key of its own" + keyNumber(variables));
        } else {
            profile.or(() -> first(PROFILES, variables))
                    .filter(name -> !name.equals("default"))
                    .ifPresent(name -> parts.add("profile " + name));
        }
        FILES.forEach(name -> Optional.ofNullable(variables.get(name))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> parts.add(name + " " + value)));
        return parts.isEmpty() ? null : String.join(", ", parts);
    }

    /** A number that tells access keys apart without revealing them. */
    private static String keyNumber(Map<String, String> variables) {
        return first(KEYS, variables)
                .map(key -> " (ends with " + key.substring(Math.max(0, key.length() - 4)) + ")")
                .orElse("");
    }

    private static Optional<String> option(Map<String, List<String>> options, String name) {
        return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Optional<String> first(List<String> names, Map<String, String> variables) {
        return names.stream()
                .map(name -> variables.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
