package dev.lamplighter.sandbox.glue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.glue.model.InvalidInputException;

/**
 * Holds a part of a list and how to ask for the next.
 *
 * @param next null after the last page
 */
record Page<T>(List<T> items, @Nullable String next) {
    /**
     * @param token what the page before said, null for the first
     * @param size what the caller wants, null for as many as allowed
     * @param most what Glue allows
     */
    static <T> Page<T> of(List<T> all, @Nullable String token, @Nullable Integer size, int most) {
        int begin = token == null || token.isEmpty() ? 0 : start(token);
        int end = Math.min(all.size(), begin + (size == null ? most : Math.min(size, most)));
        return new Page<>(
                List.copyOf(all.subList(Math.min(begin, end), end)), end < all.size() ? String.valueOf(end) : null);
    }

    private static int start(String token) {
        try {
            return Integer.parseUnsignedInt(token);
        } catch (NumberFormatException notOurs) {
            throw InvalidInputException.builder()
                    .message("Invalid NextToken " + token)
                    .cause(notOurs)
                    .build();
        }
    }
}
