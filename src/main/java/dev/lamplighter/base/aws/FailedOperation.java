package dev.lamplighter.base.aws;

import java.util.Optional;

/**
 * Names the call to AWS that failed; it rides along, suppressed, with what the client threw, since the SDK's own exceptions don't
 * say what was called. Of a call that failed because another one did, as that for a role's credentials, it names that other one.
 */
public final class FailedOperation extends Exception {
    private static final long serialVersionUID = 1L;

    private FailedOperation(String call) {
        super(call, null, false, false);
    }

    /** What was called, for example {@code ec2:DescribeInstances}; empty if that was no client of ours. */
    public static Optional<String> of(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            for (Throwable beside : cause.getSuppressed()) {
                if (beside instanceof FailedOperation named) {
                    return Optional.of(String.valueOf(named.getMessage()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Marks what is thrown.
     *
     * @param failure what came up, which may have been marked already
     * @param thrown in its place, or the same
     * @param call that is marked else
     */
    static Throwable mark(Throwable failure, Throwable thrown, String call) {
        if (of(thrown).isEmpty()) {
            thrown.addSuppressed(new FailedOperation(of(failure).orElse(call)));
        }
        return thrown;
    }
}
