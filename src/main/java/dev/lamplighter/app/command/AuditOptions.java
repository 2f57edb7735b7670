package dev.lamplighter.app.command;

import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** Adds the options for author and reason to a command (a picocli mix-in). */
final class AuditOptions {
    @Option(
            names = "--by",
            paramLabel = "NAME",
            description = "Who asks for this; by default the user of this command.")
    private String by = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the journal.")
    private String reason = "";

    @Option(names = "--no-wait", description = "Doesn't wait, up to 30 s, for the results of the calls.")
    private boolean noWait;

    @Option(names = "--dry-run", description = "Prints the calls it would make and changes nothing.")
    private boolean dryRun;

    /** The given arguments of a verb, with author and reason added. */
    Map<String, String> beside(Map<String, String> told) {
        Map<String, String> all = new TreeMap<>(told);
        all.put("by", by);
        all.put("reason", reason);
        if (noWait) {
            all.put("noWait", "true"); // unknown to an earlier service, so only if set
        }
        all.put("dryRun", Boolean.toString(dryRun));
        return all;
    }
}
