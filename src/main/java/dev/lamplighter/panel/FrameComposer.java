package dev.lamplighter.panel;

import dev.lamplighter.fleet.InstanceState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws lamps: the colour of their state, the motion of what there is to say, dimmed or doubtful as their source asks. */
public final class FrameComposer {
    private final PanelGeometry panel;
    private final Palette palette;
    private final boolean heartbeat;
    private final Glows glows;

    public FrameComposer(PanelGeometry panel, LookSettings look) {
        this.panel = panel;
        this.palette = look.palette();
        this.heartbeat = look.heartbeat();
        this.glows = new Glows(look.motion(), palette.of(InstanceState.UNKNOWN));
    }

    /**
     * What to show from now on.
     *
     * @param note goes into the frames as it is
     */
    Scene compose(Lamps lamps, Evidence evidence, String note) {
        List<Light> everywhere = free(lamps, evidence);
        List<List<Light>> pages = new ArrayList<>();
        for (int number = 0; number < lamps.pages().size(); number++) {
            int page = lamps.pages().get(number);
            List<Light> lights = new ArrayList<>();
            for (Lamp lamp : lamps.lit()) {
                if (lamp.isOn(page)) {
                    lights.add(light(lamp, evidence));
                }
            }
            if (lamps.markIndex() >= 0) {
                lights.add(lamps.pages().size() > 1 ? pageMark(lamps, number, evidence) : more(lamps, evidence));
            }
            lights.addAll(everywhere);
            pages.add(lights);
        }
        return new Scene(panel, pages, note);
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

    private Light light(Lamp lamp, Evidence evidence) {
        InstanceState state = lamp.state();
        boolean failed = evidence.failed(lamp.tenant()).isPresent();
        Rhythm rhythm = failed ? Rhythm.BLINK : rhythm(state);
        return new Light(
                lamp.index(),
                glows.of(
                        palette.of(state),
                        rhythm,
                        evidence.freshness(lamp.tenant().sources())),
                new Caption(lamp.index(), mark(state), lamp.name(), failed ? "check failed" : state.awsName()));
    }

    private static Rhythm rhythm(InstanceState state) {
        return switch (state) {
            case PENDING, STOPPING, SHUTTING_DOWN -> Rhythm.PULSE;
            case RUNNING, STOPPED, TERMINATED, UNKNOWN -> Rhythm.STEADY;
        };
    }

    private Light more(Lamps lamps, Evidence evidence) {
        boolean failed = anyFailed(lamps.hidden(), evidence);
        Glow glow = failed
                ? glows.of(palette.alarm(), Rhythm.BLINK, freshness(lamps.hidden(), evidence))
                : glows.of(palette.more(), Rhythm.PULSE, freshness(lamps.hidden(), evidence));
        return new Light(
                lamps.markIndex(),
                glow,
                new Caption(
                        lamps.markIndex(), '+', lamps.hidden().size() + " more", failed ? "check failed" : "hidden"));
    }

    /** Brighter with every page, so that the first and the last are told apart; red while a page not seen has a fault. */
    private Light pageMark(Lamps lamps, int number, Evidence evidence) {
        int count = lamps.pages().size();
        int page = lamps.pages().get(number);
        List<Tenant> elsewhere = lamps.lit().stream()
                .filter(lamp -> !lamp.isOn(page))
                .map(Lamp::tenant)
                .toList();
        boolean failed = anyFailed(elsewhere, evidence);
        Rgb shade = palette.more().dimmedTo(Math.max(20, 100 * (number + 1) / count));
        Glow glow = failed
                ? glows.of(palette.alarm(), Rhythm.BLINK, freshness(elsewhere, evidence))
                : glows.of(shade, Rhythm.STEADY, freshness(elsewhere, evidence));
        String name = "page " + (number + 1) + " of " + count;
        return new Light(
                lamps.markIndex(),
                glow,
                new Caption(lamps.markIndex(), Caption.PAGE, name, failed ? "check failed" : "page"));
    }

    /** On pixels that belong to nobody: a source that is lost and has no light to tell it, and the heartbeat. */
    private List<Light> free(Lamps lamps, Evidence evidence) {
        List<Light> lights = new ArrayList<>();
        int next = 0;
        if (isLostUnseen(lamps, evidence) && next < lamps.free().size()) {
            lights.add(new Light(lamps.free().get(next++), glows.of(Rgb.BLACK, Rhythm.STEADY, Freshness.LOST), null));
        }
        if (heartbeat && next < lamps.free().size()) {
            lights.add(new Light(lamps.free().get(next), glows.heartbeat(palette.more()), null));
        }
        return lights;
    }

    private static boolean isLostUnseen(Lamps lamps, Evidence evidence) {
        Set<String> seen = new HashSet<>();
        lamps.lit().forEach(lamp -> seen.addAll(lamp.tenant().sources()));
        lamps.hidden().forEach(tenant -> seen.addAll(tenant.sources()));
        return evidence.freshness().entrySet().stream()
                .anyMatch(source -> source.getValue() == Freshness.LOST && !seen.contains(source.getKey()));
    }

    private static boolean anyFailed(List<Tenant> tenants, Evidence evidence) {
        return tenants.stream().anyMatch(tenant -> evidence.failed(tenant).isPresent());
    }

    private static Freshness freshness(List<Tenant> tenants, Evidence evidence) {
        Set<String> sources = new HashSet<>();
        tenants.forEach(tenant -> sources.addAll(tenant.sources()));
        return evidence.freshness(sources);
    }
}
