package dev.lamplighter.benchmarks;

import com.sun.management.ThreadMXBean;
import dev.lamplighter.base.Settings;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.FleetPicture;
import dev.lamplighter.panel.PanelDriver;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.PanelUpdater;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Palette;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.sandbox.aws.AwsServer;
import dev.lamplighter.sandbox.ec2.Ec2StandIn;
import dev.lamplighter.sandbox.ec2.Ec2Timing;
import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * From the return of a poll to the changed frame at the driver, and what drawing costs while a light moves.
 *
 * <p>In every poll the first instance has changed; the time ends when the driver gets a frame with the new colour.
 */
public final class FrameLatency {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Palette PALETTE = Palette.of(new Settings(Map.of(), Path.of("")));
    private static final int WARM_UP = 500;
    private static final int POLLS = 1000;
    private static final int TENTHS_OF_A_SECOND = 3000;

    private FrameLatency() {}

    @FunctionalInterface
    private interface Polls {
        FleetSnapshot poll(int number) throws Exception;
    }

    /** Prints a line for the sandbox fleet and for each size of others; saved pixels go to a temporary folder. */
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("frame-latency");
        sandbox(folder);
        latency(new PanelGeometry(8, 8), 60, folder);
        latency(new PanelGeometry(16, 16), 1000, folder);
        latency(new PanelGeometry(64, 64), 10_000, folder);
        drawing(new PanelGeometry(8, 8), 60, folder);
        drawing(new PanelGeometry(64, 64), 10_000, folder);
    }

    /** The seeded fleet, of which one machine is started or stopped by its API before every poll. */
    private static void sandbox(Path folder) throws Exception {
        Ec2StandIn ec2 = new Ec2StandIn(CLOCK, Ec2Timing.INSTANT);
        InitialFleet.plantIn(ec2);
        try (AwsServer server = AwsServer.start(0, CLOCK).serve("ec2", ec2);
                PollingClient client = new PollingClient(server.endpoint())) {
            latency("sandbox fleet", new PanelGeometry(8, 8), folder.resolve("sandbox"), poll -> {
                if (poll % 2 == 1) {
                    ec2.startInstances(request -> request.instanceIds(InitialFleet.MEDIA_SERVER));
                } else if (poll > 0) { // the first one sees it stopped
                    ec2.stopInstances(request -> request.instanceIds(InitialFleet.MEDIA_SERVER));
                }
                return client.poll();
            });
        }
    }

    /** Whoever hasn't changed is the same object, as after a poll. */
    private static void latency(PanelGeometry size, int instances, Path folder) throws Exception {
        List<FleetSnapshot> two =
                List.of(fleet(instances, InstanceState.STOPPED), fleet(instances, InstanceState.RUNNING));
        List<Instance> rest = two.get(0).instances().subList(1, instances);
        latency("made-up fleet", size, folder, poll -> {
            List<Instance> all = new ArrayList<>(instances);
            all.add(two.get(poll % 2).instances().get(0));
            all.addAll(rest);
            return new FleetSnapshot(CLOCK.instant(), all);
        });
    }

    private static void latency(String what, PanelGeometry size, Path folder, Polls polls) throws Exception {
        SynchronousQueue<Long> arrived = new SynchronousQueue<>();
        Watched driver = new Watched(size, arrived);
        long[] micros = new long[POLLS];
        int instances = 0;
        try (PanelUpdater panel = new PanelUpdater(picture(size, folder), driver, CLOCK)) {
            for (int poll = 0; poll < WARM_UP + POLLS; poll++) {
                FleetSnapshot fleet = polls.poll(poll);
                instances = fleet.instances().size();
                driver.awaited = PALETTE.of(fleet.instances().get(0).state());
                long begin = System.nanoTime();
                panel.show(fleet);
                Long end = arrived.poll(10, TimeUnit.SECONDS);
                if (end == null) {
                    throw new IllegalStateException("no frame within 10 s");
                }
                if (poll >= WARM_UP) {
                    micros[poll - WARM_UP] = (end - begin) / 1000;
                }
            }
        }
        Arrays.sort(micros);
        System.out.printf(
                "poll to frame    %s panel=%s instances=%d p50=%.2f ms p99=%.2f ms max=%.2f ms%n",
                what,
                size,
                instances,
                micros[POLLS / 2] / 1000.0,
                micros[POLLS * 99 / 100] / 1000.0,
                micros[POLLS - 1] / 1000.0);
    }

    /** Five minutes of a pulse at ten frames a second, by a clock that doesn't wait. */
    private static void drawing(PanelGeometry size, int instances, Path folder) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FleetPicture picture = picture(size, folder);
        Instant start = CLOCK.instant();
        picture.update("", fleet(instances, InstanceState.PENDING));
        draw(picture, start);
        long bytes = threads.getCurrentThreadAllocatedBytes();
        long cpu = threads.getCurrentThreadCpuTime();
        draw(picture, start);
        System.out.printf(
                "frame of a pulse made-up fleet panel=%s instances=%d cpu=%.1f us (%.3f %% of a core at 10 fps) allocated=%d bytes%n",
                size,
                instances,
                (threads.getCurrentThreadCpuTime() - cpu) / 1e3 / TENTHS_OF_A_SECOND,
                (threads.getCurrentThreadCpuTime() - cpu) / 1e9 / (TENTHS_OF_A_SECOND / 10.0) * 100,
                (threads.getCurrentThreadAllocatedBytes() - bytes) / TENTHS_OF_A_SECOND);
    }

    private static void draw(FleetPicture picture, Instant start) {
        for (int tenth = 0; tenth < TENTHS_OF_A_SECOND; tenth++) {
            picture.frame(start.plusMillis(tenth * 100L % 9000));
        }
    }

    private static FleetPicture picture(PanelGeometry size, Path folder) {
        Settings settings = new Settings(Map.of("panel.pixels-file", "pixels-" + size + ".json"), folder);
        return FleetPicture.open(PanelSettings.of(settings), size, Duration.ofSeconds(10), CLOCK.instant());
    }

    private static FleetSnapshot fleet(int instances, InstanceState first) {
        return new FleetSnapshot(
                CLOCK.instant(),
                IntStream.range(0, instances)
                        .mapToObj(n -> new Instance(
                                "i-%017x".formatted(n),
                                n == 0 ? first : InstanceState.RUNNING,
                                Instant.EPOCH.plusSeconds(n),
                                null,
                                null,
                                null,
                                Map.of("Name", "machine-" + n)))
                        .toList());
    }

    /** Hands the time over of the first frame whose first pixel has the awaited colour. */
    private static final class Watched implements PanelDriver {
        private final PanelGeometry size;
        private final SynchronousQueue<Long> arrived;
        private volatile Rgb awaited = Rgb.BLACK;

        Watched(PanelGeometry size, SynchronousQueue<Long> arrived) {
            this.size = size;
            this.arrived = arrived;
        }

        @Override
        public PanelGeometry geometry() {
            return size;
        }

        @Override
        public void show(Frame frame) {
            long now = System.nanoTime();
            if (!awaited.isDark() && frame.pixels().get(0).equals(awaited)) {
                awaited = Rgb.BLACK;
                try {
                    arrived.put(now);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }

        @Override
        public void close() {}
    }
}
