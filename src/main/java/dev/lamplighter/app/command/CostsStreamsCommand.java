package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what the occurrences of windows cost in a month: {@code lamplighter costs streams}. */
@Command(
        name = "streams",
        description =
                "Asks Athena what each time that a window was open has cost in a month, by what is paid for, and what"
                        + " its machines, volumes and addresses cost while none was.",
        mixinStandardHelpOptions = true)
public final class CostsStreamsCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Parameters(arity = "0..1", paramLabel = "YYYY-MM", description = "The month; without it the one that runs.")
    private String month = "";

    @Option(
            names = "--resource",
            paramLabel = "ID",
            split = ",",
            description = "Tells this instance, volume or address as well; may be repeated.")
    private List<String> resources = List.of();

    @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Map<String, String> values = Map.of("month", month, "resources", String.join(",", resources));
        return json ? costs.workJson("streams-json", values) : costs.work("streams", values);
    }
}
