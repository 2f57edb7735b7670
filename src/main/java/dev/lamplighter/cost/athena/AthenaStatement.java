package dev.lamplighter.cost.athena;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;

/**
 * Holds a statement for the route {@code athena} that is to be recognised when it is sent again: Athena answers a request with
 * the same token by the query execution that it has begun already.
 *
 * @param token the client request token, 32 to 128 characters
 * @param timeout after which it is stopped
 */
public record AthenaStatement(String sql, String token, Duration timeout) {
    /** Athena's own limit for a statement ("Service Quotas", Amazon Athena User Guide). */
    public static final Duration LONGEST = Duration.ofMinutes(30);

    /**
     * Makes a statement of an attempt, which has each statement once; the same one of the same attempt has the same token.
     *
     * @param attempt the attempt's own name
     */
    public static AthenaStatement of(String attempt, String sql) {
        byte[] name = (attempt + "\n" + sql).getBytes(StandardCharsets.UTF_8);
        return new AthenaStatement(sql, UUID.nameUUIDFromBytes(name).toString(), LONGEST);
    }

    /** The SQL, which is what a log step shows. */
    @Override
    public String toString() {
        return sql;
    }
}
