package dev.lamplighter.base;

import dev.lamplighter.base.code.ConfigProblemCode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Copies all rows of the state database into another database, in which the owners of the tables have created them. It is one
 * transaction, so that after a kill the other database is as before; then and after a success it may be repeated.
 */
public final class StateMove {
    private static final int ROWS_AT_ONCE = 200;
    private static final String LEASES = "window_lease";

    private final DataSource from;
    private final DataSource to;
    private final String where;

    /** @param where what the other database is called in problems */
    public StateMove(DataSource from, DataSource to, String where) {
        this.from = from;
        this.to = to;
        this.where = where;
    }

    /**
     * Copies the rows, or finds that they are there already.
     *
     * @param beside what lies elsewhere than in a table here
     * @return how many rows each table has on both sides
     * @throws ProblemException when the other database has other rows, or can't be used (CONFIG-051)
     */
    public Map<String, Integer> run(List<Part> beside) {
        try (Connection source = from.getConnection();
                Connection target = to.getConnection()) {
            target.setAutoCommit(false);
            Map<String, Integer> counts = new TreeMap<>();
            try {
                for (String table : tables(source)) {
                    counts.put(table, copy(source, target, table));
                }
                for (Part part : beside) {
                    counts.put(part.table(), copy(part, target));
                }
                target.commit();
                return counts;
            } catch (SQLException | IOException | RuntimeException e) {
                TransactionRollback.after(e, target);
                throw e;
            }
        } catch (SQLException | IOException e) {
            throw refused(IoErrorText.of(e), "look at the database, then do it again", e);
        }
    }

    private static List<String> tables(Connection source) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = source.createStatement();
                ResultSet names = statement.executeQuery("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES"
                        + " WHERE TABLE_SCHEMA = 'PUBLIC' AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME")) {
            while (names.next()) {
                tables.add(names.getString(1).toLowerCase(Locale.ROOT));
            }
        }
        tables.remove(LEASES);
        return tables;
    }

    private int copy(Connection source, Connection target, String table) throws SQLException {
        List<String> columns = columns(source, table);
        List<String> there = rows(target, table, columns);
        List<String> here = rows(source, table, columns);
        if (there.equals(here)) {
            return here.size();
        }
        if (!there.isEmpty()) {
            throw others(table, there.size());
        }
        insert(source, target, table, columns);
        numberOn(target, table, columns);
        if (!rows(target, table, columns).equals(here)) {
            throw refused("the table " + table + " reads back otherwise", "look at the database", null);
        }
        return here.size();
    }

    private int copy(Part part, Connection target) throws SQLException, IOException {
        int here = part.copy(target);
        int there = part.rowsThere(target);
        if (there != here) {
            throw others(part.table(), there);
        }
        return here;
    }

    private ProblemException others(String table, int rows) {
        return refused(
                "the table " + table + " has " + CountText.of(rows, "row") + " there that are not those of the state",
                "name an empty database",
                null);
    }

    private static List<String> columns(Connection source, String table) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE FALSE")) {
            List<String> columns = new ArrayList<>();
            for (int column = 1; column <= none.getMetaData().getColumnCount(); column++) {
                columns.add(none.getMetaData().getColumnName(column).toLowerCase(Locale.ROOT));
            }
            return columns;
        }
    }

    private static String select(String table, List<String> columns) {
        return "SELECT " + String.join(", ", columns) + " FROM " + table;
    }

    /** Every row as text, sorted: both databases order texts in their own way. */
    private static List<String> rows(Connection connection, String table, List<String> columns) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(select(table, columns))) {
            while (found.next()) {
                rows.add(values(found, columns.size()).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining("\u001f")));
            }
        }
        Collections.sort(rows);
        return rows;
    }

    private static List<@Nullable Object> values(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            values.add(value(row, column));
        }
        return values;
    }

    /** A value as both databases can hold it: a time in UTC, rounded to microseconds as PostgreSQL does. */
    private static @Nullable Object value(ResultSet row, int column) throws SQLException {
        if (row.getObject(column) == null) {
            return null;
        }
        return switch (row.getMetaData().getColumnType(column)) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                SqlExecutor.utc(SqlExecutor.instant(row, column).plusNanos(500));
            case Types.INTEGER, Types.BIGINT -> row.getLong(column);
            case Types.BOOLEAN, Types.BIT -> row.getBoolean(column);
            default -> row.getString(column);
        };
    }

    private static void insert(Connection source, Connection target, String table, List<String> columns)
            throws SQLException {
        String sql = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        try (Statement statement = source.createStatement();
                ResultSet row = statement.executeQuery(select(table, columns));
                PreparedStatement insert = target.prepareStatement(sql)) {
            int waiting = 0;
            while (row.next()) {
                List<@Nullable Object> values = values(row, columns.size());
                for (int column = 1; column <= columns.size(); column++) {
                    insert.setObject(column, values.get(column - 1));
                }
                insert.addBatch();
                if (++waiting % ROWS_AT_ONCE == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
    }

    /** Numbers that the database gives by itself go on behind those that were copied. */
    private static void numberOn(Connection target, String table, List<String> columns) throws SQLException {
        if (table.equals("message") && columns.contains("seq")) {
            try (Statement statement = target.createStatement();
                    ResultSet last = statement.executeQuery("SELECT COALESCE(MAX(seq), 0) + 1 FROM message")) {
                last.next();
                long next = last.getLong(1);
                try (Statement alter = target.createStatement()) {
                    alter.execute("ALTER TABLE message ALTER COLUMN seq RESTART WITH " + next);
                }
            }
        }
    }

    private ProblemException refused(String why, String fix, @Nullable Exception cause) {
        return new ProblemException(
                new Problem(ConfigProblemCode.STATE_NOT_MOVED, where, "the state was not moved", why, fix), cause);
    }

    /** Copies what is files here and a table there, within the transaction of all. */
    public interface Part {
        String table();

        /** Makes the table, inserts what is missing there, and returns how much there is here. */
        int copy(Connection target) throws SQLException, IOException;

        int rowsThere(Connection target) throws SQLException;
    }
}
