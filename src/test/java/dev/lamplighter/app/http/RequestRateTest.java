package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How often something may be asked. */
final class RequestRateTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // System.nanoTime may overflow
    private final RequestRate rate = new RequestRate(3, 2, nanos::get);

    @Test
    void soManyAtOnceThenSoManyASecondAndNeverMoreAtOnce() {
        taken(3);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        taken(1);
        nanos.addAndGet(Duration.ofHours(1).toNanos());
        taken(3);
    }

    private void taken(int times) {
        for (int i = 0; i < times; i++) {
            assertThatCode(rate::take).doesNotThrowAnyException();
        }
        assertThatThrownBy(rate::take)
                .isInstanceOfSatisfying(
                        ResponseStatusException.class,
                        e -> assertThat(e.status()).isEqualTo(429));
    }
}
