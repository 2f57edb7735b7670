package dev.lamplighter.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TokenBucketTest {
    private Instant now = Instant.parse("2026-11-22T14:20:00Z");
    private final TokenBucket bucket = new TokenBucket(3, 2, () -> now);

    @Test
    void soManyAtOnceThenSoManyASecondAndNeverMoreAtOnce() {
        assertThat(taken()).isEqualTo(3);
        now = now.plusMillis(499);
        assertThat(taken()).isZero();
        now = now.plusMillis(1);
        assertThat(taken()).isEqualTo(1);
        now = now.plus(Duration.ofHours(1));
        assertThat(taken()).isEqualTo(3);
    }

    @Test
    void aClockThatIsSetBackNeitherFillsNorEmptiesIt() {
        assertThat(bucket.take()).isTrue();
        now = now.minus(Duration.ofHours(3));
        assertThat(taken()).isEqualTo(2);
    }

    @Test
    void anEmptiedOneFillsAgain() {
        bucket.empty();
        assertThat(taken()).isZero();
        now = now.plusSeconds(1);
        assertThat(taken()).isEqualTo(2);
    }

    private int taken() {
        int taken = 0;
        while (bucket.take()) {
            taken++;
        }
        return taken;
    }
}
