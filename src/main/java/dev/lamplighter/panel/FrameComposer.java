package dev.lamplighter.panel;

import dev.lamplighter.fleet.InstanceState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws lamps: the colour of their state, dimmed or alternating as the picture's freshness asks. */
public final class FrameComposer {
    private static final int STALE_PERCENT = 30;

    private final PanelGeometry panel;
    private final Palette palette;

    public FrameComposer(PanelGeometry panel, Palette palette) {
        this.panel = panel;
        this.palette = palette;
    }

    /**
     * The frame of these lamps.
     *
     * @param alternate which half of the slow blink this is; matters only when freshness is {@link Freshness#LOST}
     * @param note goes into the frame as it is
     */
    public Frame compose(Lamps lamps, Freshness freshness, boolean alternate, String note) {
        List<Rgb> pixels = new ArrayList<>(Collections.nCopies(panel.size(), Rgb.BLACK));
        List<Caption> captions = new ArrayList<>();
        for (Lamp lamp : lamps.lit()) {
            pixels.set(lamp.index(), palette.of(lamp.state()));
            captions.add(new Caption(
                    lamp.index(), mark(lamp.state()), lamp.name(), lamp.state().awsName()));
        }
        if (lamps.moreIndex() >= 0) {
            pixels.set(lamps.moreIndex(), palette.more());
            captions.add(new Caption(lamps.moreIndex(), '+', lamps.hidden() + " more", "hidden"));
        }
        return new Frame(panel, aged(pixels, freshness, alternate), captions, note);
    }

    /** What stands for a state where a letter is better than a colour. */
    static char mark(InstanceState state) {
        return switch (state) {
            case PENDING -> 'p';
            case RUNNING -> 'R';
            case STOPPING -> 's';
            case STOPPED -> 'S';
            case SHUTTING_DOWN -> 't';
            case TERMINATED -> 'T';
            case UNKNOWN -> '?';
        };
    }

    private List<Rgb> aged(List<Rgb> pixels, Freshness freshness, boolean alternate) {
        return switch (freshness) {
            case FRESH -> pixels;
            case STALE -> pixels.stream().map(FrameComposer::stale).toList();
            case LOST ->
                alternate
                        ? doubtful(pixels)
                        : pixels.stream().map(FrameComposer::stale).toList();
        };
    }

    /** Lit pixels in dim white; a dark panel shows one at its end, so that "lost" can't be taken for "empty". */
    private List<Rgb> doubtful(List<Rgb> pixels) {
        Rgb doubt = palette.of(InstanceState.UNKNOWN);
        List<Rgb> doubtful = new ArrayList<>(pixels);
        doubtful.replaceAll(colour -> colour.isDark() ? colour : doubt);
        if (pixels.stream().allMatch(Rgb::isDark)) {
            doubtful.set(doubtful.size() - 1, doubt);
        }
        return doubtful;
    }

    private static Rgb stale(Rgb colour) {
        return colour.dimmedTo(STALE_PERCENT);
    }
}
