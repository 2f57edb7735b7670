package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows open}: open beside the schedule. */
@Command(name = "open", description = "Opens a window now, beside its schedule.", mixinStandardHelpOptions = true)
public final class WindowsOpenCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "WINDOW", description = "Its name in windows.yaml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String window;

    @Option(
            names = "--for",
            required = true,
            paramLabel = "LENGTH",
            description = "From now on, as in 2h or 90m; longer than the lead.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String length;

    @Override
    public Integer call() throws IOException {
        return work.act("open", by.beside(Map.of("window", window, "for", length)));
    }
}
