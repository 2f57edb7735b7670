package dev.lamplighter.panel;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.fleet.FleetHealth;
import dev.lamplighter.fleet.FleetSnapshot;
import dev.lamplighter.fleet.InstanceHealth;
import dev.lamplighter.fleet.PollFailure;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.FrameRenderer;
import dev.lamplighter.panel.frame.Freshness;
import dev.lamplighter.panel.frame.PixelHealth;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelMap;
import dev.lamplighter.panel.pixel.PixelOwner;
import dev.lamplighter.panel.pixel.PixelOwnerFactory;
import dev.lamplighter.panel.pixel.PixelStore;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the frames of the panel from what polls and checks report. Thread-safe.
 *
 * <p>A new assignment is saved before its pixel is lit, so that no pixel that was shown before a crash moves after it. The
 * results of checks are read every second.
 */
public final class FleetPicture {
    private static final Logger LOG = LoggerFactory.getLogger(FleetPicture.class);
    /** A failed check shows within a second. */
    private static final Duration CHECK_PERIOD = Duration.ofSeconds(1);

    /** How often pixels are given out anew for a source in which nothing has changed: some may have been kept long enough. */
    private static final Duration LAYOUT_PERIOD = Duration.ofMinutes(1);

    private static final long LONGEST_MILLIS = 500;

    private final PixelMap pixels;
    private final PixelStore store;
    private final SourceMonitor sources;
    private final FailedChecks checks;
    private final PixelOwnerFactory everyone;
    private final FrameRenderer frameRenderer;
    private List<PixelOwner> owners = List.of();
    private PixelAllocation pixelLayout;
    private Map<String, String> ambiguousPins = Map.of();
    private int instances;
    private final Map<String, Instant> laidOutAt = new HashMap<>();
    private boolean unsaved;
    private @Nullable Instant checkedAt;

    private FleetPicture(
            PanelSettings settings, PanelGeometry panel, PollSchedule plan, FleetHealth health, PixelStore store) {
        this.store = store;
        this.pixels = new PixelMap(panel, settings.pixels(), plan.sources(), store.load());
        this.sources = new SourceMonitor(plan);
        this.checks = new FailedChecks(health);
        this.everyone = new PixelOwnerFactory(settings.pixels().overflow());
        this.frameRenderer = new FrameRenderer(panel, settings.look());
        this.pixelLayout = pixels.layout(owners);
    }

    /** Makes the picture for a panel of this size, with the assignments that were saved. */
    public static FleetPicture open(
            PanelSettings settings, PanelGeometry panel, PollSchedule plan, FleetHealth health) {
        return new FleetPicture(
                settings, panel, plan, health, new PixelStore(settings.pixels().file(), panel));
    }

    /** Makes the picture for a single source, without checks. */
    public static FleetPicture open(
            PanelSettings settings, PanelGeometry panel, Duration pollPeriod, Instant startedAt) {
        PollSchedule plan = new PollSchedule(Set.of(PollSchedule.ONE_SOURCE), pollPeriod, startedAt);
        return open(settings, panel, plan, InstanceHealth::unknown);
    }

    /** Has these sources be all that are polled; the pixels of the others stay as they are. */
    public synchronized void polls(Set<String> names) {
        sources.polls(names);
        pixels.polls(names);
        laidOutAt.clear();
        owners = everyone.of(sources.fleets());
        pixelLayout = pixels.layout(owners);
        checkedAt = null;
        frameRenderer.clear();
    }

    /** Takes a complete poll of a source. */
    public synchronized void update(String source, FleetSnapshot fleet) {
        if (sources.isFormer(source)) {
            return;
        }
        boolean isKnown = sources.succeeded(source, fleet);
        Instant laidOut = laidOutAt.get(source);
        if (isKnown && !unsaved && laidOut != null && FailedChecks.isRecent(laidOut, fleet.takenAt(), LAYOUT_PERIOD)) {
            return; // whether it was stale is seen by its freshness
        }
        laidOutAt.put(source, fleet.takenAt());
        owners = everyone.of(sources.fleets());
        unsaved |= pixels.update(owners, source, fleet.takenAt());
        if (unsaved) {
            unsaved = !store.save(pixels.assignments());
        }
        int hiddenBefore = pixelLayout.hidden().size();
        pixelLayout = pixels.layout(owners);
        instances = sources.fleets().values().stream()
                .mapToInt(each -> each.instances().size())
                .sum();
        checkedAt = null;
        frameRenderer.clear();
        tellHidden(hiddenBefore);
        tellAmbiguousPins();
    }

    /** Takes a failed poll of a source, which frees no pixel. */
    public synchronized void missed(String source, PollFailure failure, Instant at) {
        if (sources.isFormer(source)) {
            return;
        }
        sources.missed(source, failure, at);
        frameRenderer.clear();
    }

    /** The frame for {@code now}; the same object as long as nothing has changed. */
    public synchronized Frame frame(Instant now) {
        PixelHealth pixelHealth = evidence(now);
        if (!frameRenderer.isSetFor(pixelHealth)) {
            frameRenderer.set(pixelLayout, pixelHealth, sources.note(now));
        }
        return frameRenderer.frame(now);
    }

    /**
     * How long the frame for {@code now} stays valid if nothing is reported: until the next step while a pixel blinks or
     * pulses, otherwise half a second.
     */
    public synchronized Duration untilNextFrame(Instant now) {
        return Duration.ofMillis(frameRenderer.millisToNextMoment(now, LONGEST_MILLIS));
    }

    /** The freshness of the picture, which is that of the stalest source. */
    public synchronized Freshness freshness(Instant now) {
        return evidence(now).worst();
    }

    /** One line for each source, by its name: how fresh it is, and if it isn't, why. */
    public synchronized Map<String, String> sources(Instant now) {
        return sources.lines(now);
    }

    /** The freshness of the sources and the failed checks. */
    public synchronized PixelHealth evidence(Instant now) {
        if (checkedAt == null || !FailedChecks.isRecent(checkedAt, now, CHECK_PERIOD)) {
            checks.update(owners, now);
            checkedAt = now;
        }
        return new PixelHealth(sources.freshness(now), checks.failed());
    }

    /** The number of polls missed since the last success, of the source that has missed most. */
    public synchronized int missedPolls() {
        return sources.missedPolls();
    }

    /** When the last successful poll of any source was complete. */
    public synchronized Optional<Instant> lastPollAt() {
        return sources.lastPollAt();
    }

    /** The number of instances that the last successful polls have listed. */
    public synchronized int instances() {
        return instances;
    }

    public synchronized PixelAllocation layout() {
        return pixelLayout;
    }

    /** All pixels that are kept, including those of instances that are gone. */
    public synchronized List<PixelAssignment> assignments() {
        return pixels.assignments();
    }

    private void tellAmbiguousPins() {
        Map<String, String> now = pixels.ambiguousPins();
        now.forEach((pin, owners) -> {
            if (!owners.equals(ambiguousPins.get(pin))) {
                LOG.warn(new Problem(
                                LightProblemCode.PIN_OF_SEVERAL_INSTANCES,
                                "panel.pin." + pin,
                                "more than one instance has this name, so none has the pixel",
                                owners,
                                "pin one of them by its id")
                        .line());
            }
        });
        ambiguousPins = now;
    }

    private void tellHidden(int before) {
        int hidden = pixelLayout.hidden().size();
        if (hidden > 0 && before == 0) {
            LOG.warn(
                    "{}  more instances than pixels: the last pixel stands for the others hidden={} instances={}",
                    LightProblemCode.MORE_THAN_PIXELS.text(),
                    hidden,
                    instances);
        } else if (hidden == 0 && before > 0) {
            LOG.info("every instance has a pixel again instances={}", instances);
        }
    }
}
