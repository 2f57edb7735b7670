package dev.lamplighter.app.command;

import dev.lamplighter.panel.PanelGeometry;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.PixelAssignment;
import dev.lamplighter.panel.PixelStore;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lamplighter panel map}: which instance has which pixel, as it was saved; needs no running service. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = "Lists every pixel that is given out or pinned: x,y counted from 0,0 at the top left.")
final class PanelMapCommand implements Callable<Integer> {
    @Mixin
    private PanelOptions options = new PanelOptions();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        PanelSettings settings = options.settings();
        PanelGeometry panel = options.choose().driver().geometry();
        List<PixelAssignment> saved = new PixelStore(settings.pixels().file(), panel).look();
        Map<Integer, String> lines = new TreeMap<>();
        pins(settings, panel).forEach((index, pin) -> lines.put(index, "(nobody yet)  pin " + pin));
        saved.forEach(kept -> lines.put(kept.index(), line(kept, pins(settings, panel))));
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach((index, line) -> out.println(panel.position(index) + "  " + line));
        out.printf(
                "%d of %d pixels given out, %s%n",
                saved.size(), panel.size(), settings.pixels().file());
        out.flush();
        return 0;
    }

    private static String line(PixelAssignment kept, Map<Integer, String> pins) {
        String pin = pins.containsKey(kept.index()) ? "  pin " + pins.get(kept.index()) : "";
        String gone = kept.goneSince() == null ? "" : "  gone since " + kept.goneSince();
        return kept.instanceId() + pin + gone;
    }

    private static Map<Integer, String> pins(PanelSettings settings, PanelGeometry panel) {
        return settings.pixels().pinsOn(panel).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
    }
}
