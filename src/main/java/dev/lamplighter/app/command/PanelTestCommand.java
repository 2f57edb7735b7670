package dev.lamplighter.app.command;

import dev.lamplighter.base.Settings;
import dev.lamplighter.panel.PanelTestPattern;
import dev.lamplighter.panel.driver.ChosenPanel;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows every colour and every pixel once, to be checked by eye: {@code lamplighter panel test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Shows all red, all green, all blue, then each pixel by index; dark at the end and on Ctrl-C."
                + " Stop the service first: it draws on the same panel.")
final class PanelTestCommand implements Callable<Integer> {
    @Mixin
    private PanelTypeOption options = new PanelTypeOption();

    @Option(
            names = "--step",
            paramLabel = "DURATION",
            defaultValue = "150ms",
            description = "How long a pixel is lit; a colour eight times as long. Default ${DEFAULT-VALUE}.")
    @SuppressWarnings("NullAway.Init")
    private String step;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() {
        Duration pause = step();
        ChosenPanel chosen = options.choose();
        PrintWriter out = spec.commandLine().getOut();
        out.println("panel " + chosen.type() + " " + chosen.driver().geometry() + ", " + chosen.reason());
        out.flush();
        try (PanelTestPattern walk = new PanelTestPattern(chosen.driver(), told(chosen, out))) {
            Runtime.getRuntime().addShutdownHook(new Thread(walk::close, "panel-test-end"));
            walk.run(pause);
        }
        return 0;
    }

    /** Where the note of each frame is printed; a terminal panel shows the notes itself. */
    private static Consumer<String> told(ChosenPanel chosen, PrintWriter out) {
        if (chosen.type().equals("terminal")) {
            return note -> {};
        }
        StringBuilder last = new StringBuilder();
        return note -> {
            if (!last.toString().equals(note)) {
                out.println(note);
                out.flush();
                last.replace(0, last.length(), note);
            }
        };
    }

    private Duration step() {
        try {
            Duration parsed = Settings.parseDuration(step);
            if (parsed.toMillis() >= 1) {
                return parsed;
            }
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec.commandLine(), "--step: got \"" + step + "\", allowed is a duration such as 150ms", e);
        }
        throw new ParameterException(spec.commandLine(), "--step: got \"" + step + "\", allowed is 1ms or more");
    }
}
