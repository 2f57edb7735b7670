package dev.lamplighter.base.aws;

import dev.lamplighter.base.VisibleText;
import dev.lamplighter.base.code.AwsProblemCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Describes an answer that isn't from AWS, so that a person can see which server may have sent it. */
final class ForeignResponse {
    private static final int SHOWN = 60;
    private static final int SHOWN_HEADER = 120;

    private ForeignResponse() {}

    /** Describes a success that doesn't match the operation. */
    static String words(SdkHttpResponse response, String beginning) {
        return words(response.statusCode(), response, beginning)
                + ", which is not AWS's answer; a proxy or portal answered instead of AWS";
    }

    /**
     * Describes a refusal without an error code.
     *
     * @param head whether the request was a HEAD, whose answer has no body with a reason
     */
    static String words(AwsServiceException refusal, boolean head) {
        AwsErrorDetails details = refusal.awsErrorDetails();
        SdkHttpResponse response = details == null ? null : details.sdkHttpResponse();
        SdkHttpResponse answer = response == null ? SdkHttpResponse.builder().build() : response;
        boolean redirect = refusal.statusCode() / 100 == 3;
        if (head && !redirect) {
            return "HTTP " + refusal.statusCode() + " without a reason, as to every HEAD";
        }
        SdkBytes raw = details == null ? null : details.rawResponse();
        String beginning = raw == null ? "" : new String(begin(raw.asByteArrayUnsafe()), StandardCharsets.UTF_8);
        return AwsProblemCode.NOT_AWS.text() + " " + words(refusal.statusCode(), answer, beginning)
                + " without an error code of AWS; a proxy or portal answered instead of AWS";
    }

    private static String words(int status, SdkHttpResponse answer, String beginning) {
        String type = header(answer, "Content-Type", " of type ");
        String location = header(answer, "Location", " that redirects to ");
        String begins = beginning.isBlank() || beginning.equals("<eof/>")
                ? ""
                : " that begins \"" + shown(beginning, SHOWN) + "\"";
        return "HTTP " + status + type + location + begins;
    }

    private static String header(SdkHttpResponse answer, String name, String before) {
        return answer.firstMatchingHeader(name)
                .map(value -> before + shown(value, SHOWN_HEADER))
                .orElse("");
    }

    private static byte[] begin(byte[] raw) {
        return raw.length <= 4 * SHOWN ? raw : Arrays.copyOf(raw, 4 * SHOWN);
    }

    private static String shown(String text, int most) {
        String line = VisibleText.of(text).replaceAll("\\s+", " ").strip();
        return line.length() <= most ? line : line.substring(0, most) + "...";
    }
}
