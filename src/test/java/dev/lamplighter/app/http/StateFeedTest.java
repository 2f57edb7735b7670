package dev.lamplighter.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What those who watch get of states that change, don't change and can't be collected. */
final class StateFeedTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final AtomicInteger collected = new AtomicInteger();
    private volatile boolean broken;

    private ObjectNode state() {
        if (broken) {
            throw new IllegalStateException("no state today");
        }
        return JSON.createObjectNode().put("at", collected.incrementAndGet()).put("level", "OK");
    }

    @Test
    void aStateThatCannotBeCollectedIsNoLongerCurrentUntilItCanAgain() throws Exception {
        try (StateFeed feed = new StateFeed(this::state, Duration.ofSeconds(1))) {
            feed.join();
            assertThat(feed.next(-1, LONGEST.toMillis()).current()).isTrue();
            broken = true;
            await().atMost(LONGEST).until(() -> !feed.next(1, 10).current());
            broken = false;
            await().atMost(LONGEST).until(() -> feed.next(1, 10).current());
        }
    }

    @Test
    void whoComesLaterGetsTheMomentAtWhichTheStateWasLastTheSame() throws Exception {
        try (StateFeed feed = new StateFeed(this::state, LONGEST)) {
            feed.join();
            StateFeed.Numbered first = feed.next(-1, LONGEST.toMillis());
            await().atMost(LONGEST).until(() -> collected.get() > 2);
            await().atMost(LONGEST)
                    .until(() ->
                            JSON.readTree(feed.next(-1, 1).json()).path("at").asInt() > 1);
            assertThat(feed.next(-1, 1).version()).as("nothing has changed").isEqualTo(first.version());
        }
    }
}
