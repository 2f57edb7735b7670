package dev.lamplighter.cost.ledger;

import dev.lamplighter.base.SqlExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps in the state database which table is asked and which one is made again. Each decision is one transaction, together with the ledgers that it moves: those of the tables
 * that are neither asked nor made again are kept by their folders, and are in force again with their table.
 */
public final class TableChoices {
    static final String TABLE = """
        CREATE TABLE IF NOT EXISTS cost_table_choice (
          setting VARCHAR NOT NULL,
          asked VARCHAR NOT NULL,
          remade VARCHAR NOT NULL,
          months_left VARCHAR NOT NULL,
          views_due BOOLEAN NOT NULL,
          since TIMESTAMP(9) WITH TIME ZONE NOT NULL)\
        """;

    private final SqlExecutor statements;
    private final InstantSource clock;

    TableChoices(SqlExecutor statements, InstantSource clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * What holds with this value of {@code cost.athena.table}. A decision that was made while the setting had another value has
     * lost its force, for the operator has chosen since; but one that the setting has only caught up with goes on.
     *
     * @param remadeFolders the folder of a table, by report, as it is given the table's name
     */
    public TableChoice with(String setting, FoldersOfTable remadeFolders) {
        TableChoice kept = find(setting);
        if (kept.setting().equals(setting)) {
            return kept;
        }
        boolean hasCaughtUp = kept.asked().equals(setting);
        TableChoice now = new TableChoice(
                setting,
                setting,
                hasCaughtUp ? kept.remade() : "",
                hasCaughtUp ? kept.left() : Set.of(),
                hasCaughtUp && kept.viewsDue(),
                clock.instant());
        statements.transaction(connection -> {
            if (kept.isRemaking() && !now.isRemaking()) {
                putAside(connection, remadeFolders.of(kept.remade()));
            }
            return write(connection, now);
        });
        return now;
    }

    private TableChoice find(String setting) {
        return statements
                .select(
                        "SELECT setting, asked, remade, months_left, views_due, since FROM cost_table_choice",
                        row -> new TableChoice(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4).isEmpty()
                                        ? Set.of()
                                        : Set.of(row.getString(4).split(",")),
                                row.getBoolean(5),
                                SqlExecutor.instant(row, 6)))
                .stream()
                .findFirst()
                .orElseGet(() -> TableChoice.of(setting, clock.instant()));
    }

    /** Decides that all months are made again in a table; what was made there before counts. */
    public TableChoice remake(TableChoice before, String table, Set<String> left, Map<String, String> folders) {
        TableChoice now = new TableChoice(before.setting(), before.asked(), table, left, false, clock.instant());
        statements.transaction(connection -> {
            if (!before.isRemaking()) {
                for (Map.Entry<String, String> folder : folders.entrySet()) {
                    LedgerTableSwitch.takeBack(
                            connection, ReportLedgerTable.REMADE, folder.getKey(), folder.getValue());
                }
            }
            return write(connection, now);
        });
        return now;
    }

    /** Decides that it is made no further. */
    public TableChoice stop(TableChoice before, Map<String, String> folders) {
        TableChoice now = new TableChoice(before.setting(), before.asked(), "", Set.of(), false, clock.instant());
        statements.transaction(connection -> {
            putAside(connection, folders);
            return write(connection, now);
        });
        return now;
    }

    /** Decides that the table that was made is asked from now on. */
    public TableChoice ask(TableChoice before, Map<String, String> askedFolders) {
        TableChoice now = new TableChoice(before.setting(), before.remade(), "", before.left(), true, clock.instant());
        statements.transaction(connection -> {
            for (Map.Entry<String, String> folder : askedFolders.entrySet()) {
                LedgerTableSwitch.promote(connection, folder.getKey(), folder.getValue());
            }
            return write(connection, now);
        });
        return now;
    }

    /** Records that the views are over the table that is asked. */
    public TableChoice viewsMade(TableChoice before) {
        TableChoice now = new TableChoice(
                before.setting(), before.asked(), before.remade(), before.left(), false, before.since());
        statements.transaction(connection -> write(connection, now));
        return now;
    }

    private static void putAside(Connection connection, Map<String, String> folders) throws SQLException {
        for (Map.Entry<String, String> folder : folders.entrySet()) {
            LedgerTableSwitch.putAside(connection, ReportLedgerTable.REMADE, folder.getKey(), folder.getValue());
        }
    }

    private static int write(Connection connection, TableChoice choice) throws SQLException {
        SqlExecutor.update(connection, "DELETE FROM cost_table_choice");
        return SqlExecutor.update(
                connection,
                "INSERT INTO cost_table_choice (setting, asked, remade, months_left, views_due, since)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                choice.setting(),
                choice.asked(),
                choice.remade(),
                String.join(",", new TreeSet<>(choice.left())),
                choice.viewsDue(),
                choice.since());
    }

    /** Gives the folders of a table, by report. */
    @FunctionalInterface
    public interface FoldersOfTable {
        Map<String, String> of(String table);
    }
}
