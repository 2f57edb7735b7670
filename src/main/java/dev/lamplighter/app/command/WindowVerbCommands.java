package dev.lamplighter.app.command;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Declares the verbs of the windows as subcommands, one method each. */
abstract class WindowVerbCommands extends CommandGroup {
    private static final String WINDOW = "Its name in windows.yaml.";
    private static final String INSTANCE = "Its id or its Name tag.";
    static final String AS_JSON = "As one object of JSON, see docs/reference/json.md.";
    private static final String TIME_OF_DAY = "\\d{1,2}:\\d{2}(:\\d{2})?";
    private static final String WHICH = "next, today, tomorrow, or a date as in 2026-12-24 on the window's clock.";

    @Command(
            name = "status",
            description = "Shows what every window does now, the holds and the alerts.",
            mixinStandardHelpOptions = true)
    int status(@Mixin WindowVerbsMixin work) throws IOException {
        return work.ask("status", Map.of());
    }

    @Command(
            name = "why",
            description = "Shows which window or hold keeps an instance on, or who stopped it.",
            mixinStandardHelpOptions = true)
    int why(
            @Mixin WindowVerbsMixin work,
            @Parameters(paramLabel = "INSTANCE", description = INSTANCE) String instance,
            @Option(names = "--json", description = AS_JSON) boolean json)
            throws IOException {
        return work.ask("why", Map.of("instance", instance), json);
    }

    @Command(
            name = "report",
            description = "Shows the hours on, the savings against 24x7, late minutes and overrun of a month (UTC).",
            mixinStandardHelpOptions = true)
    int report(
            @Mixin WindowVerbsMixin work,
            @Option(
                            names = "--month",
                            defaultValue = "",
                            paramLabel = "YYYY-MM",
                            description = "For example 2026-11; default this month.")
                    String month,
            @Option(names = "--json", description = AS_JSON) boolean json)
            throws IOException {
        return work.ask("report", Map.of("month", month), json);
    }

    @Command(
            name = "open",
            description = "Opens a window beside its schedule, now or at a time to come.",
            mixinStandardHelpOptions = true)
    int open(
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(arity = "1..2", paramLabel = "WINDOW", description = WINDOW) List<String> words,
            @Option(
                            names = "--for",
                            paramLabel = "LENGTH",
                            description =
                                    "How long from now on, for example 2h or 90m, longer than the lead; with --at how"
                                            + " long from then on, by default as long as usual.")
                    @Nullable
                    String length,
            @Option(
                            names = "--at",
                            paramLabel = "TIME",
                            description =
                                    "On the window's clock: 20:00, tomorrow 9:30, sunday 10:00, 2026-12-24 18:00; at"
                                            + " most 31 days ahead; default now.")
                    @Nullable
                    String at)
            throws IOException {
        List<String> window =
                words.stream().filter(word -> !word.matches(TIME_OF_DAY)).toList();
        List<String> time =
                words.stream().filter(word -> word.matches(TIME_OF_DAY)).toList();
        if (window.size() != 1 || (at == null && !time.isEmpty())) {
            throw new ParameterException(
                    spec.subcommands().get("open"), "write it as: open WINDOW --at TIME, or open WINDOW --for LENGTH");
        }
        Map<String, String> values = new HashMap<>(Map.of("window", window.get(0)));
        if (length != null) {
            values.put("for", length);
        }
        if (at != null) { // without quotes, "--at tomorrow 9:30" arrives as two words
            values.put("at", time.isEmpty() ? at : at + " " + time.get(0));
        }
        return work.act("open", audit.beside(values));
    }

    @Command(name = "extend", description = "Extends the open occurrence of a window.", mixinStandardHelpOptions = true)
    int extend(
            @Mixin WindowVerbsMixin work,
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

    @Command(
            name = "close",
            description = "Closes the open occurrence of a window now.",
            mixinStandardHelpOptions = true)
    int close(
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "WINDOW", description = WINDOW) String window)
            throws IOException {
        return work.act("close", audit.beside(Map.of("window", window)));
    }

    @Command(
            name = "skip",
            description = "Skips the next occurrence, or those that begin on a date.",
            mixinStandardHelpOptions = true)
    int skip(
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "WINDOW", description = WINDOW) String window,
            @Parameters(index = "1", paramLabel = "next|DATE", description = WHICH) String which)
            throws IOException {
        return work.act("skip", audit.beside(Map.of("window", window, "which", which)));
    }

    @Command(name = "unskip", description = "Takes a skip back.", mixinStandardHelpOptions = true)
    int unskip(
            @Mixin WindowVerbsMixin work,
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
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(index = "0", paramLabel = "INSTANCE", description = INSTANCE) String instance,
            @Parameters(
                            index = "1..*",
                            arity = "1..3",
                            paramLabel = "until TIME",
                            description =
                                    "On the window's clock: 20:00, tomorrow 9:30, sunday 10:00, 2026-12-24 18:00; the"
                                            + " word until may be left out.")
                    List<String> until)
            throws IOException {
        boolean isWordSaid = until.size() > 1 && until.get(0).equals("until");
        List<String> time = isWordSaid ? until.subList(1, until.size()) : until;
        return work.act("hold", audit.beside(Map.of("instance", instance, "until", String.join(" ", time))));
    }

    @Command(name = "release", description = "Ends the hold of an instance.", mixinStandardHelpOptions = true)
    int release(
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "INSTANCE", description = INSTANCE) String instance)
            throws IOException {
        return work.act("release", audit.beside(Map.of("instance", instance)));
    }

    @Command(
            name = "orphans",
            description = "Instances that were launched and that no window knows any more.",
            mixinStandardHelpOptions = true)
    int orphans(@Mixin WindowVerbsMixin work) throws IOException {
        return work.act("orphans", Map.of());
    }

    @Command(
            name = "terminate-orphan",
            description = "Terminates an instance that orphans lists.",
            mixinStandardHelpOptions = true)
    int terminateOrphan(
            @Mixin WindowVerbsMixin work,
            @Mixin AuditOptions audit,
            @Parameters(paramLabel = "INSTANCE", description = "Its id.") String instance)
            throws IOException {
        return work.act("terminate-orphan", audit.beside(Map.of("instance", instance)));
    }
}
