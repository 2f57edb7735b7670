package dev.lamplighter.sandbox.ec2;

import org.jspecify.annotations.Nullable;

/** Holds an Elastic IP. */
final class StoredAddress extends Ec2Resource {
    final String publicIp;

    @Nullable
    Association association;

    record Association(String id, String interfaceId, String privateIp) {}

    StoredAddress(Ec2Store store, String allocationId, String publicIp) {
        super(ResourceKind.ADDRESS, allocationId, store.nextSequence());
        this.publicIp = publicIp;
    }

    boolean isOn(StoredInterface networkInterface, String privateIp) {
        return association != null
                && association.interfaceId.equals(networkInterface.id)
                && association.privateIp.equals(privateIp);
    }
}
