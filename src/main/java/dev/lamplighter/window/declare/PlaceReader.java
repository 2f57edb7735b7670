package dev.lamplighter.window.declare;

import dev.lamplighter.fleet.FleetSource;
import dev.lamplighter.window.ec2.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a window's resources lie: {@code region}, {@code account}, {@code role} and {@code externalId}, each in the
 * window or in the defaults. A role is an ARN, or a name that goes with an account.
 */
final class PlaceReader {
    static final Defaults.Key<String> REGION = text("region", PlaceReader::region);
    static final Defaults.Key<String> ACCOUNT = text("account", PlaceReader::account);
    static final Defaults.Key<String> ROLE = text("role", PlaceReader::role);
    static final Defaults.Key<String> EXTERNAL_ID = text("externalId", PlaceReader::externalId);

    private final Defaults defaults;
    private final Problems problems;

    PlaceReader(Defaults defaults, Problems problems) {
        this.defaults = defaults;
        this.problems = problems;
    }

    Place read(Fields window) {
        int before = problems.count();
        String region = defaults.optional(window, REGION, problems).orElse(null);
        String account = defaults.optional(window, ACCOUNT, problems).orElse(null);
        String role = defaults.optional(window, ROLE, problems).orElse(null);
        String externalId = defaults.optional(window, EXTERNAL_ID, problems).orElse(null);
        if (problems.count() > before) {
            return Place.OWN;
        }
        if (role == null && (account != null || externalId != null)) {
            refuse(window, account != null ? "account" : "externalId", "only together with a role", "add role:");
            return Place.OWN;
        }
        return new Place(region, role == null ? null : arn(window, role, account, region), externalId);
    }

    private @Nullable String arn(Fields window, String role, @Nullable String account, @Nullable String region) {
        if (!role.startsWith("arn:")) {
            if (account == null) {
                refuse(window, "role", "a name alone doesn't say whose role it is", "add account:, or write its ARN");
                return null;
            }
            return "arn:" + partition(region) + ":iam::" + account + ":role/" + role;
        }
        if (account != null && window.has(ACCOUNT.name()) && !role.contains("::" + account + ":")) {
            refuse(window, "account", "the role " + role + " is of another one", "remove one of the two");
        }
        return role;
    }

    private void refuse(Fields window, String key, String why, String fix) {
        problems.add(
                window.has(key) ? window.get(key) : window.node(),
                key,
                new RefusedValueException("WINDOW-030", why, fix));
    }

    /** AWS's worlds that know nothing of each other. */
    private static String partition(@Nullable String region) {
        if (region == null) {
            return "aws";
        }
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static Defaults.Key<String> text(String name, ValueParser<String> parser) {
        return new Defaults.Key<>(name, String.class, parser, Optional.empty());
    }

    private static String region(String text) throws RefusedValueException {
        return matching(text, FleetSource.REGION_FORM, "not a region", "write it as in eu-central-1");
    }

    private static String account(String text) throws RefusedValueException {
        return matching(text, "\\d{12}", "an account is 12 digits", "write it in quotes, as in \"123456789012\"");
    }

    private static String role(String text) throws RefusedValueException {
        return matching(
                text,
                FleetSource.ROLE_ARN_FORM + "|[\\w+=,.@-]{1,64}",
                "neither a role's ARN nor its name",
                "write it as in arn:aws:iam::123456789012:role/lamplighter");
    }

    private static String externalId(String text) throws RefusedValueException {
        return matching(
                text,
                FleetSource.EXTERNAL_ID_FORM,
                "allowed are 2..1224 of letters, digits and +=,.@:/-",
                "write what the role's trust policy asks for");
    }

    private static String matching(String text, String form, String why, String fix) throws RefusedValueException {
        if (!text.matches(form)) {
            throw new RefusedValueException("WINDOW-030", why, fix);
        }
        return text;
    }
}
