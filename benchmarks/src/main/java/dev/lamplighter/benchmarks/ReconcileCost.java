package dev.lamplighter.benchmarks;

import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.fleet.Instance;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.StreamingWindows;
import dev.lamplighter.window.WindowPorts;
import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.ec2.DescribedInstances;
import dev.lamplighter.window.ec2.Ec2Actions;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.ready.ReadyResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a look at 1,000 windows costs when nothing differs, with the journal on disk and an EC2 that answers at once. */
public final class ReconcileCost {
    private static final int WINDOWS = 1_000;
    private static final int WARM_UP = 300;
    private static final int LOOKS = 300;
    private static final Duration TICK = Duration.ofSeconds(30);

    private Instant now = Instant.parse("2026-11-22T10:00:00Z");
    private final Map<String, Integer> calls = new TreeMap<>();

    private ReconcileCost() {}

    /** Prints a line for each share of open windows. */
    public static void main(String[] args) throws Exception {
        for (int open : List.of(0, 10, 100, 1_000)) {
            new ReconcileCost().measure(open);
        }
    }

    private void measure(int open) throws Exception {
        InstantSource clock = () -> now;
        List<StreamingWindow> windows =
                ParsedWindowsFile.parse("windows.yaml", declaration(open), now).windows();
        Path folder = Files.createTempDirectory("reconcile-cost");
        try (StateDatabase database = StateDatabase.open(folder)) {
            StreamingWindows all = new StreamingWindows(
                    windows,
                    new WindowJournal(database.dataSource()),
                    new WindowPorts(
                            ec2(),
                            check -> new ReadyResult(true, ""),
                            () -> Duration.between(Instant.EPOCH, now).toNanos()),
                    clock,
                    Duration.ZERO);
            looks(all, WARM_UP);
            calls.clear();
            ThreadMXBean threads = ManagementFactory.getThreadMXBean();
            long cpu = threads.getCurrentThreadCpuTime();
            looks(all, LOOKS);
            double millis = (threads.getCurrentThreadCpuTime() - cpu) / 1e6 / LOOKS;
            System.out.printf(
                    "%,d windows, %,d of them open: %.2f ms CPU a look; calls in %d looks: %s%n",
                    windows.size(), open, millis, LOOKS, calls);
        }
    }

    private void looks(StreamingWindows all, int count) {
        for (int i = 0; i < count; i++) {
            all.reconcile();
            now = now.plus(TICK);
        }
    }

    private static String declaration(int open) {
        StringBuilder text = new StringBuilder("windows:\n");
        for (int i = 0; i < WINDOWS; i++) {
            String times = i < open ? "\"00:00\", closes: \"23:59\", overnight: false" : "\"01:00\", closes: \"02:00\"";
            text.append("  - {name: w-").append(i).append(", zone: Europe/Berlin, when: {days: SUN, opens: ");
            text.append(times).append("}, lead: 5m, instance: ").append(id(i)).append("}\n");
        }
        return text.toString();
    }

    private static String id(int i) {
        return String.format("i-0%016x", i);
    }

    /** Every instance runs. */
    private Ec2Actions ec2() {
        return (Ec2Actions) Proxy.newProxyInstance(
                Ec2Actions.class.getClassLoader(), new Class<?>[] {Ec2Actions.class}, (proxy, method, arguments) -> {
                    calls.merge(method.getName(), 1, Integer::sum);
                    return method.getName().equals("describe") ? sighting((Collection<?>) arguments[0]) : null;
                });
    }

    private DescribedInstances sighting(Collection<?> ids) {
        Map<String, Instance> instances = new TreeMap<>();
        for (Object id : ids) {
            instances.put(
                    id.toString(),
                    new Instance(id.toString(), InstanceState.RUNNING, Instant.EPOCH, null, null, null, Map.of()));
        }
        return new DescribedInstances(now, instances, Map.of(), Map.of());
    }
}
