package dev.lamplighter.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.apache.camel.ServiceStatus;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the schedule of the shipped windows-reconcile does when a look fails, takes long, or somebody stops the route. */
final class ReconcileScheduleTest {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Windows windows = new Windows();

    /** Stands in for the bean {@code windows}. */
    public static final class Windows {
        private final AtomicInteger looks = new AtomicInteger();
        private final AtomicInteger atOnce = new AtomicInteger();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private volatile IntConsumer look = count -> {};

        /** For the error handler of the routes. */
        public void tell(Throwable failure, String routeId) {}

        public Look plan(String due) {
            int now = atOnce.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            try {
                look.accept(looks.incrementAndGet());
                return new Look(false, List.of());
            } finally {
                atOnce.decrementAndGet();
            }
        }
    }

    /** What the route asks of an answer. */
    public record Look(boolean waiting, List<Object> due) {
        public boolean isWaiting() {
            return waiting;
        }
    }

    /** Stands in for the bean {@code windowActions}. */
    public static final class Actions {
        public void begin(Object due) {}

        public Look reply(Look look) {
            return look;
        }
    }

    @BeforeEach
    void loadTheShippedRoute() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("windows.reconcile-period", "20ms");
        context.getPropertiesComponent().setInitialProperties(properties);
        context.getRegistry().bind("windows", windows);
        context.getRegistry().bind("windowActions", new Actions());
        for (String name : List.of(
                "window-errors.camel.yaml",
                "ec2-errors.camel.yaml",
                "window-due.camel.yaml",
                "windows-reconcile.camel.yaml")) {
            PluginHelper.getRoutesLoader(context)
                    .loadRoutes(ResourceHelper.fromString(name, Files.readString(Path.of("routes", name))));
        }
    }

    @AfterEach
    void close() {
        context.stop();
    }

    @Test
    void goesOnAfterALookThatFailedWhateverItThrew() {
        windows.look = count -> {
            switch (count) {
                case 1 -> throw new IllegalStateException("refused");
                case 2 -> throw new NoClassDefFoundError("a class that is gone");
                case 3 -> throw new StackOverflowError();
                case 4 -> throw new AssertionError("not so");
                default -> {}
            }
        };

        context.start();

        awaitLooks(6);
    }

    @Test
    void goesOnAfterItWasStoppedAndStartedSuspendedAndResumed() throws Exception {
        context.start();
        awaitLooks(1);

        context.getRouteController().stopRoute("windows-reconcile");
        int before = windows.looks.get();
        context.getRouteController().startRoute("windows-reconcile");
        awaitLooks(before + 2);

        context.getRouteController().suspendRoute("windows-reconcile");
        assertThat(context.getRouteController().getRouteStatus("windows-reconcile"))
                .isEqualTo(ServiceStatus.Suspended);
        before = windows.looks.get();
        context.getRouteController().resumeRoute("windows-reconcile");
        awaitLooks(before + 2);
    }

    @Test
    void looksOneAfterTheOtherOnOneThreadHoweverLongOneTakes() throws Exception {
        CountDownLatch slow = new CountDownLatch(1);
        List<String> threads = new CopyOnWriteArrayList<>();
        windows.look = count -> {
            threads.add(Thread.currentThread().getName());
            if (count == 1) {
                awaitUninterrupted(slow);
            }
        };
        context.start();
        awaitLooks(1);

        assertThat(windows.atOnce).hasValue(1);
        slow.countDown();
        awaitLooks(4);

        assertThat(windows.mostAtOnce).hasValue(1);
        assertThat(threads.stream().distinct()).hasSize(1).allMatch(name -> name.contains("scheduler"));
    }

    private void awaitLooks(int count) {
        await().atMost(LONGEST).until(() -> windows.looks.get() >= count);
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("a look was interrupted", e);
        }
    }
}
