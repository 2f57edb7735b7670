package dev.lamplighter.base.lease;

import dev.lamplighter.base.Problem;
import java.sql.SQLException;

/** Says that the database of the leases can't be used; then this copy may not act for long. */
public final class LeaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseException(Problem problem, SQLException cause) {
        super(problem.line(), cause);
    }
}
