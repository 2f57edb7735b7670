package dev.lamplighter.sandbox.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * Makes a small fleet to begin with: a media server, stopped, with two network interfaces and two Elastic IPs that are not
 * associated, and a dozen others in every state. Ids are fixed, so that a configuration can name them; the public
 * addresses are from a block for documentation.
 */
public final class InitialFleet {
    /** Stopped; tagged {@code Name=media-server}, {@code Environment=production}. */
    public static final String MEDIA_SERVER = "i-0a1b2c3d4e5f60001";

    /** The media server's primary interface: 172.31.0.4 and, secondary, 172.31.0.5. */
    public static final String PRIMARY_INTERFACE = "eni-0a1b2c3d4e5f60001";

    /** The media server's second interface: 172.31.0.6. */
    public static final String SECOND_INTERFACE = "eni-0a1b2c3d4e5f60002";

    /** 198.51.100.1. */
    public static final String FIRST_ADDRESS = "eipalloc-0a1b2c3d4e5f60001";

    /** 198.51.100.2. */
    public static final String SECOND_ADDRESS = "eipalloc-0a1b2c3d4e5f60002";

    /** Attached to nothing, in the media server's zone. */
    public static final String RECORDINGS_VOLUME = "vol-0a1b2c3d4e5f60002";

    /** What everything was launched from. */
    public static final String IMAGE = "ami-0a1b2c3d4e5f60001";

    private static final Duration AGE = Duration.ofDays(3);

    private final Ec2Store store;

    private InitialFleet(Ec2Store store) {
        this.store = store;
    }

    /** Once per stand-in. */
    public static void plantIn(Ec2StandIn standIn) {
        Ec2Store store = standIn.store();
        synchronized (store) {
            InitialFleet fleet = new InitialFleet(store);
            fleet.plantMediaServer();
            fleet.plantOthers();
        }
    }

    private void plantMediaServer() {
        StoredInstance server =
                instance(MEDIA_SERVER, "c5.2xlarge", "media-server", "production", InitialFleet::stopped);
        attach(server, PRIMARY_INTERFACE, 0, List.of("172.31.0.4", "172.31.0.5"));
        attach(server, SECOND_INTERFACE, 1, List.of("172.31.0.6"));
        attachRoot(server, "vol-0a1b2c3d4e5f60001");
        address(FIRST_ADDRESS, "198.51.100.1", "media-server-ingest");
        address(SECOND_ADDRESS, "198.51.100.2", "media-server-edge");
        StoredVolume recordings = new StoredVolume(store, RECORDINGS_VOLUME, Ec2Store.DEFAULT_ZONE, 200);
        recordings.tags().put("Name", "recordings");
        store.volumes.add(recordings);
    }

    private void plantOthers() {
        other(1, "web-1", "production", "t3.small", InitialFleet::running);
        other(2, "web-2", "production", "t3.small", InitialFleet::running);
        other(3, "api-1", "production", "t3.medium", InitialFleet::running);
        other(4, "api-2", "production", "t3.medium", InitialFleet::pending);
        other(5, "database", "production", "r6i.large", InitialFleet::running);
        other(6, "bastion", "production", "t3.nano", InitialFleet::stopped);
        other(7, "staging-web", "staging", "t3.micro", InitialFleet::stopping);
        other(8, "staging-api", "staging", "t3.micro", InitialFleet::stopped);
        other(9, "staging-database", "staging", "t3.small", InitialFleet::running);
        other(10, "build-agent", "development", "c6i.large", InitialFleet::shuttingDown);
        other(11, "sandbox-anna", "development", "t3.micro", InitialFleet::terminated);
        other(12, "nightly-batch", "development", "c6i.xlarge", InitialFleet::stopped);
    }

    private void other(
            int number, String name, String environment, String type, BiFunction<Instant, Ec2Timing, Phase> phase) {
        String serial = String.format("0b1b2c3d4e5f6%04x", number);
        StoredInstance instance = instance("i-" + serial, type, name, environment, phase);
        attach(instance, "eni-" + serial, 0, List.of(store.newPrivateIp()));
        attachRoot(instance, "vol-" + serial);
    }

    private StoredInstance instance(
            String id, String type, String name, String environment, BiFunction<Instant, Ec2Timing, Phase> phase) {
        boolean lendsPublicIp = !id.equals(MEDIA_SERVER);
        StoredInstance.Launch launch =
                new StoredInstance.Launch(IMAGE, Ec2Store.DEFAULT_ZONE, null, "", "", lendsPublicIp);
        StoredInstance instance = new StoredInstance(store, id, launch, id.replaceFirst("^i-", "r-"), 0);
        instance.instanceType = type;
        instance.launchTime = store.now().minus(AGE);
        instance.everRan = true;
        instance.phase = phase.apply(store.now(), store.timing);
        instance.tags().putAll(new TreeMap<>(Map.of("Name", name, "Environment", environment)));
        return store.instances.add(instance);
    }

    private void attach(StoredInstance instance, String id, int deviceIndex, List<String> privateIps) {
        StoredInterface networkInterface =
                store.interfaces.add(new StoredInterface(store, id, Ec2Store.DEFAULT_ZONE, privateIps, ""));
        NetworkInterfaces.attach(store, networkInterface, instance, deviceIndex, !instance.id.equals(MEDIA_SERVER));
    }

    private void attachRoot(StoredInstance instance, String id) {
        StoredVolume root = store.volumes.add(new StoredVolume(store, id, Ec2Store.DEFAULT_ZONE, 8));
        root.attachTo(instance, new StoredVolume.Attachment(instance.id, "/dev/xvda", instance.launchTime, true));
    }

    private void address(String allocationId, String publicIp, String name) {
        StoredAddress address = new StoredAddress(store, allocationId, publicIp);
        address.tags().put("Name", name);
        store.addresses.add(address);
    }

    private static Phase running(Instant now, Ec2Timing timing) {
        return Phase.lasting(InstanceStateName.RUNNING, now.minus(AGE));
    }

    private static Phase pending(Instant now, Ec2Timing timing) {
        return Phase.starting(now, timing.pending());
    }

    private static Phase stopping(Instant now, Ec2Timing timing) {
        return Phase.stopping(now, timing.stopping(), Phase.Reason.BY_USER);
    }

    private static Phase stopped(Instant now, Ec2Timing timing) {
        return Phase.stopping(now.minus(AGE), timing.stopping(), Phase.Reason.BY_USER)
                .at(now);
    }

    private static Phase shuttingDown(Instant now, Ec2Timing timing) {
        return Phase.terminating(now, timing.shuttingDown());
    }

    private static Phase terminated(Instant now, Ec2Timing timing) {
        return Phase.terminating(now.minus(timing.shuttingDown()), timing.shuttingDown())
                .at(now);
    }
}
