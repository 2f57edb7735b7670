package dev.lamplighter.sandbox.ec2;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/**
 * Changes a fleet as time passes: with each tick at most one machine starts, stops, fails its status check, recovers or is
 * terminated, and one that is gone is replaced. The same seed and the same times give the same life. Touches only the
 * machines that were there at the beginning, never the media server, and those it launched itself: what somebody else
 * launches is theirs.
 */
public final class FleetLife {
    private static final Logger LOG = LoggerFactory.getLogger(FleetLife.class);

    private final Ec2StandIn ec2;
    private final Random random;
    private final Set<String> mine = new TreeSet<>();
    private final int size;
    private int launched;

    public FleetLife(Ec2StandIn ec2, long seed) {
        this.ec2 = ec2;
        this.random = new Random(seed);
        mine.addAll(ec2.controls().instanceIds());
        mine.remove(InitialFleet.MEDIA_SERVER);
        this.size = mine.size();
    }

    /** Lets one thing happen, or nothing. A tick every few seconds makes a lively fleet. */
    public void tick() {
        synchronized (ec2.store()) {
            ec2.store().settle();
            int chance = random.nextInt(100);
            if (chance < 30) {
                start();
            } else if (chance < 55) {
                stop();
            } else if (chance < 67) {
                failCheck();
            } else if (chance < 82) {
                recover();
            } else if (chance < 86) {
                terminate();
            } else {
                replace();
            }
        }
    }

    private void start() {
        StoredInstance chosen = choose(instance -> instance.is(InstanceStateName.STOPPED));
        if (chosen != null) {
            ec2.startInstances(request -> request.instanceIds(chosen.id));
            tell(chosen.id, "starts");
        }
    }

    private void stop() {
        StoredInstance chosen = choose(instance -> instance.is(InstanceStateName.RUNNING));
        if (chosen == null) {
            return;
        }
        if (random.nextInt(4) == 0) {
            ec2.controls().shutDownFromInside(chosen.id);
        } else {
            ec2.stopInstances(request -> request.instanceIds(chosen.id));
        }
        tell(chosen.id, "stops");
    }

    private void failCheck() {
        StoredInstance chosen =
                choose(instance -> instance.is(InstanceStateName.RUNNING) && instance.impairedSince == null);
        if (chosen != null) {
            ec2.controls().failStatusCheck(chosen.id);
            tell(chosen.id, "fails its status check");
        }
    }

    private void recover() {
        StoredInstance chosen =
                choose(instance -> instance.is(InstanceStateName.RUNNING) && instance.impairedSince != null);
        if (chosen != null) {
            ec2.controls().repairStatusCheck(chosen.id);
            tell(chosen.id, "passes its status check");
        }
    }

    private void terminate() {
        StoredInstance chosen = choose(instance -> instance.is(InstanceStateName.RUNNING, InstanceStateName.STOPPED));
        if (chosen != null) {
            ec2.terminateInstances(request -> request.instanceIds(chosen.id));
            tell(chosen.id, "is terminated");
        }
    }

    private void replace() {
        mine.retainAll(ec2.controls().instanceIds());
        long left = ec2.store()
                .instances
                .where(instance -> mine.contains(instance.id)
                        && !instance.is(InstanceStateName.SHUTTING_DOWN, InstanceStateName.TERMINATED))
                .size();
        if (left >= size) {
            return;
        }
        launched++;
        String name = "worker-" + launched;
        String id = ec2.runInstances(request -> request.imageId(InitialFleet.IMAGE)
                        .instanceType("t3.micro")
                        .minCount(1)
                        .maxCount(1)
                        .tagSpecifications(named(name)))
                .instances()
                .get(0)
                .instanceId();
        mine.add(id);
        tell(id, "is launched");
    }

    private @Nullable StoredInstance choose(Predicate<StoredInstance> wanted) {
        List<StoredInstance> candidates =
                ec2.store().instances.where(instance -> mine.contains(instance.id) && wanted.test(instance));
        return candidates.isEmpty() ? null : candidates.get(random.nextInt(candidates.size()));
    }

    private static TagSpecification named(String name) {
        return TagSpecification.builder()
                .resourceType(ResourceType.INSTANCE)
                .tags(tag("Name", name), tag("Environment", "development"))
                .build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    private static void tell(String instanceId, String what) {
        LOG.debug("the fleet lives instanceId={} what=\"{}\"", instanceId, what);
    }
}
