package dev.lamplighter.app.command;

import dev.lamplighter.app.access.RunningService;
import dev.lamplighter.base.AtomicFile;
import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.base.Settings;
import dev.lamplighter.base.code.LightProblemCode;
import dev.lamplighter.panel.frame.Frame;
import dev.lamplighter.panel.frame.Rgb;
import dev.lamplighter.panel.pixel.PanelGeometry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Saves the frame on the panel as a PNG: {@code lamplighter panel snapshot}. It asks the running service over its socket, so
 * that the service needs neither a port nor a file with the frame on its SD card.
 */
@Command(
        name = "snapshot",
        mixinStandardHelpOptions = true,
        description = "Writes what the running service's panel shows now as a PNG, with the name of each light and a"
                + " legend; colours before gamma and brightness."
                + " FILE.png.txt beside it says the same in words: a sentence to be read in place of the picture,"
                + " and a line of each light with name and state.")
final class PanelSnapshotCommand implements Callable<Integer> {
    private static final String FOR_ALL = "rw-r--r--";

    @Parameters(paramLabel = "FILE.png", description = "Replaced if it exists.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Mixin
    private PanelServiceMixin running = new PanelServiceMixin();

    @Mixin
    private ServiceMixin service = new ServiceMixin();

    @Override
    public Integer call() throws IOException {
        RunningService asked = service();
        List<String> answer = asked.call("panel snapshot", Map.of());
        int last = answer.size() - 1;
        Frame frame = frame(answer.subList(0, last));
        List<String> map = asked.call("panel map", Map.of());
        List<String> rows = map.subList(0, map.size() - 1);
        AtomicFile.write(file, SnapshotPicture.png(frame, rows, answer.get(last)), FOR_ALL);
        String words = String.join("\n", SnapshotText.lines(frame, rows, answer.get(last)));
        AtomicFile.write(beside(file), (words + "\n").getBytes(StandardCharsets.UTF_8), FOR_ALL);
        service.out().println(file + "  " + answer.get(last));
        service.out().flush();
        return 0;
    }

    /** {@code panel.png.txt} beside {@code panel.png}. */
    private static Path beside(Path picture) {
        return picture.resolveSibling(picture.getFileName() + ".txt");
    }

    private RunningService service() {
        Settings settings = service.ofService().settings();
        return running.find(settings)
                .orElseThrow(() -> new ProblemException(new Problem(
                        LightProblemCode.NO_SERVICE_FOR_PANEL,
                        settings.path("state.folder", "work").toString(),
                        "no service runs with this state folder",
                        "only a running service has a picture of its panel",
                        "start it: bin/lamplighter run; or name its process with --pid")));
    }

    /** @param rows of the panel, {@code #rrggbb #rrggbb ...} */
    static Frame frame(List<String> rows) {
        List<Rgb> pixels = rows.stream()
                .flatMap(row -> Arrays.stream(row.split(" ", -1)))
                .map(Rgb::parse)
                .toList();
        return new Frame(new PanelGeometry(pixels.size() / rows.size(), rows.size()), pixels);
    }
}
