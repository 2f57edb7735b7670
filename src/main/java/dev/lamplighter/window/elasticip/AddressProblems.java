package dev.lamplighter.window.elasticip;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.ec2.AssociateAddressCall;
import dev.lamplighter.window.ec2.DescribedElasticIp;

/** Makes the problems of Elastic IPs that can't be associated. */
public final class AddressProblems {
    private AddressProblems() {}

    public static Problem held(AssociateAddressCall wanted, DescribedElasticIp described) {
        return new Problem(
                WindowProblemCode.ADDRESS_HELD,
                wanted.allocationId(),
                "the address " + described.publicIp() + " is held by " + described.holder(),
                "it is wanted by " + wanted.networkInterfaceId()
                        + (wanted.privateIp() == null ? "" : " at " + wanted.privateIp()) + " and is not taken away",
                "disassociate it there, or name another address");
    }

    public static Problem unknown(String allocationId) {
        return new Problem(
                WindowProblemCode.ADDRESS_NOT_LISTED,
                allocationId,
                "EC2 doesn't list the address",
                "it was released, mistyped, or lies in another account or region",
                "check the allocation id");
    }
}
