package dev.lamplighter.sandbox.aws;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Holds what is sent of an error.
 *
 * @param fields further members of a modelled exception, null when there are none
 */
record WireFault(
        int status, String code, String message, @Nullable SdkPojo fields) {
    static final String INTERNAL_ERROR = "InternalError";

    private static final int DEFAULT_STATUS = 400;

    /** What the stand-in or a fault hook threw; anything but an error of AWS is a mistake of the stand-in. */
    static WireFault of(RuntimeException thrown) {
        if (thrown instanceof SimulatedAwsError fault) {
            return new WireFault(fault.status(), fault.code(), fault.text(), null);
        }
        if (thrown instanceof AwsServiceException modelled) {
            return of(modelled);
        }
        return new WireFault(500, INTERNAL_ERROR, "The stand-in failed: " + thrown, null);
    }

    /** A modelled exception's class bears the name of its error code. */
    private static WireFault of(AwsServiceException thrown) {
        AwsErrorDetails details = thrown.awsErrorDetails();
        String code = details == null || details.errorCode() == null
                ? thrown.getClass().getSimpleName()
                : details.errorCode();
        String message = details == null ? thrown.getMessage() : details.errorMessage();
        int status = thrown.statusCode() == 0 ? DEFAULT_STATUS : thrown.statusCode();
        return new WireFault(status, code, message == null ? "" : message, thrown);
    }
}
