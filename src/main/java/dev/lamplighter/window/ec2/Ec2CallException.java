package dev.lamplighter.window.ec2;

import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.aws.AwsErrorText;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says that EC2 refused a call or could not be reached. The message is one line, suitable for the journal. */
public final class Ec2CallException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String errorCode;

    /** @param errorCode EC2's, for example {@code IncorrectInstanceState}; empty when there was no answer */
    public Ec2CallException(String errorCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.errorCode = errorCode;
    }

    /**
     * Converts the failure of a call's route to an exception of this class; a {@link ProblemException} is returned as it is.
     *
     * @param failure whose cause, or whose cause's cause, may be an exception of the AWS SDK
     */
    public static RuntimeException of(Ec2Operation operation, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException || cause instanceof Ec2CallException) {
                return (RuntimeException) cause;
            }
            if (cause instanceof SdkException sdk) {
                return of(operation, sdk);
            }
        }
        return new Ec2CallException("", operation.awsName() + " got no answer: " + failure.getMessage(), failure);
    }

    static Ec2CallException of(Ec2Operation operation, SdkException failure) {
        String name = operation.awsName();
        if (failure instanceof AwsServiceException refusal) {
            String code = AwsErrorText.code(refusal);
            return new Ec2CallException(
                    code, name + " refused: " + code + ": " + AwsErrorText.message(refusal), refusal);
        }
        return new Ec2CallException("", name + " got no answer: " + AwsErrorText.readable(failure), failure);
    }

    public String errorCode() {
        return errorCode;
    }
}
