package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes all months again in another table: {@code lamplighter costs remake}. */
@Command(
        name = "remake",
        description = {
            "Makes all months again in another table and switches when it has every one.",
            "The service does it, a month at a time; without --table this tells how far it is."
        },
        mixinStandardHelpOptions = true)
public final class CostsRemakeCommand implements Callable<Integer> {
    @Mixin
    private CostsVerbCaller costs = new CostsVerbCaller();

    @Option(names = "--table", paramLabel = "TABLE", description = "As cost.athena.table would name it.")
    private String table = "";

    @Option(
            names = "--leave",
            paramLabel = "MONTHS",
            description = "YYYY-MM with commas between: these are not made again, and stay in the table before.")
    private String leave = "";

    @Option(names = "--stop", description = "Makes it no further; what was made is kept, and counts when it goes on.")
    private boolean isToStop;

    @Override
    public Integer call() throws IOException {
        return isToStop
                ? costs.work("remake-stop", Map.of())
                : costs.work("remake", Map.of("table", table, "leave", leave));
    }
}
