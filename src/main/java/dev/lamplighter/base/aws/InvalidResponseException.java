package dev.lamplighter.base.aws;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * What came back over the connection is no answer of AWS that could be believed. Its message is one line that begins with the
 * code. The SDK doesn't repeat such a call: whether AWS has carried it out isn't known.
 */
public final class InvalidResponseException extends SdkClientException {
    /** Somebody else answered: a captive portal, a proxy, another program at the endpoint. */
    public static final String FOREIGN = "AWS-001";

    /** Longer than any answer may be. */
    static final String TOO_LONG = "AWS-002";

    /** Cut off, or not in the form it should have. */
    static final String GARBLED = "AWS-003";

    /** Whole and in form, without something that such an answer always has. */
    static final String INCOMPLETE = "AWS-004";

    private static final long serialVersionUID = 1L;

    private static final Pattern MESSAGE =
            Pattern.compile("(AWS-\\d{3}) (\\S+) (.*?)(?: \\(SDK Attempt Count: \\d+\\))?", Pattern.DOTALL);

    private final String code;
    private final String call;

    /** @param call {@code service:Operation} */
    InvalidResponseException(String code, String call, String what) {
        super(SdkClientException.builder().message(code + " " + call + " " + what));
        this.code = code;
        this.call = call;
    }

    /** The one that a failure of the SDK is or comes from; where attempts are counted the SDK makes a plain exception of it. */
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

    /** What was called, for example {@code ec2:DescribeInstanceStatus}. */
    public String call() {
        return call;
    }
}
