package dev.lamplighter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class InstanceHealthPagesTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void answersOkAndNowAndThenThatItFails() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (int turn = 0; turn < 60; turn++) {
            Instant now = NOON.plusSeconds(20L * turn);
            try (InstanceHealthPages pages = InstanceHealthPages.start(InstantSource.fixed(now))) {
                HttpURLConnection web = (HttpURLConnection)
                        pages.address().resolve("web-1").toURL().openConnection();
                boolean fails = InstanceHealthPages.fails("web-1", now.getEpochSecond());
                assertThat(web.getResponseCode()).isEqualTo(fails ? 503 : 200);
                seen.add(web.getResponseMessage());
            }
        }
        assertThat(seen).containsExactly("OK", "Service Unavailable");
    }
}
