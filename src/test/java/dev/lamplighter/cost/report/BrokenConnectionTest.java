package dev.lamplighter.cost.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects of S3 over connections that break. */
final class BrokenConnectionTest {
    private final FakeS3 s3 = new FakeS3();
    private final S3Store store = new S3Store(s3, "b");

    @Test
    void readsOnWhereTheConnectionBroke() throws IOException {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] content = new byte[1 + random.nextInt(5000)];
            random.nextBytes(content);
            s3.objects.put("k", content);
            s3.connection = in -> new Breaking(in, 1 + random.nextInt(1000), random.nextBoolean());

            try (InputStream in = store.open(store.head("k").orElseThrow())) {
                assertThat(in.readAllBytes()).as("seed " + seed).isEqualTo(content);
            }
        }
    }

    @Test
    void givesUpWhenNothingComesAnyMore() throws IOException {
        s3.objects.put("k", new byte[100]);
        s3.connection = in -> new Breaking(in, 0, true);

        try (InputStream in = store.open(store.head("k").orElseThrow())) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class).hasMessageContaining("s3://b/k");
        }
        assertThat(s3.calls).hasSizeLessThan(10);
    }

    @Test
    void neverReadsOnInAnotherContent() throws IOException {
        s3.objects.put("k", new byte[100]);
        s3.connection = in -> new Breaking(in, 50, true);

        try (InputStream in = store.open(store.head("k").orElseThrow())) {
            in.readNBytes(50);
            s3.objects.put("k", new byte[101]);
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ObjectChangedException.class);
        }
    }

    /** Ends after some bytes, as a connection that is reset or as one that is closed. */
    private static final class Breaking extends FilterInputStream {
        private final boolean reset;
        private int left;

        Breaking(InputStream in, int bytes, boolean reset) {
            super(in);
            left = bytes;
            this.reset = reset;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0 && reset) {
                throw new IOException("connection reset");
            }
            int count = super.read(target, offset, Math.min(left, length));
            left -= Math.max(0, count);
            return count == 0 && length > 0 ? -1 : count;
        }
    }
}
