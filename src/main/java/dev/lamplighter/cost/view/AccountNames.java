package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.base.AccountsFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.CostProblemCode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Holds what operators call their accounts, from a CSV file of theirs with the columns {@code id}, {@code name} and
 * {@code team}, for views. A line that can't be read is one problem; the others are used.
 */
public final class AccountNames {
    /** Athena takes statements of up to 256 KiB, and a view has the names twice at most. */
    private static final int LARGEST_BYTES = 64 << 10;

    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<Problem> problems;

    private record Account(String name, String team) {}

    private AccountNames(List<AccountsFile.Account> read, List<Problem> problems) {
        read.forEach(account -> accounts.put(account.id(), new Account(account.cell("name"), account.cell("team"))));
        this.problems = problems;
    }

    /** Reads the file; without one there are no names. */
    public static AccountNames of(@Nullable Path file) {
        if (file == null) {
            return new AccountNames(List.of(), List.of());
        }
        AccountsFile read = AccountsFile.read(file, "cost.accounts", LARGEST_BYTES, CostProblemCode.ACCOUNTS_REFUSED);
        return new AccountNames(read.accounts(), read.problems());
    }

    /** What can't be read, one each. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** The columns that a view adds, expression by name; none without names, or without a column of accounts. */
    Map<String, String> added(Map<String, String> columns) {
        Map<String, String> added = new LinkedHashMap<>();
        for (String key : List.of("line_item_usage_account_id", "subaccountid")) {
            if (columns.containsKey(key) && !accounts.isEmpty()) {
                added.put("account_name", lookedUp(key, Account::name));
                added.put("account_team", lookedUp(key, Account::team));
            }
        }
        return added;
    }

    private String lookedUp(String key, Function<Account, String> word) {
        return "COALESCE(ELEMENT_AT(MAP(ARRAY[" + literals(accounts.keySet()) + "], ARRAY["
                + literals(accounts.values().stream().map(word).toList()) + "]), " + identifier(key) + "), '')";
    }

    private static String literals(Iterable<String> words) {
        List<String> literals = new ArrayList<>();
        words.forEach(word -> literals.add("'" + word.replace("'", "''") + "'"));
        return String.join(", ", literals);
    }
}
