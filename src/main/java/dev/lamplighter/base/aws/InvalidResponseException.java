package dev.lamplighter.base.aws;

import dev.lamplighter.base.code.AwsProblemCode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * Says that what came back over the connection is not a valid answer from AWS. Its message is one line that begins with the
 * code. The SDK doesn't retry such a call: whether AWS has carried it out isn't known.
 */
public final class InvalidResponseException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    private static final Pattern MESSAGE =
            Pattern.compile("(AWS-\\d{3}) (\\S+) (.*?)(?: \\(SDK Attempt Count: \\d+\\))?", Pattern.DOTALL);

    private final String code;
    private final String call;

    /** @param call {@code service:Operation} */
    InvalidResponseException(AwsProblemCode code, String call, String what) {
        this(code.text(), call, what);
    }

    private InvalidResponseException(String code, String call, String what) {
        super(SdkClientException.builder().message(code + " " + call + " " + what));
        this.code = code;
        this.call = call;
    }

    /**
     * Says that an answer lacks something that AWS's answer has.
     *
     * @param call {@code service:Operation}
     */
    public static InvalidResponseException incomplete(String call, String member) {
        return new InvalidResponseException(
                AwsProblemCode.INCOMPLETE,
                call,
                "has no " + member + " in its answer; a proxy or portal may have answered instead of AWS");
    }

    /**
     * The exception of this class that a failure of the SDK is, was caused by, or was made from: when the SDK adds the
     * number of attempts, it makes a plain exception with the same message.
     */
    static Optional<InvalidResponseException> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InvalidResponseException known) {
                return Optional.of(known);
            }
            Matcher message = MESSAGE.matcher(String.valueOf(cause.getMessage()));
            if (message.matches()) {
                return Optional.of(new InvalidResponseException(message.group(1), message.group(2), message.group(3)));
            }
        }
        return Optional.empty();
    }

    /** {@code AWS-nnn}. */
    public String code() {
        return code;
    }

    /** The call, for example {@code ec2:DescribeInstanceStatus}. */
    public String call() {
        return call;
    }
}
