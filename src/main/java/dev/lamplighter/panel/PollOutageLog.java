package dev.lamplighter.panel;

import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Freshness;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts missed polls and logs an outage: one line when it begins, one for each further kind of failure, one when it ends. A
 * poll without any result is counted as missed once its time has passed. Not thread-safe.
 */
public final class PollOutageLog {
    /** Missed polls after which pixels are dimmed. */
    static final int STALE_AFTER = 2;

    /** Missed polls after which pixels blink slowly. */
    static final int LOST_AFTER = 5;

    private static final Logger LOG = LoggerFactory.getLogger(PollOutageLog.class);

    /**
     * The least age at which a picture counts as stale, for polls so frequent that one slow answer outlasts several of them.
     */
    private static final Duration LEAST_STALE = Duration.ofSeconds(10);

    /** The least age at which the state counts as lost, likewise. */
    private static final Duration LEAST_LOST = Duration.ofSeconds(30);

    private final String source;
    private final Duration stale;
    private final Duration lost;
    private final Set<PollFailure.Kind> told = EnumSet.noneOf(PollFailure.Kind.class);
    private final LongSupplier nanoTime;
    private Instant freshAt;
    private long freshNanos;
    private @Nullable Instant lastPollAt;
    private @Nullable Instant missedSince;
    private @Nullable PollFailure failure;
    private int missed;

    /**
     * Makes a monitor with no poll missed.
     *
     * @param source the source that is polled, for the log
     */
    public PollOutageLog(String source, PollSchedule plan) {
        this.source = source;
        this.stale = longer(plan.period().multipliedBy(STALE_AFTER + 1L), LEAST_STALE);
        this.lost = longer(plan.period().multipliedBy(LOST_AFTER + 1L), LEAST_LOST);
        this.freshAt = plan.startedAt();
        this.nanoTime = plan.nanoTime();
        this.freshNanos = nanoTime.getAsLong();
    }

    public void succeeded(Instant at) {
        if (missedSince != null) {
            LOG.info(
                    "polls of EC2 succeed again source={} missedPolls={} outage={}",
                    source,
                    missed,
                    Duration.between(missedSince, at));
        }
        freshAt = at;
        freshNanos = nanoTime.getAsLong();
        lastPollAt = at;
        missedSince = null;
        failure = null;
        missed = 0;
        told.clear();
    }

    public void missed(PollFailure what, Instant at) {
        missed++;
        failure = what;
        missedSince = missedSince == null ? at : missedSince;
        if (!told.add(what.kind())) {
            return;
        }
        if (what.kind() == PollFailure.Kind.UNEXPECTED) {
            LOG.error("{}", what.problem().line());
        } else {
            LOG.warn("{}", what.problem().line());
        }
        LOG.debug("what was thrown", what.cause());
    }

    public Freshness freshness(Instant now) {
        // The wall clock may have been set back, and the monotonic one stands still while the machine sleeps.
        Duration age = longer(Duration.between(freshAt, now), Duration.ofNanos(nanoTime.getAsLong() - freshNanos));
        boolean refused = failure != null && failure.isRefusal();
        if (refused || missed >= LOST_AFTER || age.compareTo(lost) >= 0) {
            return Freshness.LOST;
        }
        if (missed >= STALE_AFTER || age.compareTo(stale) >= 0) {
            return Freshness.STALE;
        }
        return lastPollAt == null ? Freshness.NO_POLL_YET : Freshness.FRESH;
    }

    /** The number of polls missed since the last success. */
    public int missedPolls() {
        return missed;
    }

    /** When the last successful poll was complete. */
    public Optional<Instant> lastPollAt() {
        return Optional.ofNullable(lastPollAt);
    }

    /** Why the last poll failed; empty if no poll is missed. */
    public Optional<PollFailure> failure() {
        return Optional.ofNullable(failure);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
