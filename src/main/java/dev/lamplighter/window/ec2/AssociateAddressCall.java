package dev.lamplighter.window.ec2;

import org.jspecify.annotations.Nullable;

/**
 * Holds the parameters of an AssociateAddress call.
 *
 * @param privateIp null for the primary private address of the interface
 * @param allowReassociation whether the address is taken from whatever else holds it
 */
public record AssociateAddressCall(
        String allocationId,
        String networkInterfaceId,
        @Nullable String privateIp,
        boolean allowReassociation) {}
