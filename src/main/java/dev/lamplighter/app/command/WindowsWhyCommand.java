package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows why}: why an instance is on or off. */
@Command(
        name = "why",
        description = "Tells which window or hold keeps an instance on, or who stopped it.",
        mixinStandardHelpOptions = true)
public final class WindowsWhyCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "Its id.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String instance;

    @Override
    public Integer call() throws IOException {
        return work.ask("why", Map.of("instance", instance));
    }
}
