package dev.lamplighter.sandbox.aws;

/**
 * Describes an error as AWS answers it. Thrown by a stand-in or a {@link FaultHook}, it reaches the caller in its own protocol.
 * A stand-in may as well throw the SDK's modelled exception ({@code InvalidRequestException}), whose fields are then
 * sent along.
 */
public final class SimulatedAwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * @param status HTTP status, 400..599; the SDK retries 500, 502, 503, 504 by itself
     * @param code error code, as in {@code InvalidInstanceID.NotFound}
     */
    public SimulatedAwsError(int status, String code, String message) {
        super(message, null, false, false);
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("status must be in 400..599, got " + status);
        }
        this.status = status;
        this.code = code;
    }

    /** The caller's mistake: HTTP 400. */
    public static SimulatedAwsError badRequest(String code, String message) {
        return new SimulatedAwsError(400, code, message);
    }

    /** Throttling as EC2 answers it: HTTP 503 {@code RequestLimitExceeded}. */
    public static SimulatedAwsError requestLimitExceeded() {
        return new SimulatedAwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
    }

    /** No machine of that type in the zone just now: HTTP 500 {@code InsufficientInstanceCapacity}. */
    public static SimulatedAwsError insufficientInstanceCapacity() {
        return new SimulatedAwsError(
                500,
                "InsufficientInstanceCapacity",
                "We currently do not have sufficient capacity in the Availability Zone you requested.");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    /** Never null, unlike the message of other exceptions. */
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
