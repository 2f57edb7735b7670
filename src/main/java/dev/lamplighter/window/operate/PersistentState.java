package dev.lamplighter.window.operate;

import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.window.journal.WindowJournal;

/** Holds the state of the windows that outlives the process. */
public record PersistentState(WindowJournal journal, AlertOutbox alerts) {}
