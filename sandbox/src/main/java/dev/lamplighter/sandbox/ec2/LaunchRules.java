package dev.lamplighter.sandbox.ec2;

import dev.lamplighter.sandbox.aws.SimulatedAwsError;
import java.util.Base64;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Refuses what RunInstances refuses. */
final class LaunchRules {
    /** Before base64 ("Run commands when you launch an EC2 instance with user data input"). */
    private static final int USER_DATA_LIMIT = 16_384;

    private static final int CLIENT_TOKEN_LIMIT = 64;
    private static final int INSTANCE_LIMIT = 100;
    private static final Pattern IMAGE_ID = Pattern.compile("ami-(?:[0-9a-f]{8}|[0-9a-f]{17})");

    private LaunchRules() {}

    static void check(RunInstancesRequest request) {
        if (request.launchTemplate() != null) {
            throw SimulatedAwsError.badRequest("UnsupportedOperation", "The stand-in does not know launch templates.");
        }
        checkImage(request.imageId());
        checkCounts(request.minCount(), request.maxCount());
        checkUserData(request.userData());
        String token = request.clientToken();
        if (token != null && token.length() > CLIENT_TOKEN_LIMIT) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue", "Invalid value '" + token + "' for client token: at most 64 characters");
        }
    }

    private static void checkImage(@Nullable String imageId) {
        if (imageId == null) {
            throw SimulatedAwsError.badRequest("MissingParameter", "The request must contain the parameter ImageId");
        }
        if (!IMAGE_ID.matcher(imageId).matches()) {
            throw SimulatedAwsError.badRequest(
                    "InvalidAMIID.Malformed", "Invalid id: \"" + imageId + "\" (expecting \"ami-...\")");
        }
    }

    private static void checkCounts(@Nullable Integer min, @Nullable Integer max) {
        if (min == null || max == null) {
            throw SimulatedAwsError.badRequest(
                    "MissingParameter", "The request must contain the parameter MinCount, MaxCount");
        }
        if (min < 1 || max < min) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue", "Invalid value '" + max + "' for MaxCount, with MinCount '" + min + "'");
        }
        if (max > INSTANCE_LIMIT) {
            throw SimulatedAwsError.badRequest(
                    "InstanceLimitExceeded", "You have requested more instances (" + max + ") than your limit allows");
        }
    }

    private static void checkUserData(@Nullable String base64) {
        if (base64 == null) {
            return;
        }
        int length;
        try {
            length = Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            throw SimulatedAwsError.badRequest("InvalidUserData.Malformed", "Invalid BASE64 encoding of user data.");
        }
        if (length > USER_DATA_LIMIT) {
            throw SimulatedAwsError.badRequest(
                    "InvalidParameterValue", "User data is limited to " + USER_DATA_LIMIT + " bytes");
        }
    }
}
