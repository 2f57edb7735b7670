package dev.lamplighter.window.ec2;

import dev.lamplighter.fleet.Instance;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.Ec2Request;
import software.amazon.awssdk.services.ec2.model.Ec2Response;

/**
 * Makes the EC2 calls that windows need. Each mutating call names one resource, so that one bad id can't fail another. Every
 * method throws {@link Ec2CallException} when EC2 refused or did not answer.
 */
public interface Ec2Actions {
    /** The tag of an instance that is about to be given up: it is to get no new viewers, since it is terminated soon. */
    String DRAIN_TAG = "lamplighter-drain";

    /** The value of {@link #DRAIN_TAG}. */
    String DRAINING = "true";

    /**
     * Describes instances, all pages. An id that EC2 doesn't list is missing from the result and doesn't make the call fail.
     */
    DescribedInstances describe(Collection<String> instanceIds);

    /**
     * Describes Elastic IPs. An allocation that EC2 doesn't list is missing from the result and doesn't make the call fail.
     */
    List<DescribedElasticIp> describeAddresses(Collection<String> allocationIds);

    /** Describes volumes. A volume that EC2 doesn't list is missing from the result and doesn't make the call fail. */
    List<DescribedVolume> describeVolumes(Collection<String> volumeIds);

    /**
     * Makes a call that changes something.
     *
     * @param request one of the operation
     * @return EC2's answer; null from a dry run, unless it names something that was launched
     */
    @Nullable
    Ec2Response send(Ec2Operation operation, Ec2Request request);

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
