package dev.lamplighter.cost.publish;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.base.code.CostProblemCode;
import dev.lamplighter.cost.athena.CostPublishSettings;
import dev.lamplighter.cost.athena.HiveName;
import dev.lamplighter.cost.ledger.TableChoice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Carries out {@code costs remake}: begins, stops and tells how far it is. Answers in lines for people. */
public final class RemakeOperations {
    private static final Pattern MONTHS = Pattern.compile("\\d{4}-(0[1-9]|1[0-2])(,\\d{4}-(0[1-9]|1[0-2]))*");

    private final PublishedTables tables;
    private final TableRemake remake;
    private final PublishingLock turn;

    public RemakeOperations(PublishedTables tables, TableRemake remake, PublishingLock turn) {
        this.tables = tables;
        this.remake = remake;
        this.turn = turn;
    }

    /**
     * Begins, or goes on with other months left; without a table it only tells.
     *
     * @param table as {@code cost.athena.table} would name it
     * @param left months that are not made again, with commas between; empty for none
     */
    public List<String> remake(String table, String left) throws IOException {
        if (!table.isEmpty()) {
            check(table, left);
            turn.alone(() -> {
                begin(table, left.isEmpty() ? Set.of() : new TreeSet<>(List.of(left.split(","))));
                return true;
            });
        }
        return lines();
    }

    private void begin(String table, Set<String> left) {
        TableChoice now = tables.choice();
        if (now.isRemaking() && !now.remade().equals(table)) {
            throw refused("table " + now.remade(), "it is made already", "costs remake --stop, then begin this one");
        }
        tables.remake(table, left);
    }

    private void check(String table, String left) {
        CostPublishSettings asked = tables.settings();
        CostPublishSettings made =
                asked.withTable(HiveName.of("--table", table)).withoutLegacyViews();
        Set<String> names = new TreeSet<>(made.namesTaken());
        names.retainAll(asked.namesTaken());
        names.removeAll(CostPublishSettings.BESIDE_TABLES);
        boolean isFolder = made.tables().values().stream().anyMatch(CostPublishSettings.BESIDE_TABLES::contains);
        if (isFolder || !names.isEmpty()) {
            throw refused(
                    "table \"" + table + "\"",
                    isFolder ? "a folder beside the tables has this name" : "these names are taken: " + names,
                    "choose another name");
        }
        if (!left.isEmpty() && !MONTHS.matcher(left).matches()) {
            throw refused("--leave \"" + left + "\"", "months are YYYY-MM", "write them with commas between");
        }
    }

    /** Stops; the table that is asked stays so. */
    public List<String> stop() throws IOException {
        return turn.alone(() -> {
            TableChoice now = tables.choice();
            if (!now.isRemaking()) {
                return List.of("no table is made again");
            }
            tables.stop();
            return List.of("table " + now.remade() + " is made no further; what was made is kept, and counts when"
                    + " costs remake --table " + now.remade() + " goes on");
        });
    }

    /** How far it is, in full. */
    private List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>(state());
        for (RemadeMonth month : remake.months()) {
            String why = month.why().isEmpty() ? "" : ", " + month.why();
            lines.add("    " + month.month() + "  " + month.reportName() + "  " + word(month) + why);
        }
        return lines.isEmpty() ? List.of("table " + tables.choice().asked() + " is asked; no other is made") : lines;
    }

    private static String word(RemadeMonth month) {
        return switch (month.phase()) {
            case DUE -> "is to be made";
            case WAITS -> "waits";
            case MADE -> "made, rows and sums equal";
            case REFUSED -> "refused here and there";
        };
    }

    /** The same in a line or two; none when the table of the setting is asked and no other is made. */
    List<String> state() {
        TableChoice now = tables.choice();
        List<String> lines = new ArrayList<>();
        if (now.isUnlikeSetting()) {
            lines.add("table " + now.asked() + " is asked since " + ZonedTimeText.utc(now.since())
                    + ", though cost.athena.table names " + now.setting()
                    + "; write cost.athena.table=" + now.asked());
            lines.add("    " + dropping(now.setting()));
        }
        if (now.isRemaking()) {
            lines.add("table " + now.remade() + " is made since " + ZonedTimeText.utc(now.since()) + ": "
                    + tables.remade()
                            .map(table -> table.ledger().published().size())
                            .orElse(0)
                    + " months are there, "
                    + tables.asked().ledger().published().size() + " are in " + now.asked()
                    + ", which is asked until all are"
                    + (now.left().isEmpty() ? "" : "; left: " + String.join(", ", new TreeSet<>(now.left()))));
        }
        return Collections.unmodifiableList(lines);
    }

    /** How to be rid of the table before. */
    private String dropping(String before) {
        CostPublishSettings settings = tables.settings().withTable(before).withoutLegacyViews();
        return "when nobody asks it any more: "
                + String.join(
                        "; ",
                        settings.tables().keySet().stream()
                                .map(report -> "DROP VIEW IF EXISTS " + settings.costView(report)
                                        + "; DROP VIEW IF EXISTS " + settings.exportView(report)
                                        + "; DROP TABLE " + settings.table(report) + "; then delete "
                                        + settings.target().root() + " " + settings.tableFolder(report))
                                .toList());
    }

    private static ProblemException refused(String what, String why, String fix) {
        return new ProblemException(
                new Problem(CostProblemCode.BAD_ARGUMENT, "costs remake", what, why, fix, Problem.Kind.USER));
    }
}
