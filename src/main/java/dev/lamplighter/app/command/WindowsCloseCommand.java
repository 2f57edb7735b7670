package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows close}: end now. */
@Command(name = "close", description = "Ends what is open of a window now.", mixinStandardHelpOptions = true)
public final class WindowsCloseCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "WINDOW", description = "Its name in windows.yaml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String window;

    @Override
    public Integer call() throws IOException {
        return work.act("close", by.beside(Map.of("window", window)));
    }
}
