package dev.lamplighter.panel;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What the panel shows until something is reported; the clock alone tells which frame of it. */
final class Scene {
    /** How long a page stays. */
    static final int PAGE_MILLIS = 5000;

    private final PanelGeometry panel;
    private final List<List<Light>> pages;
    private final List<List<Caption>> captions;
    private final String note;
    private final Set<Rhythm> moving = EnumSet.noneOf(Rhythm.class);

    /**
     * One frame or several in turn.
     *
     * @param pages the lights of each, one page at least
     * @param note goes into the frames as it is
     */
    Scene(PanelGeometry panel, List<List<Light>> pages, String note) {
        this.panel = panel;
        this.pages = pages;
        this.captions = pages.stream().map(Scene::captions).toList();
        this.note = note;
        pages.forEach(page -> page.forEach(light -> moving.add(light.glow().rhythm())));
        moving.remove(Rhythm.STEADY);
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
        for (Light light : pages.get(page)) {
            pixels[light.index()] = light.glow().at(epochMillis);
        }
        String line = remark.isEmpty() || note.isEmpty() ? remark + note : remark + "; " + note;
        return new Frame(panel, List.of(pixels), captions.get(page), line, brightness);
    }

    /** The same for two moments that have the same frame. */
    long moment(long epochMillis) {
        long moment = page(epochMillis);
        for (Rhythm rhythm : moving) {
            moment = moment * rhythm.steps() + rhythm.step(epochMillis);
        }
        return moment;
    }

    /** How long a frame of this moment stays true, at most {@code longest}. */
    long millisToNextMoment(long epochMillis, long longest) {
        long millis = longest;
        for (Rhythm rhythm : moving) {
            millis = Math.min(millis, rhythm.millisToNextStep(epochMillis));
        }
        return pages.size() == 1 ? millis : Math.min(millis, PAGE_MILLIS - Math.floorMod(epochMillis, PAGE_MILLIS));
    }

    private int page(long epochMillis) {
        return (int) Math.floorMod(Math.floorDiv(epochMillis, PAGE_MILLIS), (long) pages.size());
    }

    private static List<Caption> captions(List<Light> lights) {
        return lights.stream()
                .map(Light::caption)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
