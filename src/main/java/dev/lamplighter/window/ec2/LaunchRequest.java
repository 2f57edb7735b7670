package dev.lamplighter.window.ec2;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parameters of a RunInstances call for one instance.
 *
 * @param subnetId null for the default subnet
 * @param instanceProfile its name or ARN; null for none
 * @param madeVolumes the sizes in GiB of volumes beside, or in the place of, the image's own, by device
 * @param isMonitored whether EC2 measures it once a minute (detailed monitoring)
 * @param userData in base64; empty for none
 * @param tags of the instance, its volumes and its interface, beside {@link #TAG}
 * @param clientToken by which EC2 carries the same request out only once
 */
public record LaunchRequest(
        String imageId,
        String type,
        @Nullable String subnetId,
        List<String> securityGroupIds,
        @Nullable String keyName,
        @Nullable String instanceProfile,
        boolean isMetadataV2Required,
        Map<String, Integer> madeVolumes,
        boolean isMonitored,
        String userData,
        Map<String, String> tags,
        String clientToken) {
    /** The tag of everything that is launched here; its value is the client token. */
    public static final String TAG = "lamplighter-launch";

    public LaunchRequest {
        securityGroupIds = List.copyOf(securityGroupIds);
        madeVolumes = Map.copyOf(madeVolumes);
        tags = Map.copyOf(tags);
    }

    /** The same request with another client token. */
    public LaunchRequest withToken(String token) {
        return new LaunchRequest(
                imageId,
                type,
                subnetId,
                securityGroupIds,
                keyName,
                instanceProfile,
                isMetadataV2Required,
                madeVolumes,
                isMonitored,
                userData,
                tags,
                token);
    }

    /** Without the user data, which is long and nobody's business. */
    @Override
    public String toString() {
        return "RunInstances " + type + " of " + imageId + " (" + clientToken + ")";
    }
}
