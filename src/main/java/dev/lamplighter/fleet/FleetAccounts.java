package dev.lamplighter.fleet;

import dev.lamplighter.base.AccountsFile;
import dev.lamplighter.base.AccountsFile.Account;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.LightProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Reads {@code light.accounts.*}: many accounts at once, from a CSV file or a list of ids, each with the role of its own line or of
 * the pattern, in the regions of its own line or of the setting.
 */
final class FleetAccounts {
    static final String FILE = "light.accounts";

    private static final String ROLE = "light.accounts.role-arn";
    private static final String EXTERNAL_ID = "light.accounts.external-id";
    private static final String REGIONS = "light.accounts.regions";
    private static final String ACCOUNT = "{account}";
    private static final String NONE = "-";
    private static final int LARGEST_BYTES = 1 << 20;

    private final Settings settings;
    private final List<Problem> problems = new ArrayList<>();

    private FleetAccounts(Settings settings) {
        this.settings = settings;
    }

    /** The sources; adds what can't be used to {@code problems}. Refuses a setting that can't be used. */
    static List<FleetAccountRegion> of(Settings settings, List<Problem> problems) {
        FleetAccounts accounts = new FleetAccounts(settings);
        List<FleetAccountRegion> sources = accounts.sources();
        problems.addAll(accounts.problems);
        return sources;
    }

    private List<FleetAccountRegion> sources() {
        String role = settings.text(ROLE, "");
        String externalId = settings.text(EXTERNAL_ID, "");
        List<String> regions = words(settings.text(REGIONS, ""));
        require(
                ROLE,
                role,
                role.isEmpty() || (role.contains(ACCOUNT) && isRole(role)),
                "an ARN such as arn:aws:iam::{account}:role/lamplighter");
        require(
                EXTERNAL_ID,
                externalId,
                externalId.isEmpty() || externalId.matches(FleetAccountRegion.EXTERNAL_ID_FORM),
                "2..1224 of letters, digits and +=,.@:/-");
        require(REGIONS, String.join(", ", regions), areRegions(regions), "regions such as eu-central-1, us-east-1");
        if (settings.optional(FILE).isEmpty()) {
            return List.of();
        }
        Map<String, String> otherwise =
                Map.of("role-arn", role, "external-id", externalId, "regions", String.join(" ", regions));
        List<Account> accounts = accounts();
        Map<String, Long> times =
                accounts.stream().collect(Collectors.groupingBy(FleetAccounts::shortName, Collectors.counting()));
        List<FleetAccountRegion> sources = new ArrayList<>();
        for (Account account : accounts) {
            String name = shortName(account);
            boolean taken = name.isEmpty() || times.getOrDefault(name, 0L) > 1;
            add(account, taken ? (name + "-" + account.id()).replaceFirst("^-", "") : name, otherwise, sources);
        }
        if (sources.isEmpty()) {
            throw Settings.refused(
                    FILE,
                    settings.text(FILE),
                    "a file with one account at least that can be shown, or ids of accounts with commas between",
                    problems.isEmpty()
                            ? "add a line"
                            : "correct it: " + problems.get(0).where() + "  "
                                    + problems.get(0).what() + ": "
                                    + problems.get(0).why());
        }
        return sources;
    }

    private List<Account> accounts() {
        String written = settings.text(FILE);
        if (written.matches("\\d{12}(\\s*,\\s*\\d{12})*")) {
            return words(written).stream()
                    .distinct()
                    .map(id -> new Account(FILE, id, Map.of("id", id)))
                    .toList();
        }
        AccountsFile file =
                AccountsFile.read(settings.path(FILE, ""), FILE, LARGEST_BYTES, LightProblemCode.ACCOUNT_REFUSED);
        problems.addAll(file.problems());
        return file.accounts();
    }

    private void add(Account account, String name, Map<String, String> otherwise, List<FleetAccountRegion> sources) {
        String role = cell(account, "role-arn", otherwise).replace(ACCOUNT, account.id());
        String externalId = cell(account, "external-id", otherwise);
        List<String> regions = words(cell(account, "regions", otherwise));
        if (regions.equals(List.of(NONE))) {
            return; // named for the costs alone
        }
        if (role.isEmpty()) {
            refuse(
                    account,
                    "has no role",
                    "neither its line nor " + ROLE + " names one",
                    "name one, or - for the machine's own account");
        } else if (!role.equals(NONE) && !isRole(role)) {
            refuse(
                    account,
                    "role-arn \"" + role + "\"",
                    "it is no ARN of a role",
                    "write it as in arn:aws:iam::123456789012:role/lamplighter");
        } else if (!externalId.isEmpty() && !externalId.matches(FleetAccountRegion.EXTERNAL_ID_FORM)) {
            refuse(account, "external-id", "allowed are 2..1224 of letters, digits and +=,.@:/-", "change it");
        } else if (!areRegions(regions)) {
            refuse(
                    account,
                    "regions \"" + String.join(" ", regions) + "\"",
                    "not all of them are regions",
                    "write them as in eu-central-1 us-east-1, or - for none");
        } else {
            (regions.isEmpty() ? List.of("") : regions)
                    .forEach(region -> sources.add(source(name, region, role, externalId)));
        }
    }

    private static FleetAccountRegion source(String name, String region, String role, String externalId) {
        boolean own = role.equals(NONE);
        return new FleetAccountRegion(
                region.isEmpty() ? name : name + "-" + region,
                region.isEmpty() ? null : region,
                own ? null : role,
                own || externalId.isEmpty() ? null : externalId);
    }

    private static String cell(Account account, String title, Map<String, String> otherwise) {
        String cell = account.cell(title);
        return cell.isEmpty() ? otherwise.getOrDefault(title, "") : cell;
    }

    /** What of its name may be in the name of a source; empty if nothing may. */
    private static String shortName(Account account) {
        return account.cell("name")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
    }

    private static boolean isRole(String role) {
        return role.replace(ACCOUNT, "123456789012").matches(FleetAccountRegion.ROLE_ARN_FORM);
    }

    private static boolean areRegions(List<String> regions) {
        return regions.stream().allMatch(region -> region.matches(FleetAccountRegion.REGION_FORM));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("[\\s,;]+"))
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static void require(String key, String value, boolean allowed, String what) {
        if (!allowed) {
            throw Settings.refused(key, value, what, "change the value");
        }
    }

    private void refuse(Account account, String what, String why, String fix) {
        problems.add(new Problem(
                LightProblemCode.ACCOUNT_REFUSED, account.place(), "account " + account.id() + " " + what, why, fix));
    }
}
