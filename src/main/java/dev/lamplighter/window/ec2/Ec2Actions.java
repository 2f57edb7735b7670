package dev.lamplighter.window.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * EC2 as the windows see it. Each mutating call names one resource, so that one bad id can't fail another. Every method
 * throws {@link Ec2CallException} when EC2 refused or did not answer.
 */
public interface Ec2Actions {
    /** All pages. An id that EC2 doesn't list is missing from the answer and fails nothing. */
    DescribedInstances describe(Collection<String> instanceIds);

    void start(String instanceId);

    void stop(String instanceId);

    /** Refused with {@code UnsupportedHibernationConfiguration} for an instance that can't. */
    void hibernate(String instanceId);

    void terminate(String instanceId);

    /** An allocation that EC2 doesn't list is missing from the answer and fails nothing. */
    List<ElasticIp> describeAddresses(Collection<String> allocationIds);

    /** Takes the address from another interface only if the association allows it; else EC2 is asked to refuse. */
    void associate(Association association);

    /** Takes an address off whatever holds it. */
    void disassociate(String associationId);

    /** A volume that EC2 doesn't list is missing from the answer and fails nothing. */
    List<EbsVolume> describeVolumes(Collection<String> volumeIds);

    void attachVolume(String volumeId, String instanceId, String device);

    /** Changes the type of a stopped instance. */
    void modifyType(String instanceId, String type);

    /**
     * Whether the rate of calls that the account and region of the resource can bear leaves room for one more now; if so, it
     * is counted.
     */
    boolean admits(Ec2Operation operation, String resource);

    /**
     * Takes note of a call that a route has made, for {@link #admits} and {@link #calls}.
     *
     * @param errorCode what it was refused with; empty if it was accepted
     */
    void called(Ec2Operation operation, String errorCode);

    /** Calls made since the start of the process, failed ones too, by EC2's name of the operation. */
    Map<String, Long> calls();
}
