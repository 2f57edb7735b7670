package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.app.feature.LightFeature;
import dev.lamplighter.panel.PanelSettings;
import dev.lamplighter.panel.PixelTableText;
import dev.lamplighter.panel.driver.PanelDrivers;
import dev.lamplighter.panel.pixel.PanelGeometry;
import dev.lamplighter.panel.pixel.PixelAssignment;
import dev.lamplighter.panel.pixel.PixelStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Lists which instance has which pixel: {@code lamplighter panel map}. The running service knows the states; without one,
 * the saved assignments are read.
 */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description =
                "Lists which instance has which pixel, x,y counted from 0,0 at the top left: name, id, meaning of the"
                        + " light, source, pin. Without a running service it shows only what was saved: names, ids and pins.")
final class PanelMapCommand implements Callable<Integer> {
    @Mixin
    private PanelTypeOption options = new PanelTypeOption();

    @Mixin
    private PanelServiceMixin running = new PanelServiceMixin();

    @Parameters(
            arity = "0..1",
            defaultValue = "",
            paramLabel = "INSTANCE",
            description = "Its id or its Name tag; all by default.")
    private String instance = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PanelSettings settings = options.settings();
        Optional<RunningService> found = running.find(options.ofService().settings());
        if (found.isEmpty()) {
            print(saved(settings, instance));
            return 0;
        }
        print(found.get().call("panel map", instance.isBlank() ? Map.of() : Map.of("instance", instance)));
        return 0;
    }

    /**
     * The saved assignments in lines. The panel itself is not touched, because a service that has only just ended may still
     * use it.
     */
    private static List<String> saved(PanelSettings settings, String instance) {
        PanelGeometry panel = PanelDrivers.onlyLooking(LightFeature.surroundings())
                .choose(settings)
                .driver()
                .geometry();
        List<PixelAssignment> saved = new PixelStore(settings.pixels().file(), panel).look();
        List<String> rows = new PixelTableText(panel, settings.pixels().fitting(panel, pin -> {})).of(saved);
        List<String> lines = new ArrayList<>(PixelTableText.rowsOf(rows, instance));
        lines.add(saved.size() + " of " + panel.size() + " pixels given out, "
                + settings.pixels().file() + "; names are those of the last poll, states come from a running service");
        return lines;
    }

    private void print(List<String> lines) {
        PrintWriter out = spec.commandLine().getOut();
        lines.forEach(out::println);
        out.flush();
    }
}
