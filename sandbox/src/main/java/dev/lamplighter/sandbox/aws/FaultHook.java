package dev.lamplighter.sandbox.aws;

import software.amazon.awssdk.core.SdkRequest;

/**
 * Stands between the wire and the stand-in. May return at once (no fault), throw an {@link SimulatedAwsError} or
 * {@link SimulatedConnectionLoss}, or hold the call by waiting. Called on the request's own thread, several at a time.
 */
@FunctionalInterface
public interface FaultHook {
    /** Before the stand-in acts: a throw here means nothing happened. */
    void before(String service, String operation, SdkRequest request) throws InterruptedException;

    /** After the stand-in has acted: a throw here loses an answer although the deed is done. */
    default void after(String service, String operation, SdkRequest request) throws InterruptedException {}
}
