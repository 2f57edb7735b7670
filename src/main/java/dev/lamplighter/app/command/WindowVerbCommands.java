package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls the verbs of the windows from the command line, a method each. */
abstract class WindowVerbCommands {
    private static final String WINDOW = "Its name in windows.yaml.";
    private static final String INSTANCE = "Its id.";
    private static final String WHICH = "next, today, tomorrow, or a date as in 2026-12-24 on the window's clock.";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a command is called
    CommandSpec spec;

    @Command(
            name = "status",
            description = "Tells what every window does now, the holds and the alerts.",
            mixinStandardHelpOptions = true)
    int status(@Mixin WindowsMixin work) throws IOException {
        return work.ask("status", Map.of());
    }

    @Command(
            name = "why",
            description = "Tells which window or hold keeps an instance on, or who stopped it.",
            mixinStandardHelpOptions = true)
    int why(@Mixin WindowsMixin work, @Parameters(paramLabel = "INSTANCE", description = INSTANCE) String instance)
            throws IOException {
        return work.ask("why", Map.of("instance", instance));
    }

    @Command(
            name = "report",
            description = "Tells hours on, saved against 24x7, minutes late and overrun of a month (UTC).",
            mixinStandardHelpOptions = true)
    int report(
            @Mixin WindowsMixin work,
            @Option(
                            names = "--month",
                            defaultValue = "",
                            paramLabel = "YYYY-MM",
                            description = "As in 2026-11; this month if not said.")
                    String month)
            throws IOException {
        return work.ask("report", Map.of("month", month));
    }

    @Command(name = "open", description = "Opens a window now, beside its schedule.", mixinStandardHelpOptions = true)
    int open(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "WINDOW", description = WINDOW) String window,
            @Option(
                            names = "--for",
                            required = true,
                            paramLabel = "LENGTH",
                            description = "From now on, as in 2h or 90m; longer than the lead.")
                    String length)
            throws IOException {
        return work.act("open", audit.beside(Map.of("window", window, "for", length)));
    }

    @Command(name = "extend", description = "Ends what is open of a window later.", mixinStandardHelpOptions = true)
    int extend(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "WINDOW", description = WINDOW) String window,
            @Parameters(
                            index = "1",
                            paramLabel = "LENGTH",
                            description = "As in 30m or 1h30; a number alone is minutes.")
                    String length)
            throws IOException {
        return work.act("extend", audit.beside(Map.of("window", window, "for", length)));
    }

    @Command(name = "close", description = "Ends what is open of a window now.", mixinStandardHelpOptions = true)
    int close(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "WINDOW", description = WINDOW) String window)
            throws IOException {
        return work.act("close", audit.beside(Map.of("window", window)));
    }

    @Command(
            name = "skip",
            description = "Leaves out the next time, or what begins on a date.",
            mixinStandardHelpOptions = true)
    int skip(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "WINDOW", description = WINDOW) String window,
            @Parameters(index = "1", paramLabel = "next|DATE", description = WHICH) String which)
            throws IOException {
        return work.act("skip", audit.beside(Map.of("window", window, "which", which)));
    }

    @Command(name = "unskip", description = "Takes a skip back.", mixinStandardHelpOptions = true)
    int unskip(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "WINDOW", description = WINDOW) String window,
            @Parameters(index = "1", paramLabel = "next|DATE", description = WHICH) String which)
            throws IOException {
        return work.act("unskip", audit.beside(Map.of("window", window, "which", which)));
    }

    @Command(
            name = "hold",
            description = "Keeps an instance from being stopped, if it is on, or from being started, if it is off.",
            mixinStandardHelpOptions = true)
    int hold(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "INSTANCE", description = INSTANCE) String instance,
            @Parameters(
                            index = "1..*",
                            arity = "1..2",
                            paramLabel = "until TIME",
                            description =
                                    "HH:mm on the window's clock, or a time such as 2026-11-22T18:00; the word until may be left out.")
                    List<String> until)
            throws IOException {
        if (until.size() == 2 && !until.get(0).equals("until")) {
            throw new ParameterException(spec.subcommands().get("hold"), "write it as: hold INSTANCE until TIME");
        }
        String time = until.get(until.size() - 1);
        return work.act("hold", audit.beside(Map.of("instance", instance, "until", time)));
    }

    @Command(name = "release", description = "Ends the hold of an instance.", mixinStandardHelpOptions = true)
    int release(
            @Mixin WindowsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "INSTANCE", description = INSTANCE) String instance)
            throws IOException {
        return work.act("release", audit.beside(Map.of("instance", instance)));
    }
}
