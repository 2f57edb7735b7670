package dev.lamplighter.cost.view;

import static dev.lamplighter.cost.athena.HiveName.identifier;

import dev.lamplighter.base.IoErrorText;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.SizeLimitedFile;
import dev.lamplighter.base.code.CostProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Holds what operators call their accounts, from a CSV file of theirs with the columns {@code id}, {@code name} and
 * {@code team}, for views. A line that can't be read is one problem; the others are used.
 */
public final class AccountNames {
    /** Athena takes statements of up to 256 KiB, and a view has the names twice at most. */
    private static final int LARGEST_BYTES = 64 << 10;

    private static final Pattern CELL = Pattern.compile("(?:^|,)\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))\\s*(?=,|$)");
    private static final Pattern ID = Pattern.compile("\\d{12}");
    private static final String HEADER = "begin it with the line id,name,team";

    private final Map<String, Account> accounts = new TreeMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private record Account(String name, String team) {}

    private AccountNames() {}

    /** Reads the file; without one there are no names. */
    public static AccountNames of(@Nullable Path file) {
        AccountNames names = new AccountNames();
        if (file != null) {
            try {
                names.read(file.toString(), SizeLimitedFile.text(file, LARGEST_BYTES));
            } catch (IOException e) {
                names.refuse("cost.accounts", "names the file " + file, IoErrorText.ofFile(e), "name another, or none");
            }
        }
        return names;
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

    private void read(String file, String text) {
        List<String> titles = List.of();
        int number = 0;
        for (String line : text.replaceFirst("^\uFEFF", "").lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = cells(line);
            if (!titles.isEmpty()) {
                account(file + ":" + number, titles, cells);
                continue;
            }
            titles = cells.stream().map(title -> title.toLowerCase(Locale.ROOT)).toList();
            if (!titles.contains("id")) {
                refuse(file + ":" + number, "accounts without names", "there is no column id", HEADER);
                return;
            }
        }
    }

    private void account(String place, List<String> titles, List<String> cells) {
        String id = cell(titles, cells, "id");
        if (cells.size() != titles.size()) {
            refuse(
                    place,
                    "a line that is no account",
                    "it has " + cells.size() + " columns, the first line " + titles.size(),
                    "put a name with a comma into quotes");
        } else if (!ID.matcher(id).matches()) {
            refuse(
                    place,
                    "account \"" + id + "\"",
                    "the id of an account has twelve digits",
                    "write all of them, zeros in front as well: spreadsheets take them away");
        } else if (accounts.putIfAbsent(id, new Account(cell(titles, cells, "name"), cell(titles, cells, "team")))
                != null) {
            refuse(place, "account " + id, "it stands above already, and what stands there counts", "delete one line");
        }
    }

    private static String cell(List<String> titles, List<String> cells, String title) {
        int at = titles.indexOf(title);
        return at < 0 || at >= cells.size() ? "" : cells.get(at);
    }

    /** Cells between commas, or the whole line where it is no CSV. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        int end = 0;
        while (end < line.length() + 1 && cell.find() && cell.start() == end) {
            cells.add(
                    cell.group(1) == null
                            ? cell.group(2).strip()
                            : cell.group(1).replace("\"\"", "\""));
            end = cell.end();
        }
        return end == line.length() ? cells : List.of(line);
    }

    private void refuse(String place, String what, String why, String fix) {
        problems.add(new Problem(CostProblemCode.ACCOUNTS_REFUSED, place, what, why, fix));
    }
}
