package dev.lamplighter.app.command;

import dev.lamplighter.app.service.Home;
import dev.lamplighter.app.service.RunningService;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
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
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
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

    @Option(
            names = "--pid",
            paramLabel = "PID",
            description = "The service's process, where several run from this folder.")
    private @Nullable Long pid;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        try (RunningService service = pid == null ? RunningService.of(Home.find()) : RunningService.of(pid)) {
            PanelMXBean panel = service.panel();
            Frame frame = frame(panel);
            AtomicFile.write(file, FramePng.of(frame));
            PrintWriter out = spec.commandLine().getOut();
            out.println(file + "  panel " + panel.getPanelType() + " " + frame.geometry() + ", " + panel.getInstances()
                    + " instances, " + panel.getFreshness());
            out.flush();
        }
        return 0;
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
