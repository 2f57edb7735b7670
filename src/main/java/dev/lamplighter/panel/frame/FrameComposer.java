package dev.lamplighter.panel.frame;

import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.panel.pixel.OwnedPixel;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAllocation;
import dev.lamplighter.panel.pixel.PixelOwner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Composes frames from pixels and their owners: the colour shows the state, blinking and pulsing show transitions and failed
 * checks, dimming shows stale sources.
 */
public final class FrameComposer {
    private final PanelGeometry panel;
    private final Palette palette;
    private final boolean heartbeat;
    private final BlinkPatterns blinkPatterns;

    public FrameComposer(PanelGeometry panel, AppearanceSettings look) {
        this.panel = panel;
        this.palette = look.palette();
        this.heartbeat = look.heartbeat();
        this.blinkPatterns = new BlinkPatterns(look.motion(), palette.of(InstanceState.UNKNOWN));
    }

    /**
     * Composes the frames that are shown from now on.
     *
     * @param note the note of all frames
     */
    AnimatedFrame compose(PixelAllocation pixelLayout, PixelHealth pixelHealth, String note) {
        List<LitPixel> everywhere = free(pixelLayout, pixelHealth);
        List<List<LitPixel>> pages = new ArrayList<>();
        for (int number = 0; number < pixelLayout.pages().size(); number++) {
            int page = pixelLayout.pages().get(number);
            List<LitPixel> lights = new ArrayList<>();
            for (OwnedPixel ownedPixel : pixelLayout.lit()) {
                if (ownedPixel.isOn(page)) {
                    lights.add(light(ownedPixel, pixelHealth));
                }
            }
            if (pixelLayout.markIndex() >= 0) {
                lights.add(
                        pixelLayout.pages().size() > 1
                                ? pageMark(pixelLayout, number, pixelHealth)
                                : more(pixelLayout, pixelHealth));
            }
            lights.addAll(everywhere);
            pages.add(lights);
        }
        return new AnimatedFrame(panel, pages, note);
    }

    /** The letter of a state, for output without colour. */
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

    private LitPixel light(OwnedPixel ownedPixel, PixelHealth pixelHealth) {
        InstanceState state = ownedPixel.state();
        boolean failed = pixelHealth.failed(ownedPixel.pixelOwner()).isPresent();
        BlinkTiming blinkTiming = failed ? BlinkTiming.BLINK : rhythm(state);
        return new LitPixel(
                ownedPixel.index(),
                blinkPatterns.of(
                        palette.of(state),
                        blinkTiming,
                        pixelHealth.freshness(ownedPixel.pixelOwner().sources())),
                new PixelLabel(
                        ownedPixel.index(), mark(state), ownedPixel.name(), failed ? "check failed" : state.awsName()));
    }

    private static BlinkTiming rhythm(InstanceState state) {
        return switch (state) {
            case PENDING, STOPPING, SHUTTING_DOWN -> BlinkTiming.PULSE;
            case RUNNING, STOPPED, TERMINATED, UNKNOWN -> BlinkTiming.STEADY;
        };
    }

    private LitPixel more(PixelAllocation pixelLayout, PixelHealth pixelHealth) {
        boolean failed = anyFailed(pixelLayout.hidden(), pixelHealth);
        BlinkPattern blinkPattern = failed
                ? blinkPatterns.of(palette.alarm(), BlinkTiming.BLINK, freshness(pixelLayout.hidden(), pixelHealth))
                : blinkPatterns.of(palette.more(), BlinkTiming.PULSE, freshness(pixelLayout.hidden(), pixelHealth));
        return new LitPixel(
                pixelLayout.markIndex(),
                blinkPattern,
                new PixelLabel(
                        pixelLayout.markIndex(),
                        '+',
                        pixelLayout.hidden().size() + " more",
                        failed ? "check failed" : "hidden"));
    }

    /**
     * The pixel that shows which page it is: brighter with every page; red while a check fails on a page that isn't shown.
     */
    private LitPixel pageMark(PixelAllocation pixelLayout, int number, PixelHealth pixelHealth) {
        int count = pixelLayout.pages().size();
        int page = pixelLayout.pages().get(number);
        List<PixelOwner> elsewhere = pixelLayout.lit().stream()
                .filter(ownedPixel -> !ownedPixel.isOn(page))
                .map(OwnedPixel::pixelOwner)
                .toList();
        boolean failed = anyFailed(elsewhere, pixelHealth);
        Rgb shade = palette.more().dimmedTo(Math.max(20, 100 * (number + 1) / count));
        BlinkPattern blinkPattern = failed
                ? blinkPatterns.of(palette.alarm(), BlinkTiming.BLINK, freshness(elsewhere, pixelHealth))
                : blinkPatterns.of(shade, BlinkTiming.STEADY, freshness(elsewhere, pixelHealth));
        String name = "page " + (number + 1) + " of " + count;
        return new LitPixel(
                pixelLayout.markIndex(),
                blinkPattern,
                new PixelLabel(pixelLayout.markIndex(), PixelLabel.PAGE, name, failed ? "check failed" : "page"));
    }

    /** Lit pixels without an owner: one for a lost source none of whose instances has a pixel, and the heartbeat. */
    private List<LitPixel> free(PixelAllocation pixelLayout, PixelHealth pixelHealth) {
        List<LitPixel> lights = new ArrayList<>();
        int next = 0;
        if (isLostUnseen(pixelLayout, pixelHealth) && next < pixelLayout.free().size()) {
            lights.add(new LitPixel(
                    pixelLayout.free().get(next++),
                    blinkPatterns.of(Rgb.BLACK, BlinkTiming.STEADY, Freshness.LOST),
                    null));
        }
        if (heartbeat && next < pixelLayout.free().size()) {
            lights.add(new LitPixel(pixelLayout.free().get(next), blinkPatterns.heartbeat(palette.more()), null));
        }
        return lights;
    }

    private static boolean isLostUnseen(PixelAllocation pixelLayout, PixelHealth pixelHealth) {
        Set<String> seen = new HashSet<>();
        pixelLayout
                .lit()
                .forEach(ownedPixel -> seen.addAll(ownedPixel.pixelOwner().sources()));
        pixelLayout.hidden().forEach(pixelOwner -> seen.addAll(pixelOwner.sources()));
        return pixelHealth.freshness().entrySet().stream()
                .anyMatch(source -> source.getValue() == Freshness.LOST && !seen.contains(source.getKey()));
    }

    private static boolean anyFailed(List<PixelOwner> owners, PixelHealth pixelHealth) {
        return owners.stream()
                .anyMatch(pixelOwner -> pixelHealth.failed(pixelOwner).isPresent());
    }

    private static Freshness freshness(List<PixelOwner> owners, PixelHealth pixelHealth) {
        Set<String> sources = new HashSet<>();
        owners.forEach(pixelOwner -> sources.addAll(pixelOwner.sources()));
        return pixelHealth.freshness(sources);
    }
}
