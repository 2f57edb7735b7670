package dev.lamplighter.fleet;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.LightProblemCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names an account and region whose instances are shown.
 *
 * @param name empty for the machine's own account and region
 * @param region null for that of the service
 * @param roleArn to assume; null for the machine's own credentials
 * @param externalId that the role's trust policy asks for
 */
public record FleetAccountRegion(
        String name,
        @Nullable String region,
        @Nullable String roleArn,
        @Nullable String externalId) {
    /** The service's own account and region. */
    public static final FleetAccountRegion OWN = new FleetAccountRegion("", null, null, null);

    /** The exchange property that names the source of a poll. */
    public static final String PROPERTY = "LamplighterFleetSource";

    /**
     * The forms of region, role and external id as regular expressions, also for other declarations that name accounts and
     * regions.
     */
    public static final String REGION_FORM = "[a-z]{2}(-[a-z]+)+-\\d";

    public static final String ROLE_ARN_FORM = "arn:aws[a-z-]*:iam::\\d{12}:role/[\\w+=,.@/-]+";
    public static final String EXTERNAL_ID_FORM = "[\\w+=,.@:/-]{2,1224}";

    private static final String PREFIX = "light.source.";
    private static final List<String> PARTS = List.of("region", "role-arn", "external-id");

    /**
     * The sources that {@code light.source.<name>.*} and {@code light.accounts.*} declare; if there are none, the machine's own
     * account and region. Adds what is set aside to {@code problems}.
     */
    static List<FleetAccountRegion> of(Settings settings, List<Problem> problems) {
        Map<String, Map<String, String>> written = new TreeMap<>();
        settings.under(PREFIX).forEach((key, value) -> {
            int dot = key.indexOf('.');
            String name = dot < 0 ? key : key.substring(0, dot);
            String part = dot < 0 ? "" : key.substring(dot + 1);
            requireKnown(key, name, part);
            Map<String, String> parts = written.computeIfAbsent(name, first -> new TreeMap<>());
            if (!value.isEmpty()) {
                parts.put(part, value);
            }
        });
        List<FleetAccountRegion> sources = new ArrayList<>();
        written.forEach((name, parts) -> sources.add(source(name, parts)));
        for (FleetAccountRegion source : FleetAccounts.of(settings, problems)) {
            if (written.containsKey(source.name())) {
                problems.add(new Problem(
                        LightProblemCode.ACCOUNT_REFUSED,
                        FleetAccounts.FILE,
                        source.name() + " is there twice",
                        "light.source." + source.name() + ".* says what it is",
                        "give one of the two another name"));
            } else {
                sources.add(source);
            }
        }
        return sources.isEmpty() ? List.of(OWN) : sources;
    }

    /** The id of its route, one per source. */
    public String routeId() {
        return name.isEmpty() ? "light-poll" : "light-poll-" + name;
    }

    /** The name of the bean that is its EC2 client. */
    public String clientBean() {
        return name.isEmpty() ? "ec2Client" : "ec2Client-" + name;
    }

    private static FleetAccountRegion source(String name, Map<String, String> parts) {
        require(name, parts, "region", REGION_FORM, "a region such as eu-central-1");
        require(name, parts, "role-arn", ROLE_ARN_FORM, "an ARN such as arn:aws:iam::123456789012:role/lamplighter");
        require(name, parts, "external-id", EXTERNAL_ID_FORM, "2..1224 of letters, digits and +=,.@:/-");
        if (parts.containsKey("external-id") && !parts.containsKey("role-arn")) {
            throw Settings.refused(
                    PREFIX + name + ".external-id",
                    String.valueOf(parts.get("external-id")),
                    "only together with a role",
                    "set " + PREFIX + name + ".role-arn");
        }
        return new FleetAccountRegion(name, parts.get("region"), parts.get("role-arn"), parts.get("external-id"));
    }

    private static void require(String name, Map<String, String> parts, String part, String form, String allowed) {
        String value = parts.get(part);
        if (value != null && !value.matches(form)) {
            throw Settings.refused(PREFIX + name + "." + part, value, allowed, "change the value");
        }
    }

    private static void requireKnown(String key, String name, String part) {
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw Settings.refused(
                    PREFIX + key, name, "a name of a-z, 0-9 and single hyphens", "rename it, for example production");
        }
        if (!PARTS.contains(part)) {
            throw Settings.unknownPart(PREFIX + key, part, PARTS);
        }
    }
}
