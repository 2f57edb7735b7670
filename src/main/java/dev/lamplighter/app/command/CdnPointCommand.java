package dev.lamplighter.app.command;

import dev.lamplighter.app.access.CdnAccess;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has an origin of a distribution be found at another DNS name: {@code lamplighter cdn point}. */
@Command(
        name = "point",
        description =
                "Has an origin of a CloudFront distribution be found at another DNS name; changes nothing else of it,"
                        + " and nothing at all if it is found there already.",
        mixinStandardHelpOptions = true)
public final class CdnPointCommand implements Callable<Integer> {
    @Mixin
    private RunningServiceMixin service = new RunningServiceMixin();

    @Parameters(index = "0", paramLabel = "DISTRIBUTION", description = "Its id, as in E1A2B3C4D5E6F7.")
    private String distribution = "";

    @Parameters(index = "1", paramLabel = "ORIGIN", description = "A DNS name.")
    private String origin = "";

    @Option(names = "--origin-id", paramLabel = "ID", description = "Which origin, if it has several.")
    private String originId = "";

    @Option(names = "--dry-run", description = "Prints the change and makes none.")
    private boolean dryRun;

    @Override
    public Integer call() throws IOException {
        Map<String, String> values = new TreeMap<>(Map.of("distribution", distribution, "origin", origin));
        if (!originId.isEmpty()) {
            values.put("originId", originId);
        }
        values.put("dryRun", Boolean.toString(dryRun));
        return service.print(CdnAccess::open, verbs -> verbs.call("cdn point", values));
    }
}
