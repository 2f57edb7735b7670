package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what the next round would do: {@code lamplighter costs plan}. */
@Command(
        name = "plan",
        description = "Shows what the next round would convert, publish and remove; changes nothing.",
        mixinStandardHelpOptions = true)
public final class CostsPlanCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Override
    public Integer call() throws IOException {
        return costs.work("plan", Map.of());
    }
}
