package dev.lamplighter.window.declare;

import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.fleet.FleetAccountRegion;
import dev.lamplighter.window.ec2.AccountRegion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads where a window's resources lie: {@code region}, {@code account}, {@code role} and {@code externalId}, each in the
 * window or in the defaults. A role is an ARN, or a name that goes with an account.
 */
final class AccountRegionReader {
    static final WindowDefaults.Key<String> REGION = text("region", AccountRegionReader::region);
    static final WindowDefaults.Key<String> ACCOUNT = text("account", AccountRegionReader::account);
    static final WindowDefaults.Key<String> ROLE = text("role", AccountRegionReader::role);
    static final WindowDefaults.Key<String> EXTERNAL_ID = text("externalId", AccountRegionReader::externalId);

    private final WindowDefaults windowDefaults;
    private final Problems problems;

    AccountRegionReader(WindowDefaults windowDefaults, Problems problems) {
        this.windowDefaults = windowDefaults;
        this.problems = problems;
    }

    AccountRegion read(YamlMapping window) {
        int before = problems.count();
        String region = windowDefaults.optional(window, REGION, problems).orElse(null);
        String account = windowDefaults.optional(window, ACCOUNT, problems).orElse(null);
        String role = windowDefaults.optional(window, ROLE, problems).orElse(null);
        String externalId =
                windowDefaults.optional(window, EXTERNAL_ID, problems).orElse(null);
        if (problems.count() > before) {
            return AccountRegion.OWN;
        }
        if (role == null && (account != null || externalId != null)) {
            refuse(window, account != null ? "account" : "externalId", "only together with a role", "add role:");
            return AccountRegion.OWN;
        }
        return new AccountRegion(region, role == null ? null : arn(window, role, account, region), externalId);
    }

    private @Nullable String arn(YamlMapping window, String role, @Nullable String account, @Nullable String region) {
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

    private void refuse(YamlMapping window, String key, String why, String fix) {
        problems.add(
                window.has(key) ? window.get(key) : window.node(),
                key,
                new InvalidValueException(WindowProblemCode.BAD_ACCOUNT_OR_REGION, why, fix));
    }

    /** The AWS partition of a region; partitions are completely separate. */
    private static String partition(@Nullable String region) {
        if (region == null) {
            return "aws";
        }
        return region.startsWith("cn-") ? "aws-cn" : region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    private static WindowDefaults.Key<String> text(String name, ScalarParser<String> parser) {
        return new WindowDefaults.Key<>(name, String.class, parser, Optional.empty());
    }

    private static String region(String text) throws InvalidValueException {
        return matching(text, FleetAccountRegion.REGION_FORM, "not a region", "write it as in eu-central-1");
    }

    private static String account(String text) throws InvalidValueException {
        return matching(text, "\\d{12}", "an account is 12 digits", "write it in quotes, as in \"123456789012\"");
    }

    private static String role(String text) throws InvalidValueException {
        return matching(
                text,
                FleetAccountRegion.ROLE_ARN_FORM + "|[\\w+=,.@-]{1,64}",
                "neither a role's ARN nor its name",
                "write it as in arn:aws:iam::123456789012:role/lamplighter");
    }

    private static String externalId(String text) throws InvalidValueException {
        return matching(
                text,
                FleetAccountRegion.EXTERNAL_ID_FORM,
                "allowed are 2 to 1224 letters, digits and +=,.@:/-",
                "write what the role's trust policy asks for");
    }

    private static String matching(String text, String form, String why, String fix) throws InvalidValueException {
        if (!text.matches(form)) {
            throw new InvalidValueException(WindowProblemCode.BAD_ACCOUNT_OR_REGION, why, fix);
        }
        return text;
    }
}
