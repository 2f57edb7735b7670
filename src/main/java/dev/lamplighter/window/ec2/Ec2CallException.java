package dev.lamplighter.window.ec2;

import org.jspecify.annotations.Nullable;

/** EC2 refused a call or could not be reached. The message is one line fit for the journal. */
public final class Ec2CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    /** @param errorCode EC2's, for example {@code IncorrectInstanceState}; empty when there was no answer */
    public Ec2CallException(String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    public String errorCode() {
        return errorCode;
    }
}
