package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows extend}: a later end. */
@Command(name = "extend", description = "Ends what is open of a window later.", mixinStandardHelpOptions = true)
public final class WindowsExtendCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "WINDOW", description = "Its name in windows.yaml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String window;

    @Parameters(index = "1", paramLabel = "LENGTH", description = "As in 30m.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String length;

    @Override
    public Integer call() throws IOException {
        return work.act("extend", by.beside(Map.of("window", window, "for", length)));
    }
}
