package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lamplighter windows status}: what the windows do now. */
@Command(
        name = "status",
        description = "Tells what every window does now, the holds and the alerts.",
        mixinStandardHelpOptions = true)
public final class WindowsStatusCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Override
    public Integer call() throws IOException {
        return work.ask("status", Map.of());
    }
}
