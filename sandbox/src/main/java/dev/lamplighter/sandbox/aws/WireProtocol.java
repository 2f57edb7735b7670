package dev.lamplighter.sandbox.aws;

import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;

/** Defines how one family of services writes requests, responses and errors into HTTP bodies. Stateless. */
interface WireProtocol {
    /** Media type of every answer. */
    String contentType();

    /**
     * Fills {@code builder} from the body; fields it doesn't know are ignored.
     *
     * @throws SimulatedAwsError when the body or a value can't be read
     */
    void decode(String body, SdkPojo builder);

    byte[] encode(String operation, SdkResponse response, String requestId);

    byte[] encode(WireFault fault, String requestId);
}
