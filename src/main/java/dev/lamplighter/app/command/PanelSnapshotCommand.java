package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Configuration;
import dev.lamplighter.app.service.Home;
import dev.lamplighter.app.service.RunningService;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.Frame;
import dev.lamplighter.panel.FramePng;
import dev.lamplighter.panel.PanelGeometry;
import dev.lamplighter.panel.PanelMXBean;
import dev.lamplighter.panel.Rgb;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code lamplighter panel snapshot}: the picture on the panel as a PNG. Asks the running service by JMX, so that the
 * service needs no port and writes no frame to its card.
 */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description =
                "Writes what the running service's panel shows now as a PNG; colours before gamma and brightness.")
final class PanelSnapshotCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.png", description = "Replaced if it exists.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private PanelService running = new PanelService();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description = "Read after application.properties, as the service reads it. May be repeated.")
    private List<Path> properties = List.of();

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (RunningService service = service()) {
            PanelMXBean panel = service.feature("Panel", PanelMXBean.class);
            Frame frame = frame(panel);
            AtomicFile.write(file, FramePng.of(frame));
            PrintWriter out = spec.commandLine().getOut();
            out.println(file + "  panel " + panel.getPanelType() + " " + frame.geometry() + ", " + panel.getInstances()
                    + " instances, " + panel.getFreshness());
            out.flush();
        }
        return 0;
    }

    private RunningService service() {
        Settings settings = Configuration.load(Home.find(), properties).settings();
        return running.find(settings)
                .orElseThrow(() -> new ProblemException(new Problem(
                        "LIGHT-032",
                        settings.path("state.folder", "work").toString(),
                        "no service runs with this state",
                        "the picture is asked of the running service",
                        "start it: bin/lamplighter run; or name its process with --pid")));
    }

    static Frame frame(PanelMXBean panel) {
        String[] rows = panel.getFrame();
        if (rows.length == 0) {
            throw new ProblemException(new Problem(
                    "LIGHT-033",
                    "panel " + panel.getPanelType(),
                    "shows nothing",
                    panel.getFailure().isEmpty() ? "no frame has been drawn yet" : panel.getFailure(),
                    "try again when it is drawn"));
        }
        List<Rgb> pixels = Arrays.stream(rows)
                .flatMap(row -> Arrays.stream(row.split(" ", -1)))
                .map(Rgb::parse)
                .toList();
        return new Frame(new PanelGeometry(pixels.size() / rows.length, rows.length), pixels);
    }
}
