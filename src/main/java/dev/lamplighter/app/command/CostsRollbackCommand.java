package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an earlier version of a month again: {@code lamplighter costs rollback}. */
@Command(
        name = "rollback",
        description = "Shows the previous version of a month again, until a newer assembly arrives.",
        mixinStandardHelpOptions = true)
public final class CostsRollbackCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Parameters(paramLabel = "MONTH", description = "YYYY-MM.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String month;

    @Option(names = "--to", paramLabel = "ASSEMBLY", description = "Another version; see: lamplighter costs report.")
    private String assembly = "";

    @Option(names = "--report", paramLabel = "NAME", description = "Needed when there are several reports.")
    private String report = "";

    @Override
    public Integer call() throws IOException {
        return costs.work("rollback", Map.of("report", report, "month", month, "assembly", assembly));
    }
}
