package dev.lamplighter.app.command;

import dev.lamplighter.base.Problem;
import dev.lamplighter.panel.LedSettings;
import dev.lamplighter.panel.driver.PanelWriteRecorder;
import dev.lamplighter.panel.frame.Rotation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Prints the bytes that a panel is sent for a frame, to be compared with a logic analyser or another driver:
 * {@code lamplighter panel bytes}. Depends on its options alone, not on application.properties.
 */
@Command(
        name = "bytes",
        mixinStandardHelpOptions = true,
        description =
                "Prints the bytes that a panel on its default bus gets for a frame of device values (no gamma, no brightness):"
                        + " one line per write, including those that wake the panel up.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:done", "1:the panel, the rotation or the frame was refused", "2:usage"})
final class PanelBytesCommand implements Callable<Integer> {
    @Option(names = "--panel", required = true, paramLabel = "TYPE", description = "For example unicorn-hat.")
    @SuppressWarnings("NullAway.Init")
    private String type;

    @Option(
            names = "--rotation",
            paramLabel = "N",
            defaultValue = "0",
            description = "Clockwise turn of the picture: 0, 90, 180, 270.")
    @SuppressWarnings("NullAway.Init")
    private String rotation;

    @Option(
            names = "--frame",
            required = true,
            paramLabel = "FRAME.json",
            description = "{\"pixels\":[[x,y,\"#rrggbb\"],...]}; other pixels are black.")
    @SuppressWarnings("NullAway.Init")
    private Path file;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        LedSettings plain = LedSettings.forDeviceValues(Rotation.parse("--rotation", rotation));
        PanelWriteRecorder panel = PanelWriteRecorder.of(type, plain);
        ParsedFrameFile frame = ParsedFrameFile.read(file, panel.geometry());
        if (frame.problems().isEmpty()) {
            print(spec.commandLine().getOut(), panel.show(frame.frame()));
            return 0;
        }
        print(
                spec.commandLine().getErr(),
                frame.problems().stream().map(Problem::line).toList());
        return 1;
    }

    private static void print(PrintWriter to, List<String> lines) {
        lines.forEach(to::println);
        to.flush();
    }
}
