package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code lamplighter windows skip}: leave one out. */
@Command(
        name = "skip",
        description = "Leaves out the next time, or what begins on a date.",
        mixinStandardHelpOptions = true)
public final class WindowsSkipCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Mixin
    private AuditOptions by = new AuditOptions();

    @Parameters(index = "0", paramLabel = "WINDOW", description = "Its name in windows.yaml.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String window;

    @Parameters(
            index = "1",
            paramLabel = "next|DATE",
            description = "next, or a date as in 2026-12-24 on the window's clock.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String which;

    @Override
    public Integer call() throws IOException {
        return work.act("skip", by.beside(Map.of("window", window, "which", which)));
    }
}
