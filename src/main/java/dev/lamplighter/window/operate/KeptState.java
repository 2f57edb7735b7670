package dev.lamplighter.window.operate;

import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.window.journal.WindowJournal;
import javax.sql.DataSource;

/**
 * What of the windows outlives the process.
 *
 * @param database the one that journal and alerts are kept in
 */
public record KeptState(WindowJournal journal, AlertOutbox alerts, DataSource database) {}
