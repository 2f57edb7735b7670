package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws the state of the fleet on the panel, in a thread of its own; any thread may report polls.
 *
 * <p>It always draws the frame for the present moment, so that a slow panel skips outdated frames. It draws when something
 * is reported, at every step of a pixel that blinks or pulses, and twice a second if none does. A frame is written when it
 * differs from the one shown, and every ten seconds anyway, which restores an LED that a glitch has changed. A panel that
 * fails is tried again after 1, 2, 4 .. 30 seconds.
 */
public final class PanelUpdater implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PanelUpdater.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration REFRESH = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final FleetPicture picture;
    private final PanelDriver driver;
    private final InstantSource clock;
    private final ScheduledExecutorService drawing;
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile boolean closed;
    private volatile ScheduledFuture<?> nextTick;

    // Written by the drawing thread only
    private volatile @Nullable Frame shown;
    private volatile @Nullable Problem failure;
    private final AtomicLong framesShown = new AtomicLong();
    private Instant nextRefresh = Instant.MIN;
    private Instant nextTry = Instant.MIN;
    private Duration pause = Duration.ZERO;

    /** Makes a panel with a drawing thread of its own. */
    public PanelUpdater(FleetPicture picture, PanelDriver driver, InstantSource clock) {
        this(picture, driver, clock, Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "panel");
            thread.setDaemon(true);
            return thread;
        }));
    }

    /**
     * Makes a panel that draws in a thread of the caller.
     *
     * @param drawing runs one task at a time; {@link #close} shuts it down
     */
    public PanelUpdater(
            FleetPicture picture, PanelDriver driver, InstantSource clock, ScheduledExecutorService drawing) {
        this.picture = picture;
        this.driver = driver;
        this.clock = clock;
        this.drawing = drawing;
        this.nextTick = drawing.schedule(this::tick, 0, TimeUnit.MILLISECONDS);
    }

    /** Shows a complete poll of a source (account and region). */
    public void show(String source, FleetSnapshot fleet) {
        picture.update(source, fleet);
        askForDrawing();
    }

    /** Does the same for a panel with a single source. */
    public void show(FleetSnapshot fleet) {
        show(PollSchedule.ONE_SOURCE, fleet);
    }

    /** Shows that a poll of a source has failed. */
    public void missed(String source, PollFailure failure) {
        picture.missed(source, failure, clock.instant());
        askForDrawing();
    }

    /** Does the same for a panel with a single source. */
    public void missed(PollFailure failure) {
        missed(PollSchedule.ONE_SOURCE, failure);
    }

    public FleetPicture picture() {
        return picture;
    }

    public PanelGeometry geometry() {
        return driver.geometry();
    }

    /** The frame that the panel shows; null before the first. */
    public @Nullable Frame shown() {
        return shown;
    }

    /** The number of frames written to the panel, including refreshes. */
    public long framesShown() {
        return framesShown.get();
    }

    /** Why the panel can't be drawn at present; null if it can. */
    public @Nullable Problem failure() {
        return failure;
    }

    /** Makes the panel dark, closes the bus and ends the drawing thread; waits for that at most two seconds. */
    @Override
    public void close() {
        closed = true;
        nextTick.cancel(false);
        try {
            Future<?> last = drawing.submit(this::putOut);
            last.get(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            LOG.warn("the panel could not be cleared: {}", String.valueOf(e.getCause()));
        } catch (TimeoutException e) {
            LOG.warn("the panel could not be cleared: its last drawing takes longer than {}", CLOSE_LIMIT);
        } finally {
            drawing.shutdown();
        }
    }

    private void askForDrawing() {
        if (!asked.compareAndSet(false, true)) {
            return;
        }
        try {
            drawing.execute(this::draw);
        } catch (RejectedExecutionException e) {
            LOG.debug("a poll came in after the panel was closed", e);
        }
    }

    private void tick() {
        try {
            draw();
        } finally {
            if (!closed) {
                Duration pause = failure == null ? picture.untilNextFrame(clock.instant()) : TICK;
                nextTick = drawing.schedule(this::tick, pause.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    /**
     * Draws once. This is the task of the drawing thread, which nothing may end, not even a bus library that can't be
     * loaded.
     */
    private void draw() {
        asked.set(false);
        Instant now = clock.instant();
        if (closed || isWithin(LONGEST_PAUSE, now, nextTry)) {
            return;
        }
        try {
            Frame frame = picture.frame(now);
            if (!frame.equals(shown) || !isWithin(REFRESH, now, nextRefresh)) {
                driver.show(frame);
                succeeded(frame, now);
            }
        } catch (RuntimeException | LinkageError e) {
            failed(e, now);
        }
    }

    /**
     * Whether {@code until} is still to come. If it is further away than {@code longest}, the clock was set back, and it
     * counts as past.
     */
    private static boolean isWithin(Duration longest, Instant now, Instant until) {
        return now.isBefore(until) && !now.plus(longest).isBefore(until);
    }

    private void putOut() {
        try {
            driver.show(Frame.dark(driver.geometry()));
        } finally {
            driver.close();
        }
    }

    private void succeeded(Frame frame, Instant now) {
        if (failure != null) {
            LOG.info("the panel can be drawn again");
        }
        shown = frame;
        failure = null;
        framesShown.incrementAndGet();
        pause = Duration.ZERO;
        nextRefresh = now.plus(REFRESH);
    }

    private void failed(Throwable e, Instant now) {
        Problem problem = e instanceof ProblemException known
                ? known.problem()
                : new Problem(
                        LightProblemCode.DRAWING_FAILED,
                        driver.getClass().getSimpleName(),
                        "can't show a picture",
                        e.toString(),
                        "report it as a defect, together with the log");
        if (!problem.equals(failure)) {
            tell(problem, e);
        }
        failure = problem;
        shown = null;
        pause = pause.isZero() ? Duration.ofSeconds(1) : pause.multipliedBy(2);
        pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        nextTry = now.plus(pause);
    }

    private static void tell(Problem problem, Throwable e) {
        if (e instanceof ProblemException) {
            LOG.warn("{}", problem.line());
        } else {
            LOG.error("{}", problem.line());
        }
        LOG.debug("what was thrown", e);
    }
}
