package dev.lamplighter.window.ec2;

import org.jspecify.annotations.Nullable;

/**
 * Describes an Elastic IP as DescribeAddresses shows it; null means not associated.
 *
 * @param instanceId the instance that holds it, null also while its interface is attached to none
 * @param associationId names its association
 */
public record DescribedElasticIp(
        String allocationId,
        String publicIp,
        @Nullable String networkInterfaceId,
        @Nullable String instanceId,
        @Nullable String privateIp,
        @Nullable String associationId) {
    public boolean isAssociated() {
        return networkInterfaceId != null || instanceId != null;
    }

    /** What the address is associated with, in words. */
    public String holder() {
        if (!isAssociated()) {
            return "nobody";
        }
        String on = networkInterfaceId == null ? "" : networkInterfaceId;
        String of = instanceId == null ? "" : instanceId;
        String at = privateIp == null ? "" : " at " + privateIp;
        return on.isEmpty() || of.isEmpty() ? on + of + at : on + " of " + of + at;
    }
}
