package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs one query at once: {@code lamplighter costs query}. */
@Command(
        name = "query",
        description = "Asks a query of the queries folder now, shows the answer and what changed since the one before.",
        mixinStandardHelpOptions = true)
public final class CostsQueryCommand implements Callable<Integer> {
    @Mixin
    private CostsMixin costs = new CostsMixin();

    @Parameters(paramLabel = "NAME", description = "A file of the queries folder, without .sql.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before call()
    private String name;

    @Override
    public Integer call() throws IOException {
        return costs.work("query", Map.of("name", name));
    }
}
