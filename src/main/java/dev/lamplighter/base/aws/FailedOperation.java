package dev.lamplighter.base.aws;

import java.util.Optional;

/**
 * Names the call to AWS that failed. It is added as a suppressed exception to what the client has thrown, because the SDK's
 * exceptions don't say what was called. If a call failed because another one did, such as the one for a role's credentials,
 * this names the other one.
 */
public final class FailedOperation extends Exception {
    private static final long serialVersionUID = 1L;

    private FailedOperation(String call) {
        super(call, null, false, false);
    }

    /** The call, for example {@code ec2:DescribeInstances}; empty if it was made by another client. */
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
     * Adds the mark to an exception.
     *
     * @param failure the failure, which may have been marked already
     * @param thrown the exception that is thrown in its place, or the same
     * @param call the call, unless the failure is marked already
     */
    static Throwable mark(Throwable failure, Throwable thrown, String call) {
        if (of(thrown).isEmpty()) {
            thrown.addSuppressed(new FailedOperation(of(failure).orElse(call)));
        }
        return thrown;
    }
}
