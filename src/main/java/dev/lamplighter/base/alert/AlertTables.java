package dev.lamplighter.base.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Creates the tables of alerts: the raised ones, and the notices still to be passed on. */
final class AlertTables {
    static final String COLUMNS = "area, subject, resource, severity, code, text, since";

    private static final String SHAPE = """
              area VARCHAR(16) NOT NULL,
              subject VARCHAR(200) NOT NULL,
              resource VARCHAR(500) NOT NULL,
              severity VARCHAR(8) NOT NULL,
              code VARCHAR(16) NOT NULL,
              text VARCHAR(2000) NOT NULL,
              since TIMESTAMP(3) WITH TIME ZONE NOT NULL,
            """;

    static final List<String> ALL = List.of(
            "CREATE TABLE IF NOT EXISTS alert_raised (" + SHAPE + " PRIMARY KEY (area, subject, resource))",
            "CREATE TABLE IF NOT EXISTS alert_notice (seq BIGINT PRIMARY KEY, " + SHAPE + " state VARCHAR(8) NOT NULL)",
            "CREATE TABLE IF NOT EXISTS alert_counter (seq BIGINT NOT NULL)");

    private AlertTables() {}

    /** The alert of a row that begins with {@link #COLUMNS}. */
    static Alert alert(ResultSet row) throws SQLException {
        return new Alert(
                new AlertKey(row.getString(1), row.getString(2), row.getString(3)),
                AlertSeverity.valueOf(row.getString(4)),
                row.getString(5),
                row.getString(6),
                row.getObject(7, OffsetDateTime.class).toInstant());
    }
}
