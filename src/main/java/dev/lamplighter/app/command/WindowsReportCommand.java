package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamplighter windows report}: a month in numbers. */
@Command(
        name = "report",
        description = "Tells hours on, saved against 24x7, minutes late and overrun of a month (UTC).",
        mixinStandardHelpOptions = true)
public final class WindowsReportCommand implements Callable<Integer> {
    @Mixin
    private WindowsMixin work = new WindowsMixin();

    @Option(names = "--month", required = true, paramLabel = "YYYY-MM", description = "As in 2026-11.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String month;

    @Override
    public Integer call() throws IOException {
        return work.ask("report", Map.of("month", month));
    }
}
