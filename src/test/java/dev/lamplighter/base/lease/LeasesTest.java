package dev.lamplighter.base.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.StateDatabase;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    @Test
    void whatFailsOnceALeaseIsHeldKeepsNobodyFromBeingToldAndNoLeaseFromBeingRenewed() {
        try (StateDatabase database = StateDatabase.inMemory();
                Leases leases = Leases.shared(
                        database.dataSource(),
                        "one",
                        Duration.ofSeconds(10),
                        new ElapsedTime(InstantSource.system()))) {
            List<String> told = new ArrayList<>();
            leases.listen(name -> {
                throw new IllegalStateException("a route that can't be started");
            });
            leases.listen(told::add);
            Lease windows = leases.named(Lease.WINDOWS);

            leases.renewAll();

            assertThat(windows.isHeld()).isTrue();
            assertThat(told).containsExactly(Lease.WINDOWS);
        }
    }
}
