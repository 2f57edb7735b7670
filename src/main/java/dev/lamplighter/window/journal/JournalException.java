package dev.lamplighter.window.journal;

import java.sql.SQLException;

/** The journal can't be read or written; nothing may be changed in EC2 that it does not know of. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(SQLException cause) {
        super("the journal of windows can't be used: " + cause.getMessage(), cause);
    }

    JournalException(String why) {
        super("the journal of windows may not be written: " + why);
    }
}
