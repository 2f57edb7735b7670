package dev.lamplighter.panel.frame;

import dev.lamplighter.panel.pixel.PanelGeometry;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Holds what the panel shows until something new is reported: the clock alone says which of its frames is due. */
final class AnimatedFrame {
    /** How long a page stays: time to read it. */
    static final int PAGE_MILLIS = 5000;

    private final PanelGeometry panel;
    private final List<List<LitPixel>> pages;
    private final List<List<PixelLabel>> captions;
    private final String note;
    private final Set<BlinkTiming> moving = EnumSet.noneOf(BlinkTiming.class);

    /**
     * Makes it of one page, or of several in turn.
     *
     * @param pages the lit pixels of each page, at least one page
     * @param note goes into the frames as it is
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
     * The frame of a moment.
     *
     * @param brightness most that an LED panel may give, as in {@link Frame#brightness}
     * @param remark goes before the note
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

    /** A number that is the same for two moments with the same frame. */
    long moment(long epochMillis) {
        long moment = page(epochMillis);
        for (BlinkTiming blinkTiming : moving) {
            moment = moment * blinkTiming.steps() + blinkTiming.step(epochMillis);
        }
        return moment;
    }

    /** How long the frame of this moment stays valid, at most {@code longest}. */
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
