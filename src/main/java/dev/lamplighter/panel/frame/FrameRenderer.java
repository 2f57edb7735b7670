package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Renders the current animated frame, by day and by night. The animated frame is replaced when something is reported, and
 * one frame is made for each of its steps. Not thread-safe.
 */
public final class FrameRenderer {
    private static final double DAY = 1;

    private final PanelGeometry panel;
    private final FrameComposer composer;
    private final Optional<QuietHours> quiet;
    private @Nullable AnimatedFrame animatedFrame;
    private @Nullable PixelHealth pixelHealth;
    private @Nullable Frame frame;
    private long moment;
    private boolean night;

    public FrameRenderer(PanelGeometry panel, AppearanceSettings look) {
        this.panel = panel;
        this.composer = new FrameComposer(panel, look);
        this.quiet = look.quiet();
    }

    /** Drops the animated frame, which is outdated. */
    public void clear() {
        animatedFrame = null;
        frame = null;
    }

    public boolean isSetFor(PixelHealth now) {
        return animatedFrame != null && now.equals(pixelHealth);
    }

    public void set(PixelAllocation pixelLayout, PixelHealth now, String note) {
        animatedFrame = composer.compose(pixelLayout, now, note);
        pixelHealth = now;
        frame = null;
    }

    /** The frame for {@code now}; the same object as long as it doesn't change. */
    public Frame frame(Instant now) {
        if (animatedFrame == null) {
            return Frame.dark(panel);
        }
        long millis = now.toEpochMilli();
        boolean nightNow = quiet.filter(hours -> hours.contains(now)).isPresent();
        Frame last = frame;
        if (last != null && moment == animatedFrame.moment(millis) && night == nightNow) {
            return last;
        }
        night = nightNow;
        moment = animatedFrame.moment(millis);
        Frame next = night ? atNight(animatedFrame, millis, quiet.orElseThrow()) : animatedFrame.frame(millis, DAY, "");
        frame = next;
        return next;
    }

    public long millisToNextMoment(Instant now, long longest) {
        return animatedFrame == null || isDarkNight()
                ? longest
                : animatedFrame.millisToNextMoment(now.toEpochMilli(), longest);
    }

    private boolean isDarkNight() {
        return night && quiet.filter(hours -> hours.brightness() == 0).isPresent();
    }

    private Frame atNight(AnimatedFrame on, long millis, QuietHours hours) {
        String remark = "quiet hours " + hours;
        Frame whole = on.frame(millis, hours.brightness(), remark);
        return hours.brightness() > 0 ? whole : Frame.dark(panel).withNote(whole.note());
    }
}
