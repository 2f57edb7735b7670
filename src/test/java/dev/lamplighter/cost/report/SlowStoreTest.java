package dev.lamplighter.cost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** Objects of S3 that come slowly, on a clock that the test moves. */
final class SlowStoreTest {
    private static final int SIZE = 1 << 20;

    private final FakeS3 s3 = new FakeS3();
    private long nanos;
    private final S3Store store = new S3Store(s3, "b", () -> nanos);

    /** How a connection sends: so many bytes a read, each after a wait that depends on how many reads there were. */
    private InputStream received(int bytes, IntUnaryOperator seconds) throws IOException {
        s3.objects.put("k", new byte[SIZE]);
        s3.connection = in -> new FilterInputStream(in) {
            private int reads;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                pass(seconds.applyAsInt(reads++));
                return super.read(target, offset, Math.min(bytes, length));
            }
        };
        return store.open(store.head("k").orElseThrow());
    }

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void aByteASecondIsGivenUpAfterASecondConnection() throws IOException {
        try (InputStream in = received(1, read -> 1)) {
            assertThatThrownBy(in::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("COST-140  s3://b/k  the store sends too slowly: 60 bytes in 60 s .*; fix: .*");
        }
        assertThat(Duration.ofNanos(nanos)).isEqualTo(Duration.ofMinutes(2));
        assertThat(s3.calls.stream().filter(call -> call.contains("GET") || call.contains("get")))
                .hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void slowButSteadyIsWaitedFor() throws IOException {
        try (InputStream in = received(2048, read -> 1)) {
            assertThat(in.readAllBytes()).hasSize(SIZE);
        }
    }

    @Test
    void aPauseOfNearlyAMinuteIsWaitedFor() throws IOException {
        try (InputStream in = received(8192, read -> read == 3 ? 59 : 0)) {
            assertThat(in.readAllBytes()).hasSize(SIZE);
        }
    }

    @Test
    void aStallThatANewConnectionEndsIsNoFailureHoweverOftenItComes() throws IOException {
        try (InputStream in = received(100_000, read -> read == 2 ? 61 : 0)) {
            byte[] some = new byte[100_000];
            int sum = 0;
            for (int count = in.read(some); count >= 0; count = in.read(some)) {
                sum += count;
            }
            assertThat(sum).isEqualTo(SIZE);
        }
    }

    @Test
    void timeThatTheReaderTakesDoesNotCount() throws IOException {
        try (InputStream in = received(1000, read -> 0)) {
            for (int i = 0; i < 100; i++) {
                assertThat(in.readNBytes(1000)).hasSize(1000);
                pass(600);
            }
        }
    }
}
