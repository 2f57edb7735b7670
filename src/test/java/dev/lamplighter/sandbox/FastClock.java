package dev.lamplighter.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A clock that goes several times as fast, for processes that have it preloaded: {@code src/test/c/fast_clock.c}. In such processes
 * everything passes as fast, so that they agree with each other.
 */
final class FastClock implements InstantSource {
    private static final String VARIABLE = "LAMPLIGHTER_FAST_CLOCK";

    private final Instant base = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final int speed;

    /** @param speed seconds that pass in a true one */
    FastClock(int speed) {
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        return base.plus(Duration.between(base, Instant.now()).multipliedBy(speed));
    }

    /** Of every process that is started in that home from now on. */
    void into(ServiceHome home) throws IOException, InterruptedException {
        Preloaded.into(home, "fast_clock");
        home.export(VARIABLE, text());
    }

    /** The environment of another process that is to have it, too. */
    Map<String, String> environment(ServiceHome home) {
        return Map.of("LD_PRELOAD", home.path("fast_clock.so").toString(), VARIABLE, text());
    }

    private String text() {
        return base.getEpochSecond() + " " + speed;
    }
}
