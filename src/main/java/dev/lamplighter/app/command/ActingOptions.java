package dev.lamplighter.app.command;

import picocli.CommandLine.Option;

/** Who acts and why; a mix-in. */
final class ActingOptions {
    @Option(names = "--by", paramLabel = "NAME", description = "Who says so; the user of this command if not said.")
    private String by = System.getProperty("user.name", "");

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the journal.")
    private String reason = "";

    @Option(names = "--dry-run", description = "Prints the calls it would make and changes nothing.")
    private boolean dryRun;

    String by() {
        return by;
    }

    String reason() {
        return reason;
    }

    boolean dryRun() {
        return dryRun;
    }
}
