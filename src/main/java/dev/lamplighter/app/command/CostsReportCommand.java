package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists months and their versions: {@code lamplighter costs report}. */
@Command(
        name = "report",
        description = "Lists months with their versions (* is shown), rows, totals and changes.",
        mixinStandardHelpOptions = true)
public final class CostsReportCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Option(names = "--json", description = "As one object of JSON, see docs/reference/json.md.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        return json ? costs.workJson("report-json", Map.of()) : costs.work("report", Map.of());
    }
}
