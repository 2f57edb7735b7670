package dev.lamplighter.window.elasticip;

import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.DescribedElasticIp;
import org.jspecify.annotations.Nullable;

/** Names the state of an Elastic IP compared with the interface where it is wanted. */
public enum AddressState {
    /** It is associated as wanted. */
    IN_PLACE,
    /** It can be associated. */
    FREE,
    /** It is associated with something else. */
    HELD,
    /** EC2 doesn't list it. */
    UNKNOWN;

    /**
     * Compares what EC2 describes with what is wanted.
     *
     * @param described null if EC2 lists no such address
     */
    public static AddressState of(@Nullable DescribedElasticIp described, AssociateAddressCall wanted) {
        if (described == null) {
            return UNKNOWN;
        }
        boolean here = wanted.networkInterfaceId().equals(described.networkInterfaceId())
                && (wanted.privateIp() == null || wanted.privateIp().equals(described.privateIp()));
        return here ? IN_PLACE : described.isAssociated() ? HELD : FREE;
    }
}
