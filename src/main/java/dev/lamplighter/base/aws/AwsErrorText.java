package dev.lamplighter.base.aws;

import dev.lamplighter.base.VisibleText;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * Extracts AWS's error code and message from a refused call, shortened for people. An answer without AWS's own error code
 * has the code {@code HTTP nnn} here.
 */
public final class AwsErrorText {
    private static final String HTTP = "HTTP ";
    private static final int LONGEST_CODE = 80;
    private static final int LONGEST_MESSAGE = 600;

    /**
     * An encoded message of up to 4,000 characters, which only DecodeAuthorizationMessage of STS can decode; a user who may
     * not make the call may rarely decode it either.
     */
    private static final Pattern ENCODED_PART =
            Pattern.compile("(?i)\\s*Encoded authorization failure message:\\s*\\S+");

    private AwsErrorText() {}

    /** AWS's error code; {@code HTTP 403} where the answer has none. */
    public static String code(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : oneLine(details.errorCode());
        return code.isEmpty() ? HTTP + refusal.statusCode() : cut(code, LONGEST_CODE);
    }

    /** AWS's own message, or else the SDK's. */
    public static String message(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        String message = details == null ? null : details.errorMessage();
        return readable(message == null || message.isBlank() ? String.valueOf(refusal.getMessage()) : message);
    }

    /** Whether a part of AWS's message is encoded. */
    static boolean isEncoded(AwsServiceException refusal) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        return details != null
                && details.errorMessage() != null
                && ENCODED_PART.matcher(details.errorMessage()).find();
    }

    /** Whether the answer had no error code of AWS, so that another server may have sent it. */
    public static boolean isWithoutCode(AwsServiceException refusal) {
        return code(refusal).startsWith(HTTP);
    }

    /** The message of any failure of a call, in one line, shortened if it is long. */
    public static String readable(Throwable failure) {
        return readable(String.valueOf(failure.getMessage()));
    }

    static String readable(String message) {
        return cut(oneLine(ENCODED_PART.matcher(message).replaceAll("")), LONGEST_MESSAGE);
    }

    private static String oneLine(String text) {
        return VisibleText.of(text).replaceAll("\\s+", " ").strip();
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "...";
    }
}
