package dev.lamplighter.window.journal;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.lease.LeaseException;
import java.sql.SQLException;

/** Says that the journal can't be read or written; then nothing may be changed in EC2. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    JournalException(Problem problem, SQLException cause) {
        super(problem.line(), cause);
    }

    /** The journal's lease can't be renewed. */
    public JournalException(LeaseException cause) {
        super(cause.getMessage(), cause);
    }

    JournalException(String why) {
        super("the journal of windows may not be written: " + why);
    }
}
