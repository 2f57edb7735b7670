package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds one page of what a Describe call found ("Query requests for Amazon EC2", pagination).
 *
 * @param nextToken null on the last page
 */
record Page<T extends Ec2Resource>(List<T> items, @Nullable String nextToken) {
    private static final int SMALLEST = 5;
    private static final int LARGEST = 1000;
    private static final String MARK = "after:";

    /** What the caller asked for. */
    record Request(@Nullable Integer maxResults, @Nullable String nextToken, boolean idsGiven, String idsName) {}

    /**
     * The page after the token, in the order in which they were made.
     *
     * @throws SimulatedAwsError {@code InvalidParameterCombination} for ids with MaxResults, {@code InvalidParameterValue} for a
     *     MaxResults below 5, {@code InvalidNextToken}
     */
    static <T extends Ec2Resource> Page<T> of(List<T> found, Request asked) {
        Integer max = asked.maxResults;
        if (max != null && asked.idsGiven) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterCombination",
                    "The parameter " + asked.idsName + " cannot be used with the parameter maxResults");
        }
        if (max != null && max < SMALLEST) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue",
                    "Value ( " + max + " ) for parameter maxResults is invalid. Expecting a value greater than 5.");
        }
        int size = max == null ? LARGEST : Math.min(max, LARGEST);
        long after = asked.nextToken == null || asked.nextToken.isEmpty() ? 0 : position(asked.nextToken);
        List<T> rest = found.stream()
                .filter(resource -> resource.sequence > after)
                .sorted((one, other) -> Long.compare(one.sequence, other.sequence))
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, token(items.get(size - 1).sequence));
    }

    private static String token(long position) {
        byte[] text = (MARK + position).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().encodeToString(text);
    }

    private static long position(String token) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            text = "not base64";
        }
        if (!text.matches(MARK + "\\d{1,18}")) {
            throw SimulatedAwsError.badRequest("InvalidNextToken", "The token '" + token + "' is invalid");
        }
        return Long.parseLong(text.substring(MARK.length()));
    }
}
