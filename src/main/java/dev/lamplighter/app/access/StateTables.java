package dev.lamplighter.app.access;

import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.cost.ledger.AthenaAttempts;
import dev.lamplighter.cost.ledger.AthenaScans;
import dev.lamplighter.cost.ledger.ReportLedger;
import dev.lamplighter.cost.query.QueryRunLedger;
import dev.lamplighter.window.journal.WindowJournal;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;

/** Has the owners of all tables of the state create them in a database. */
public final class StateTables {
    private StateTables() {}

    /** Creates those that are missing; returns their owners. */
    public static List<Object> create(DataSource database) {
        InstantSource clock = InstantSource.system();
        WindowJournal journal = new WindowJournal(database);
        journal.makeTables();
        AlertOutbox alerts = new AlertOutbox(database, clock);
        alerts.makeTables();
        return List.of(
                journal,
                alerts,
                new ReportLedger(database, clock),
                new AthenaScans(database),
                new AthenaAttempts(database),
                new QueryRunLedger(database));
    }
}
