package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Publishes open months at once: {@code lamplighter costs publish}. */
@Command(
        name = "publish",
        description = "Publishes all open versions now; for a given month also one that was withdrawn or refused.",
        mixinStandardHelpOptions = true)
public final class CostsPublishCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Parameters(arity = "0..1", paramLabel = "MONTH", description = "YYYY-MM; all when left out.")
    private String month = "";

    @Override
    public Integer call() throws IOException {
        return costs.workWatched("publish", Map.of("month", month));
    }
}
