package dev.lamplighter.window.operate;

import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.window.journal.WindowJournal;

/**
 * What of the windows outlives the process.
 */
public record PersistentState(WindowJournal journal, AlertOutbox alerts) {}
