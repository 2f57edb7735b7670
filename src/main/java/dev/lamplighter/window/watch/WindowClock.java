package dev.lamplighter.window.watch;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.aws.AwsTime;
import dev.lamplighter.base.aws.ServerTimeSample;
import dev.lamplighter.base.code.WindowProblemCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives the time for decisions about windows, and says whether it can be trusted. It is the wall clock's time, or AWS's
 * while the last two answers of AWS were more than a minute off the wall clock.
 *
 * <p>After the wall clock was set, or after a single answer that is off, nothing must be decided until another answer of AWS
 * shows which time is right. If AWS can't be called, the new time is trusted after five minutes in which the clock was not
 * set again. Thread-safe.
 */
public final class WindowClock implements InstantSource {
    /** The window and the subject of alerts of the clock. */
    public static final String SUBJECT = "clock";

    /** How far the clock may be off: windows are exact to a minute. */
    private static final Duration APART = Duration.ofSeconds(60);

    private static final Duration UNANSWERED = Duration.ofMinutes(5);
    /** How often AWS is asked for its time if no other call has given it; clocks are seldom set. */
    private static final Duration ASK_EVERY = Duration.ofMinutes(10);

    private static final Duration FIRST_ASK_EVERY = Duration.ofMinutes(1);

    private final InstantSource wall;
    private final LongSupplier nanoTime;
    private final AwsTime aws;
    private final ClockWatch watch;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    /** The answer that gives AWS's time while that counts; null while the wall clock counts. */
    private @Nullable ServerTimeSample base;
    /** Why nothing must be decided; null while all is well. */
    private @Nullable Doubt doubt;

    private @Nullable Problem told;
    private boolean wasSet;
    private long validFrom;
    private @Nullable Long askedAt;

    /** @param isStep whether the wall clock was set; else a single answer is off */
    private record Doubt(boolean isStep, Duration by, long since) {}

    private enum Opinion {
        /** No answer since the clock was set. */
        NONE,
        AGREES,
        /** The last answer alone is off. */
        ODD,
        /** The last two answers are off by the same amount. */
        OFF
    }

    /**
     * What a pass has to know of the clock.
     *
     * @param wasSet since the pass before
     * @param isDoubtful nothing must be decided
     * @param problem what is to be reported
     */
    public record Reading(boolean wasSet, boolean isDoubtful, Optional<Problem> problem) {}

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime()} */
    public WindowClock(InstantSource wall, LongSupplier nanoTime, AwsTime aws) {
        this.wall = wall;
        this.nanoTime = nanoTime;
        this.aws = aws;
        this.watch = new ClockWatch(wall, nanoTime);
        this.validFrom = nanoTime.getAsLong();
    }

    /** Adds a listener that is called when the wall clock was set. */
    public void whenSet(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public synchronized Instant instant() {
        return base == null ? wall.instant() : base.at(nanoTime.getAsLong());
    }

    /** A moment by the monotonic clock, for {@link #since}. */
    public long nanos() {
        return nanoTime.getAsLong();
    }

    /** How long ago that was, however the wall clock was set meanwhile. */
    public Duration since(long nanos) {
        return Duration.ofNanos(nanoTime.getAsLong() - nanos);
    }

    /** Checks the clock at the beginning of a pass; asks AWS for its time if that is due, without holding the lock. */
    public Reading check() {
        if (isAskDue()) {
            ask();
        }
        if (isOdd()) {
            ask();
        }
        return reading();
    }

    private synchronized boolean isAskDue() {
        noticeStep();
        return isAskDue(opinion());
    }

    private synchronized boolean isOdd() {
        return opinion() == Opinion.ODD;
    }

    private void ask() {
        synchronized (this) {
            askedAt = nanoTime.getAsLong();
        }
        aws.ask();
    }

    private synchronized Reading reading() {
        apply(opinion());
        Reading reading = new Reading(wasSet, doubt != null, Optional.ofNullable(told));
        wasSet = false;
        return reading;
    }

    /** Whether the time has become doubtful since the pass began; makes no call. */
    public synchronized boolean isShaken() {
        noticeStep();
        Opinion opinion = opinion();
        return doubt != null || (base == null && (opinion == Opinion.ODD || opinion == Opinion.OFF));
    }

    private void noticeStep() {
        Optional<Duration> jump = watch.jump();
        if (jump.isPresent()) {
            long now = nanoTime.getAsLong();
            doubt = new Doubt(true, jump.get(), now);
            validFrom = now;
            wasSet = true;
            told = wasSetBy(jump.get());
            listeners.forEach(Runnable::run);
        }
    }

    /** The answers that still count: after the machine slept, older ones don't, because the monotonic clock stood still. */
    private List<ServerTimeSample> answers() {
        return aws.latest().stream()
                .filter(answer -> answer.nanos() - validFrom >= 0)
                .toList();
    }

    private Opinion opinion() {
        List<ServerTimeSample> answers = answers();
        if (answers.isEmpty()) {
            return Opinion.NONE;
        }
        ServerTimeSample last = last();
        if (isNear(off(last))) {
            return Opinion.AGREES;
        }
        ServerTimeSample first = answers.get(0);
        boolean twice =
                answers.size() > 1 && !isNear(off(first)) && isNear(off(first).minus(off(last)));
        return twice ? Opinion.OFF : Opinion.ODD;
    }

    /** How far the wall clock is ahead of the time by an answer. */
    private Duration off(ServerTimeSample answer) {
        return Duration.between(answer.at(nanoTime.getAsLong()), wall.instant());
    }

    private static boolean isNear(Duration far) {
        return far.abs().compareTo(APART) <= 0;
    }

    /**
     * Whether AWS is to be asked again: before the wall clock is left, EC2 itself must confirm, because other services may
     * have wrong clocks.
     */
    private boolean isAskDue(Opinion opinion) {
        return switch (opinion) {
            case NONE -> doubt != null || isDue(askedAt, FIRST_ASK_EVERY);
            case ODD -> base == null;
            case OFF -> base == null;
            case AGREES -> isDue(last().nanos(), ASK_EVERY) && isDue(askedAt, ASK_EVERY);
        };
    }

    private boolean isDue(@Nullable Long last, Duration every) {
        return last == null || nanoTime.getAsLong() - last >= every.toNanos();
    }

    private void apply(Opinion opinion) {
        switch (opinion) {
            case AGREES -> follow(null);
            case OFF -> follow(last());
            case ODD -> {
                if (doubt == null && base == null) {
                    Duration by = off(last());
                    doubt = new Doubt(false, by, nanoTime.getAsLong());
                    told = mayBeOff(by);
                } else {
                    giveUpWaiting(opinion);
                }
            }
            case NONE -> giveUpWaiting(opinion);
        }
    }

    private ServerTimeSample last() {
        List<ServerTimeSample> answers = answers();
        return answers.get(answers.size() - 1);
    }

    /** @param answer the answer that gives AWS's time from now on; null for the wall clock */
    private void follow(@Nullable ServerTimeSample answer) {
        boolean before = base != null;
        if (answer == null) {
            told = null;
        } else if (!before || doubt != null) {
            told = isOff(off(answer));
        }
        wasSet |= before != (answer != null);
        base = answer;
        doubt = null;
    }

    /**
     * Ends the wait for another answer: after the clock was set, a single answer that is off counts; if it was not set, it
     * does not.
     */
    private void giveUpWaiting(Opinion opinion) {
        Doubt unsettled = doubt;
        if (unsettled == null || !isDue(unsettled.since(), UNANSWERED)) {
            return;
        }
        if (unsettled.isStep() && opinion == Opinion.ODD) {
            follow(last());
            return;
        }
        follow(null);
        told = unsettled.isStep() ? isUnconfirmed(unsettled.by()) : wasAlone(unsettled.by());
        validFrom = nanoTime.getAsLong();
    }

    private static Problem wasSetBy(Duration by) {
        return problem(
                WindowProblemCode.CLOCK_UNSETTLED,
                "this machine's clock was set by " + by.toSeconds() + " s",
                "nothing is started or stopped until AWS's time agrees with it, or for 5 minutes if AWS can't be"
                        + " asked");
    }

    private static Problem mayBeOff(Duration by) {
        return problem(
                WindowProblemCode.CLOCK_UNSETTLED,
                "an answer of AWS is " + by.toSeconds() + " s off this machine's clock",
                "nothing is started or stopped until a second answer shows which is right");
    }

    private static Problem isOff(Duration by) {
        return problem(
                WindowProblemCode.CLOCK_OFF,
                "this machine's clock is " + by.abs().toSeconds() + " s " + (by.isNegative() ? "behind" : "ahead of")
                        + " AWS's time",
                "windows use AWS's time until both agree");
    }

    private static Problem isUnconfirmed(Duration by) {
        return problem(
                WindowProblemCode.CLOCK_BELIEVED,
                "this machine's clock was set by " + by.toSeconds() + " s and AWS can't be asked whether it is right",
                "it was not set again for 5 minutes, so windows use it");
    }

    private static Problem wasAlone(Duration by) {
        return problem(
                WindowProblemCode.CLOCK_BELIEVED,
                "an answer of AWS was " + by.toSeconds() + " s off this machine's clock and AWS can't be asked again",
                "it takes two such answers, so windows use this machine's clock");
    }

    private static Problem problem(WindowProblemCode code, String what, String why) {
        return new Problem(code, SUBJECT, what, why, "have the clock set by NTP, as by systemd-timesyncd or chrony");
    }
}
