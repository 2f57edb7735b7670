package dev.lamplighter.benchmarks;

import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.OperatingSystemMXBean;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** What polls of 10,000 instances cost: through the real SDK against a stand-in in a process of its own. */
public final class FleetPollCost {
    private static final int INSTANCES = 10_000;
    private static final int LARGEST_LAUNCH = 100;
    private static final int ROUNDS = 4;
    private static final int POLLS_OF_STATES = 3;
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    /** The most that a collection left behind since it was last looked at: what lives while a poll is under way. */
    private static final AtomicLong HIGHEST_LIVE = new AtomicLong();

    private FleetPollCost() {}

    /** Prints a line a poll; with the argument {@code stand-in} it is the other process. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            standIn();
            return;
        }
        Process standIn = new ProcessBuilder(List.of(
                        "java", "-cp", System.getProperty("java.class.path"), FleetPollCost.class.getName(), "stand-in"))
                .redirectError(Redirect.INHERIT)
                .start();
        watchCollections();
        try (BufferedReader said =
                        new BufferedReader(new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8));
                PollingClient client = new PollingClient(URI.create(said.readLine()))) {
            for (int round = 1; round <= ROUNDS; round++) {
                String jit = round == 1 ? "cold" : "warm";
                client.forget();
                measure("states + descriptions, " + jit, client);
                for (int poll = 0; poll < POLLS_OF_STATES; poll++) {
                    measure("states, " + jit, client);
                }
            }
        } finally {
            standIn.destroy();
        }
    }

    private static void measure(String what, PollingClient client) throws Exception {
        System.gc();
        HIGHEST_LIVE.set(0);
        long cpu = SYSTEM.getProcessCpuTime();
        FleetSnapshot fleet = client.poll();
        double seconds = (SYSTEM.getProcessCpuTime() - cpu) / 1e9;
        System.gc();
        long live = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        System.out.printf(
                "%-29s instances=%d cpu=%.2f s live heap=%.1f MB, at most %.1f MB on the way%n",
                what,
                fleet.instances().size(),
                seconds,
                live / 1e6,
                Math.max(live, HIGHEST_LIVE.get()) / 1e6);
    }

    /** Only full collections leave nothing but what lives. */
    private static void watchCollections() {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, nothing) -> {
                                var told = GarbageCollectionNotificationInfo.from(
                                        (CompositeData) notification.getUserData());
                                if (told.getGcAction().equals("end of major GC")) {
                                    long live = told.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                                            .filter(pool -> heap.contains(pool.getKey()))
                                            .mapToLong(pool -> pool.getValue().getUsed())
                                            .sum();
                                    HIGHEST_LIVE.accumulateAndGet(live, Math::max);
                                }
                            },
                            null,
                            null);
        }
    }

    private static void standIn() throws IOException {
        InstantSource clock = InstantSource.system();
        Ec2StandIn ec2 = new Ec2StandIn(clock);
        for (int launched = 0; launched < INSTANCES; launched += LARGEST_LAUNCH) {
            launch(ec2);
        }
        try (AwsServer server = AwsServer.start(0, clock).serve("ec2", ec2)) {
            System.out.println(server.endpoint());
            // Until the other process is gone.
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    private static void launch(Ec2StandIn ec2) {
        ec2.runInstances(request -> request.imageId(InitialFleet.IMAGE)
                .instanceType("t3.micro")
                .minCount(LARGEST_LAUNCH)
                .maxCount(LARGEST_LAUNCH)
                .tagSpecifications(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(tag("Name", "machine"), tag("Environment", "production"), tag("Team", "video"))
                        .build()));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
