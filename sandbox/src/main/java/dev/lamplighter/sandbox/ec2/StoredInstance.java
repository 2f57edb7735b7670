package dev.lamplighter.sandbox.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Holds an instance as the stand-in keeps it. */
final class StoredInstance extends Ec2Resource {
    final Launch launch;
    final String reservationId;
    final int launchIndex;
    /** What is attached now, in the order in which they were made: looked for among all that there are it would make a large fleet slow. */
    final SortedSet<StoredInterface> interfaces = new TreeSet<>(Ec2Resource.BY_BIRTH);

    final SortedSet<StoredVolume> volumes = new TreeSet<>(Ec2Resource.BY_BIRTH);
    String instanceType;
    Instant launchTime;
    private final Instant launchedAt;
    Phase phase;
    boolean everRan;
    boolean released;
    /** The address that EC2 lends while an instance runs without an Elastic IP. */
    @Nullable
    String lentPublicIp;
    /** Why and since when its status check fails; null while it doesn't. */
    @Nullable
    Instant impairedSince;
    /** Whether TerminateInstances is refused. */
    boolean terminationProtected;

    /** What the next start ends in instead of running. */
    Phase.@Nullable Reason nextStartFails;

    /**
     * What was asked for at launch.
     *
     * @param userData base64, empty when there is none
     */
    record Launch(
            String imageId,
            String zone,
            @Nullable String keyName,
            String clientToken,
            String userData,
            boolean lendsPublicIp) {}

    StoredInstance(Ec2Store store, String id, Launch launch, String reservationId, int launchIndex) {
        super(ResourceKind.INSTANCE, id, store.nextSequence());
        this.launch = launch;
        this.reservationId = reservationId;
        this.launchIndex = launchIndex;
        this.instanceType = "m1.small";
        this.launchTime = store.now();
        this.launchedAt = launchTime;
        this.phase = Phase.lasting(InstanceStateName.STOPPED, store.now());
    }

    /** Whether it is old enough for other calls to know it; EC2's answers lag behind. */
    boolean isKnown(Instant now, Duration lag) {
        return !now.isBefore(launchedAt.plus(lag));
    }

    InstanceStateName state() {
        return phase.state();
    }

    boolean is(InstanceStateName... states) {
        for (InstanceStateName candidate : states) {
            if (phase.state() == candidate) {
                return true;
            }
        }
        return false;
    }
}
