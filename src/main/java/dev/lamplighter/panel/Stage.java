package dev.lamplighter.panel;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The scene that is on, by day and by night. It is set anew when something was reported, and of each of its moments one
 * frame is made. Not thread-safe.
 */
final class Stage {
    private static final double DAY = 1;

    private final PanelGeometry panel;
    private final FrameComposer composer;
    private final Optional<QuietHours> quiet;
    private @Nullable Scene scene;
    private @Nullable Evidence evidence;
    private @Nullable Frame frame;
    private long moment;
    private boolean night;

    Stage(PanelGeometry panel, LookSettings look) {
        this.panel = panel;
        this.composer = new FrameComposer(panel, look);
        this.quiet = look.quiet();
    }

    /** What is on is no longer true. */
    void clear() {
        scene = null;
        frame = null;
    }

    boolean isSetFor(Evidence now) {
        return scene != null && now.equals(evidence);
    }

    void set(Lamps lamps, Evidence now, String note) {
        scene = composer.compose(lamps, now, note);
        evidence = now;
        frame = null;
    }

    /** The frame of a moment of the scene that was set; the same object while it is the same. */
    Frame frame(Instant now) {
        if (scene == null) {
            return Frame.dark(panel);
        }
        long millis = now.toEpochMilli();
        boolean nightNow = quiet.filter(hours -> hours.contains(now)).isPresent();
        Frame last = frame;
        if (last != null && moment == scene.moment(millis) && night == nightNow) {
            return last;
        }
        night = nightNow;
        moment = scene.moment(millis);
        Frame next = night ? atNight(scene, millis, quiet.orElseThrow()) : scene.frame(millis, DAY, "");
        frame = next;
        return next;
    }

    long millisToNextMoment(Instant now, long longest) {
        return scene == null || isDarkNight() ? longest : scene.millisToNextMoment(now.toEpochMilli(), longest);
    }

    private boolean isDarkNight() {
        return night && quiet.filter(hours -> hours.brightness() == 0).isPresent();
    }

    private Frame atNight(Scene on, long millis, QuietHours hours) {
        String remark = "quiet hours " + hours;
        Frame whole = on.frame(millis, hours.brightness(), remark);
        return hours.brightness() > 0 ? whole : Frame.dark(panel).withNote(whole.note());
    }
}
