package dev.lamplighter.cost.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class PublishingLockTest {
    private final PublishingLock turn = new PublishingLock();

    private Thread inAThread(CountDownLatch begun) {
        Thread thread = new Thread(() -> {
            try {
                turn.begin();
                begun.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void whoComesLaterWaitsForTheEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        turn.begin();
        Thread later = inAThread(begun);
        assertThat(begun.await(300, TimeUnit.MILLISECONDS)).isFalse();

        turn.end();

        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        later.join();
    }

    @Test
    void aTurnWhoseEndWasLostHoldsUpNobodyForEver() throws Exception {
        inAThread(new CountDownLatch(1)).join();
        turn.begin();
        turn.begin();

        turn.endOwn();

        CountDownLatch begun = new CountDownLatch(1);
        inAThread(begun).join();
        assertThat(begun.getCount()).isZero();
    }
}
