package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.app.status.ServiceStatus;
import dev.lamplighter.app.status.StatusText;
import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.SetAside;
import dev.lamplighter.base.SimulatedClock;
import dev.lamplighter.base.StateDatabase;
import dev.lamplighter.base.lease.Lease;
import dev.lamplighter.base.lease.Leases;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two copies on one database: each says everywhere who acts. */
final class WhoActsTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final SimulatedClock clock = new SimulatedClock("2026-11-22T14:00:00Z");
    private final StateDatabase shared = StateDatabase.inMemory();
    private final Leases one = leases("pi-1/a");
    private final Leases two = leases("pi-2/b");

    private Leases leases(String self) {
        return Leases.shared(shared.dataSource(), self, LENGTH, new ElapsedTime(clock, clock::nanoTime));
    }

    private ServiceStatus status(Leases leases) {
        return new ServiceStatus(
                new ServiceStatus.Sources(null, null, null, List::of, new SetAside(), null, leases), clock);
    }

    @AfterEach
    void close() {
        shared.close();
    }

    @Test
    void statusAndMetricsOfBothCopiesNameTheOneThatActs() {
        one.named(Lease.WINDOWS).renew();
        one.named(Lease.COSTS);
        two.named(Lease.WINDOWS).renew();
        two.named(Lease.COSTS).renew();
        one.named(Lease.COSTS).renew();

        assertThat(told(one)).isEqualTo("acted (this is copy pi-1): costs by pi-2, windows here");
        assertThat(told(two)).isEqualTo("acted (this is copy pi-2): costs here, windows by pi-1");
        JsonNode windows = status(two).json().path("leases").path("all").path(1);
        assertThat(windows.toString()).isEqualTo("{\"name\":\"windows\",\"acting\":false,\"holder\":\"pi-1\"}");
        assertThat(metrics(one))
                .containsExactly("lamplighter_acting{lease=\"costs\"} 0", "lamplighter_acting{lease=\"windows\"} 1");
        assertThat(metrics(two))
                .containsExactly("lamplighter_acting{lease=\"costs\"} 1", "lamplighter_acting{lease=\"windows\"} 0");
    }

    @Test
    void afterATakeoverAndWhileNobodyActsThatIsSaidToo() {
        one.named(Lease.WINDOWS).renew();
        two.named(Lease.WINDOWS).renew();
        clock.pass(LENGTH);

        assertThat(metrics(one)).containsExactly("lamplighter_acting{lease=\"windows\"} 0");
        assertThat(metrics(two)).containsExactly("lamplighter_acting{lease=\"windows\"} 0");

        two.named(Lease.WINDOWS).renew();
        one.named(Lease.WINDOWS).renew();

        assertThat(told(one)).isEqualTo("acted (this is copy pi-1): windows by pi-2");
        assertThat(metrics(two)).containsExactly("lamplighter_acting{lease=\"windows\"} 1");

        two.close();
        assertThat(metrics(two)).containsExactly("lamplighter_acting{lease=\"windows\"} 0");
        one.named(Lease.WINDOWS).renew();
        assertThat(told(one)).isEqualTo("acted (this is copy pi-1): windows here");
    }

    @Test
    void jmxShowsItAsTables() throws Exception {
        one.named(Lease.WINDOWS).renew();
        two.named(Lease.WINDOWS).renew();
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("dev.lamplighter:type=Service,name=who-acts-test");
        server.registerMBean(status(two), name);
        try {
            assertThat(only(server.getAttribute(name, "Leases"))).isEqualTo("[windows, pi-1]");
            assertThat(only(server.getAttribute(name, "Acting"))).isEqualTo("[windows, 0]");
        } finally {
            server.unregisterMBean(name);
        }
    }

    @Test
    void theOnlyCopySaysNothingOfIt() {
        assertThat(metrics(Leases.sole())).isEmpty();
        assertThat(status(Leases.sole()).json().has("leases")).isFalse();
        assertThat(StatusText.lines(status(Leases.sole()).json(), clock.instant()))
                .noneMatch(line -> line.startsWith("acted"));
    }

    private static String only(Object table) {
        assertThat(((TabularData) table).size()).isEqualTo(1);
        CompositeData row =
                (CompositeData) ((TabularData) table).values().iterator().next();
        return List.of(row.get("key"), row.get("value")).toString();
    }

    private String told(Leases leases) {
        return StatusText.lines(status(leases).json(), clock.instant()).get(0);
    }

    private List<String> metrics(Leases leases) {
        return Stream.of(MetricsText.of(status(leases), List.of()).split("\n"))
                .filter(line -> line.startsWith("lamplighter_acting{"))
                .toList();
    }
}
