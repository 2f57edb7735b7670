package dev.lamplighter.sandbox.ec2;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/** Keeps everything that is there, in one account and one VPC. Guarded by its own monitor, which {@link Ec2StandIn} holds. */
final class Ec2Store {
    static final String ACCOUNT = "123456789012";
    static final String REGION = "us-east-1";
    static final String DEFAULT_ZONE = REGION + "a";
    static final String VPC = "vpc-0a1b2c3d4e5f60000";
    static final String SUBNET = "subnet-0a1b2c3d4e5f60000";

    final Ec2Timing timing;
    final ResourcesById<StoredInstance> instances = new ResourcesById<>(ResourceKind.INSTANCE);
    final ResourcesById<StoredInterface> interfaces = new ResourcesById<>(ResourceKind.NETWORK_INTERFACE);
    final ResourcesById<StoredAddress> addresses = new ResourcesById<>(ResourceKind.ADDRESS);
    final ResourcesById<StoredVolume> volumes = new ResourcesById<>(ResourceKind.VOLUME);
    /** Of which no instance can be started or launched: types, or types and zones as in {@code t3.micro@us-east-1a}. */
    final Set<String> exhaustedTypes = new HashSet<>();

    /** Images that are gone. */
    final Set<String> withdrawnImages = new HashSet<>();

    /** How long no call but RunInstances itself knows what was just launched ("Eventual consistency"). */
    Duration launchLag = Duration.ZERO;

    private final InstantSource time;
    /** Seeded, so that two runs give the same ids. */
    private final Random ids = new Random(20_261_122);

    /** Elastic IPs per region; five by default ("Elastic IP address quota"). */
    int addressQuota = 5;

    private long sequence;
    private int privateIps = 15;
    private int publicIps = 9;
    private int elasticIps = 9;

    Ec2Store(InstantSource time, Ec2Timing timing) {
        this.time = time;
        this.timing = timing;
    }

    Instant now() {
        return time.instant();
    }

    /** Those asked for, all or nothing; what was launched just now isn't known yet. */
    List<StoredInstance> requireInstances(List<String> ids) {
        List<StoredInstance> found = instances.require(ids);
        List<String> unknown = found.stream()
                .filter(instance -> !instance.isKnown(now(), launchLag))
                .map(instance -> instance.id)
                .toList();
        if (!unknown.isEmpty()) {
            throw ResourceKind.INSTANCE.notFound(unknown);
        }
        return found;
    }

    /** Those asked for, or all that are known when none is. */
    List<StoredInstance> knownInstances(List<String> ids) {
        return ids.isEmpty() ? instances.where(instance -> instance.isKnown(now(), launchLag)) : requireInstances(ids);
    }

    long nextSequence() {
        return ++sequence;
    }

    /** As in {@code i-0123456789abcdef0}. */
    String newId(String prefix) {
        return prefix + String.format("-0%016x", ids.nextLong());
    }

    String newPrivateIp() {
        privateIps++;
        return "172.31." + privateIps / 256 + "." + privateIps % 256;
    }

    /** From 203.0.113.0/24, a block for documentation (RFC 5737). */
    String newPublicIp() {
        publicIps = publicIps % 254 + 1;
        return "203.0.113." + publicIps;
    }

    /** From 198.51.100.0/24, a block for documentation (RFC 5737). */
    String newElasticIp() {
        elasticIps = elasticIps % 254 + 1;
        return "198.51.100." + elasticIps;
    }

    /** Lets time do what it did since the last call. */
    void settle() {
        Instant now = now();
        for (StoredInstance instance : instances.all()) {
            instance.phase = instance.phase.at(now);
            instance.everRan |= instance.is(InstanceStateName.RUNNING);
            if (instance.is(InstanceStateName.TERMINATED)) {
                if (!instance.released) {
                    release(instance);
                }
                if (!now.isBefore(instance.phase.since().plus(timing.terminatedVisible()))) {
                    instances.remove(instance);
                }
            }
        }
    }

    /** The interfaces of an instance by device index: the primary one first. */
    List<StoredInterface> interfacesOf(StoredInstance instance) {
        return instance.interfaces.stream()
                .sorted(Comparator.comparingInt(
                        attached -> attached.attachment == null ? 0 : attached.attachment.deviceIndex()))
                .toList();
    }

    @Nullable
    StoredInterface primaryInterface(StoredInstance instance) {
        List<StoredInterface> attached = interfacesOf(instance);
        return attached.isEmpty() ? null : attached.get(0);
    }

    @Nullable
    StoredAddress addressOn(StoredInterface networkInterface, String privateIp) {
        return addresses.where(address -> address.isOn(networkInterface, privateIp)).stream()
                .findFirst()
                .orElse(null);
    }

    /**
     * The Elastic IP of the primary interface, else the address that EC2 lends while the instance is up, which is given
     * back when an Elastic IP is associated ("Amazon EC2 instance IP addressing").
     */
    @Nullable
    String publicIp(StoredInstance instance) {
        StoredInterface primary = primaryInterface(instance);
        StoredAddress elastic = primary == null ? null : addressOn(primary, primary.primaryIp());
        boolean up = instance.is(InstanceStateName.PENDING, InstanceStateName.RUNNING);
        if (elastic != null || !up || !instance.launch.lendsPublicIp()) {
            instance.lentPublicIp = null;
        } else if (instance.lentPublicIp == null) {
            instance.lentPublicIp = newPublicIp();
        }
        return elastic == null ? instance.lentPublicIp : elastic.publicIp;
    }

    /** What a terminated instance held is deleted or set free, as each attachment says. */
    private void release(StoredInstance instance) {
        instance.released = true;
        for (StoredInterface attached : interfacesOf(instance)) {
            boolean delete = attached.attachment != null && attached.attachment.deleteOnTermination();
            attached.detachFrom(instance);
            if (delete) {
                addresses
                        .where(address -> address.association != null
                                && address.association.interfaceId().equals(attached.id))
                        .forEach(address -> address.association = null);
                interfaces.remove(attached);
            }
        }
        for (StoredVolume attached : List.copyOf(instance.volumes)) {
            boolean delete = attached.attachment != null && attached.attachment.deleteOnTermination();
            attached.detachFrom(instance);
            if (delete) {
                volumes.remove(attached);
            }
        }
    }
}
