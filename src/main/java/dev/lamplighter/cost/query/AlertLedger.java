package dev.lamplighter.cost.query;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Which alerts are raised, kept over restarts: one that is raised is not raised again. */
final class AlertLedger {
    private final DataSource database;

    AlertLedger(DataSource database) {
        this.database = database;
        run("CREATE TABLE IF NOT EXISTS cost_alert (alert VARCHAR PRIMARY KEY, line VARCHAR NOT NULL)");
    }

    /** The line of every alert that is raised, in order. */
    List<String> raised() {
        return lines("SELECT line FROM cost_alert ORDER BY alert");
    }

    boolean isRaised(String alert) {
        return !lines("SELECT line FROM cost_alert WHERE alert = ?", alert).isEmpty();
    }

    void raise(String alert, String line) {
        run("MERGE INTO cost_alert (alert, line) KEY (alert) VALUES (?, ?)", alert, line);
    }

    void clear(String alert) {
        run("DELETE FROM cost_alert WHERE alert = ?", alert);
    }

    private List<String> lines(String sql, String... values) {
        List<String> lines = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values);
                ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private void run(String sql, String... values) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepare(connection, sql, values)) {
            statement.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, String... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setString(i + 1, values[i]);
        }
        return statement;
    }

    private static ProblemException broken(SQLException e) {
        return new ProblemException(
                new Problem(
                        "COST-101",
                        "cost ledger",
                        String.valueOf(e.getMessage()),
                        "without the ledger no alert is kept",
                        "look at the disk and at the file lamplighter.mv.db in the state folder"),
                e);
    }
}
