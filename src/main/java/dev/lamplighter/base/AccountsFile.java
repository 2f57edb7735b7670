package dev.lamplighter.base;

import dev.lamplighter.base.code.ProblemCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the CSV file in which operators describe their accounts, a line each, under titles of which {@code id} is one. A line
 * that can't be read is one problem; the others are used.
 */
public final class AccountsFile {
    private static final Pattern CELL = Pattern.compile("(?:^|,)\\s*(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))\\s*(?=,|$)");
    private static final Pattern ID = Pattern.compile("\\d{12}");

    private final ProblemCode code;
    private final List<Account> accounts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();

    /**
     * An account.
     *
     * @param place file and line
     * @param cells by title, in lower case
     */
    public record Account(String place, String id, Map<String, String> cells) {
        public Account {
            cells = Map.copyOf(cells);
        }

        /** The cell under a title; empty if there is none. */
        public String cell(String title) {
            return cells.getOrDefault(title, "");
        }
    }

    private AccountsFile(ProblemCode code) {
        this.code = code;
    }

    /**
     * Reads a file.
     *
     * @param setting that names it
     * @param largestBytes allowed
     * @param code of the problems
     */
    public static AccountsFile read(Path file, String setting, int largestBytes, ProblemCode code) {
        AccountsFile accounts = new AccountsFile(code);
        try {
            accounts.read(file.toString(), SizeLimitedFile.text(file, largestBytes));
        } catch (IOException e) {
            accounts.refuse(setting, "names the file " + file, IoErrorText.ofFile(e), "name another, or none");
        }
        return accounts;
    }

    /** The accounts, in the order of the file. */
    public List<Account> accounts() {
        return List.copyOf(accounts);
    }

    /** What can't be read, one each. */
    public List<Problem> problems() {
        return List.copyOf(problems);
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
                refuse(
                        file + ":" + number,
                        "accounts without names",
                        "there is no column id",
                        "begin it with the line id,name,team");
                return;
            }
        }
    }

    private void account(String place, List<String> titles, List<String> cells) {
        if (cells.size() != titles.size()) {
            refuse(
                    place,
                    "a line that is no account",
                    "it has " + cells.size() + " columns, the first line " + titles.size(),
                    "put a name with a comma into quotes");
            return;
        }
        Map<String, String> byTitle = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            byTitle.putIfAbsent(titles.get(i), cells.get(i));
        }
        Account account = new Account(place, byTitle.getOrDefault("id", ""), byTitle);
        if (!ID.matcher(account.id()).matches()) {
            refuse(
                    place,
                    "account \"" + account.id() + "\"",
                    "the id of an account has twelve digits",
                    "write all of them, zeros in front as well: spreadsheets take them away");
        } else if (!ids.add(account.id())) {
            refuse(
                    place,
                    "account " + account.id(),
                    "it stands above already, and what stands there counts",
                    "delete one line");
        } else {
            accounts.add(account);
        }
    }

    /** Cells between commas, or the whole line where it is no CSV. */
    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        Matcher cell = CELL.matcher(line);
        int end = 0;
        while (cell.find() && cell.start() == end) {
            cells.add(
                    cell.group(1) == null
                            ? cell.group(2).strip()
                            : cell.group(1).replace("\"\"", "\""));
            end = cell.end();
        }
        return end == line.length() ? cells : List.of(line);
    }

    private void refuse(String place, String what, String why, String fix) {
        problems.add(new Problem(code, place, what, why, fix));
    }
}
