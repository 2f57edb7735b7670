package dev.lamplighter.base.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lamplighter.base.ElapsedTime;
import dev.lamplighter.base.StateDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LeasesTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StateDatabase database = StateDatabase.inMemory();
    private final AtomicLong nanos = new AtomicLong();
    private final Leases leases =
            Leases.shared(database.dataSource(), "one", LENGTH, new ElapsedTime(() -> Instant.EPOCH, nanos::get));
    private final Lease windows = leases.named(Lease.WINDOWS);
    private final Lease ofAnother = new DatabaseLease(database.dataSource(), Lease.WINDOWS, "two", LENGTH, nanos::get);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final CountDownLatch go = new CountDownLatch(1);

    @AfterEach
    void close() {
        go.countDown();
        leases.close();
        database.close();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A listener that hangs until the test lets it go. */
    private void hang(String name) {
        told.add("begins " + name);
        try {
            if (!go.await(1, TimeUnit.MINUTES)) {
                fail("never let go");
            }
        } catch (InterruptedException e) {
            told.add("interrupted");
        }
        told.add("ends " + name);
    }

    @Test
    void whatFailsOnceALeaseIsHeldKeepsNobodyFromBeingToldAndNoLeaseFromBeingRenewed() {
        leases.listen(name -> {
            throw new IllegalStateException("a route that can't be started");
        });
        leases.listen(told::add);

        leases.renewAll();

        assertThat(windows.isHeld()).isTrue();
        await().atMost(SOON).untilAsserted(() -> assertThat(told).containsExactly(Lease.WINDOWS));
    }

    @Test
    void noRenewalWaitsForAListenerAndAllAreToldInOrder() {
        leases.listen(this::hang);
        leases.listen(told::add);

        for (int renewal = 0; renewal < 5; renewal++) {
            assertTimeoutPreemptively(SOON, leases::renewAll);
            pass(LENGTH.dividedBy(2));
        }
        assertThat(windows.isHeld()).isTrue();
        pass(LENGTH);
        assertThat(windows.isHeld()).as("run out, whoever was told").isFalse();
        assertThat(ofAnother.renew()).isFalse();
        pass(LENGTH);
        assertThat(ofAnother.renew()).isTrue();
        assertTimeoutPreemptively(SOON, leases::renewAll);
        go.countDown();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(told)
                        .containsExactly(
                                "begins windows",
                                "ends windows",
                                "windows",
                                "begins windows",
                                "ends windows",
                                "windows"));
    }

    @Test
    void aLeaseIsReleasedOnceWhatFollowsFromItHasEnded() {
        leases.listen(this::hang);
        leases.renewAll();
        await().atMost(SOON).until(() -> told.contains("begins windows"));

        CompletableFuture<Void> closing = CompletableFuture.runAsync(leases::close);

        assertThat(ofAnother.renew()).as("while a listener runs").isFalse();
        assertThat(closing).isNotDone();
        go.countDown();
        assertThat(closing).succeedsWithin(SOON);
        assertThat(told).containsExactly("begins windows", "ends windows");
        assertThat(ofAnother.renew()).as("at once").isTrue();
    }

    @Test
    void whatIsClosedRenewsNothingMore() {
        leases.renewAll();
        leases.close();

        leases.renewAll();

        assertThat(windows.isHeld()).isFalse();
        assertThat(ofAnother.renew()).isTrue();
    }
}
