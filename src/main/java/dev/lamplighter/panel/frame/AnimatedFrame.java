package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Holds everything that the panel shows until something new is reported. The clock alone decides which of its frames is due.
 */
final class AnimatedFrame {
    /** How long a page stays, so that there is time to read it. */
    static final int PAGE_MILLIS = 5000;

    private final PanelGeometry panel;
    private final List<List<LitPixel>> pages;
    private final List<List<PixelLabel>> captions;
    private final String note;
    private final Set<BlinkTiming> moving = EnumSet.noneOf(BlinkTiming.class);

    /**
     * Makes one that shows one page, or several in turn.
     *
     * @param pages the lit pixels of each page, at least one page
     * @param note the note of all frames
     */
    AnimatedFrame(PanelGeometry panel, List<List<LitPixel>> pages, String note) {
        this.panel = panel;
        this.pages = pages;
        this.captions = pages.stream().map(AnimatedFrame::captions).toList();
        this.note = note;
        pages.forEach(page ->
                page.forEach(litPixel -> moving.add(litPixel.blinkPattern().blinkTiming())));
        moving.remove(BlinkTiming.STEADY);
    }

    /**
     * The frame for a moment.
     *
     * @param brightness the limit for LED panels, see {@link Frame#brightness}
     * @param remark is put before the note
     */
    Frame frame(long epochMillis, double brightness, String remark) {
        int page = page(epochMillis);
        Rgb[] pixels = new Rgb[panel.size()];
        Arrays.fill(pixels, Rgb.BLACK);
        for (LitPixel litPixel : pages.get(page)) {
            pixels[litPixel.index()] = litPixel.blinkPattern().at(epochMillis);
        }
        String line = remark.isEmpty() || note.isEmpty() ? remark + note : remark + "; " + note;
        return new Frame(panel, List.of(pixels), captions.get(page), line, brightness);
    }

    /** A number for a moment; if it is equal for two moments, their frames are equal. */
    long moment(long epochMillis) {
        long moment = page(epochMillis);
        for (BlinkTiming blinkTiming : moving) {
            moment = moment * blinkTiming.steps() + blinkTiming.step(epochMillis);
        }
        return moment;
    }

    /** How long the frame for this moment stays valid, in milliseconds, at most {@code longest}. */
    long millisToNextMoment(long epochMillis, long longest) {
        long millis = longest;
        for (BlinkTiming blinkTiming : moving) {
            millis = Math.min(millis, blinkTiming.millisToNextStep(epochMillis));
        }
        return pages.size() == 1 ? millis : Math.min(millis, PAGE_MILLIS - Math.floorMod(epochMillis, PAGE_MILLIS));
    }

    private int page(long epochMillis) {
        return (int) Math.floorMod(Math.floorDiv(epochMillis, PAGE_MILLIS), (long) pages.size());
    }

    private static List<PixelLabel> captions(List<LitPixel> lights) {
        return lights.stream()
                .map(LitPixel::pixelLabel)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
