package dev.lamplighter.sandbox.aws;

import java.time.Instant;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Records one call that reached a stand-in.
 *
 * @param service signing name, as in {@code ec2}
 * @param operation as AWS writes it, as in {@code StartInstances}
 * @param at when it arrived
 * @param outcome {@link #OK}, an error code, or {@link #NO_ANSWER}
 */
public record Call(String service, String operation, SdkRequest request, Instant at, String outcome) {
    public static final String OK = "ok";

    /** The connection was closed on purpose. */
    public static final String NO_ANSWER = "no answer";

    public boolean ok() {
        return outcome.equals(OK);
    }
}
