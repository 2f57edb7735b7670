package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Makes the EC2 calls that windows need. Each mutating call names one resource, so that one bad id can't fail another. Every
 * method throws {@link Ec2CallException} when EC2 refused or did not answer.
 */
public interface Ec2Actions {
    /** The tag of an instance that is about to be given up. */
    String DRAIN_TAG = "lamplighter-drain";

    /** The value of {@link #DRAIN_TAG}. */
    String DRAINING = "true";

    /**
     * Describes instances, all pages. An id that EC2 doesn't list is missing from the result and doesn't make the call fail.
     */
    DescribedInstances describe(Collection<String> instanceIds);

    void start(String instanceId);

    void stop(String instanceId);

    /** Hibernates an instance; EC2 refuses with {@code UnsupportedHibernationConfiguration} if it can't hibernate. */
    void hibernate(String instanceId);

    void terminate(String instanceId);

    /** Tags an instance with {@link #DRAIN_TAG}: it is to get no new viewers, since it is terminated soon. */
    void drain(String instanceId);

    /**
     * Describes Elastic IPs. An allocation that EC2 doesn't list is missing from the result and doesn't make the call fail.
     */
    List<DescribedElasticIp> describeAddresses(Collection<String> allocationIds);

    /**
     * Associates an address. It is taken from another interface only if the association allows that; otherwise EC2 refuses.
     */
    void associate(AssociateAddressCall association);

    /** Disassociates an address from whatever holds it. */
    void disassociate(String associationId);

    /** Describes volumes. A volume that EC2 doesn't list is missing from the result and doesn't make the call fail. */
    List<DescribedVolume> describeVolumes(Collection<String> volumeIds);

    void attachVolume(String volumeId, String instanceId, String device);

    /** Changes the type of a stopped instance. */
    void modifyType(String instanceId, String type);

    /** Launches one instance; with a client token that was used before it only answers with the instance of that call. */
    LaunchedInstance run(LaunchRequest launch);

    /** Asks whether EC2 would launch it, and launches nothing; it throws what EC2 would refuse it with. */
    void tryRun(LaunchRequest launch);

    /**
     * Finds what was launched with some client tokens, by these, then by the tags of {@link LaunchRequest#TAG}; a token
     * without an instance is missing from the result.
     */
    Map<String, LaunchedInstance> launchedWith(Collection<String> clientTokens);

    /** Describes what runs, or could run again, of all that was ever launched here, by the tag of {@link LaunchRequest#TAG}. */
    List<Instance> describeLaunched();

    /**
     * Whether the request rate of the resource's account and region allows one more call now; if so, the call is counted.
     */
    boolean admits(Ec2Operation operation, String resource);

    /**
     * Counts a call that a route has made, for {@link #admits} and {@link #calls}.
     *
     * @param errorCode what it was refused with; empty if it was accepted
     */
    void called(Ec2Operation operation, String errorCode);

    /** Calls made since the start of the process, failed ones too, by EC2's name of the operation. */
    Map<String, Long> calls();
}
