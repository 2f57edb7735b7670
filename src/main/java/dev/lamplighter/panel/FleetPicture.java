package dev.lamplighter.panel;

import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.PollFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the panel has to show, from what the polls brought: any thread may report a poll, any thread may ask for the frame
 * of a moment.
 *
 * <p>A new assignment is saved before its light can be seen, so that no light shown before a crash moves after it.
 */
public final class FleetPicture {
    private static final Logger LOG = LoggerFactory.getLogger(FleetPicture.class);

    private final PixelMap pixels;
    private final PixelStore store;
    private final PollWatch watch;
    private final FrameComposer composer;
    private Lamps lamps;
    private int instances;
    private boolean unsaved;

    public FleetPicture(PixelMap pixels, PixelStore store, PollWatch watch, FrameComposer composer) {
        this.pixels = pixels;
        this.store = store;
        this.watch = watch;
        this.composer = composer;
        this.lamps = pixels.lamps();
    }

    /**
     * The picture for a panel of this size, with the pixels that were saved.
     *
     * @param pollPeriod how often a poll is due, from {@code startedAt} on
     */
    public static FleetPicture open(
            PanelSettings settings, PanelGeometry panel, Duration pollPeriod, Instant startedAt) {
        PixelStore store = new PixelStore(settings.pixels().file(), panel);
        return new FleetPicture(
                new PixelMap(panel, settings.pixels(), store.load()),
                store,
                new PollWatch(pollPeriod, startedAt),
                new FrameComposer(panel, settings.palette()));
    }

    /** A complete poll has come in. */
    public synchronized void update(FleetSnapshot fleet) {
        watch.succeeded(fleet.takenAt());
        unsaved |= pixels.update(fleet);
        if (unsaved) {
            unsaved = !store.save(pixels.assignments());
        }
        Lamps before = lamps;
        lamps = pixels.lamps(fleet);
        instances = fleet.instances().size();
        tellHidden(before.hidden());
    }

    /** A poll has failed; no pixel is freed by it. */
    public synchronized void missed(PollFailure failure, Instant at) {
        watch.missed(failure, at);
    }

    /** The frame of {@code now}; the slow blink changes sides every second. */
    public synchronized Frame frame(Instant now) {
        boolean alternate = Math.floorMod(now.getEpochSecond(), 2) == 1;
        return composer.compose(lamps, watch.freshness(now), alternate, note(now));
    }

    public synchronized Freshness freshness(Instant now) {
        return watch.freshness(now);
    }

    public synchronized int missedPolls() {
        return watch.missedPolls();
    }

    public synchronized Optional<Instant> lastPollAt() {
        return watch.lastPollAt();
    }

    /** Instances that the last successful poll listed. */
    public synchronized int instances() {
        return instances;
    }

    public synchronized Lamps lamps() {
        return lamps;
    }

    /** Every pixel that is kept, also those of instances that are gone. */
    public synchronized List<PixelAssignment> assignments() {
        return pixels.assignments();
    }

    private String note(Instant now) {
        Freshness freshness = watch.freshness(now);
        if (freshness == Freshness.FRESH) {
            return "";
        }
        String since = watch.lastPollAt().map(at -> "as of " + at).orElse("no poll has succeeded yet");
        String why =
                watch.failure().map(failure -> ": " + failure.problem().line()).orElse("");
        return freshness + ", " + since + why;
    }

    private void tellHidden(int before) {
        if (lamps.hidden() > 0 && before == 0) {
            LOG.warn(
                    "LIGHT-012  more instances than pixels: the last pixel stands for the others hidden={} instances={}",
                    lamps.hidden(),
                    instances);
        } else if (lamps.hidden() == 0 && before > 0) {
            LOG.info("every instance has a pixel again instances={}", instances);
        }
    }
}
