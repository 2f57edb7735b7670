package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/**
 * A service with many more windows than anybody has declared, in the heap that it has; {@code -Dlamplighter.windows=N} for
 * another number.
 */
final class ManyWindowsIT {
    private static final int WINDOWS = Integer.getInteger("lamplighter.windows", 150);
    private static final long HEAP = 96L << 20;
    private static final String ROUTES = "org.apache.camel:context=lamplighter,type=routes,name=\"many-%d.%s\"";

    @Test
    void windowsByTheHundredLeaveAQuarterOfTheHeapFree() throws Exception {
        try (TestAccount account = new TestAccount("many")) {
            Map<String, String> settings = new HashMap<>(TestAccount.noCosts());
            ServiceHome home = ServiceHome.unpack("many", settings);
            String instance = account.stoppedInstances(1).get(0);
            Instant first = Instant.now().plus(Duration.ofDays(1));
            StringBuilder yaml = new StringBuilder("windows:\n");
            for (int n = 0; n < WINDOWS; n++) {
                yaml.append(new OneOffWindow(
                                "many-" + n,
                                first.plus(Duration.ofHours(n)),
                                Duration.ofMinutes(20),
                                Duration.ofMinutes(5),
                                instance,
                                Map.of())
                        .yaml());
            }
            home.write("windows.yaml", yaml.toString());

            try (ServiceProcess service = home.startAndAwait(account.endpoints());
                    JMXConnector connector = AttachedJvm.connect(service.pid())) {
                MBeanServerConnection jmx = connector.getMBeanServerConnection();
                ObjectName last = new ObjectName(ROUTES.formatted(WINDOWS - 1, "stop"));
                await("log in " + home.path("service.log"))
                        .atMost(ServiceHome.LONGEST)
                        .until(() -> jmx.isRegistered(last));
                MemoryMXBean memory = ManagementFactory.newPlatformMXBeanProxy(
                        jmx, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
                assertThat(jmx.queryNames(new ObjectName("org.apache.camel:type=processors,name=\"many-*\",*"), null))
                        .isEmpty();
                assertThat(memory.getHeapMemoryUsage().getMax()).isLessThanOrEqualTo(HEAP);
                await("room for more than " + WINDOWS + " windows")
                        .atMost(ServiceHome.LONGEST)
                        .until(() -> {
                            memory.gc();
                            return memory.getHeapMemoryUsage().getUsed() < HEAP * 3 / 4;
                        });
            }
        }
    }
}
