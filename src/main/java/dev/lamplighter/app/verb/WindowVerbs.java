package dev.lamplighter.app.verb;

import static dev.lamplighter.app.verb.VerbArgument.needed;
import static dev.lamplighter.app.verb.VerbArgument.optional;

import dev.lamplighter.app.verb.Verb.Effect;
import dev.lamplighter.app.verb.VerbArgument.Kind;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Declares the verbs of the windows. */
public final class WindowVerbs {
    private static final VerbArgument WINDOW = needed("window", Kind.NAME, "its name in windows.yaml");
    private static final VerbArgument INSTANCE = needed("instance", Kind.NAME, "its id or its Name tag");
    private static final VerbArgument WHICH =
            needed("which", Kind.NAME, "next, today, tomorrow, or a date as in 2026-12-24 on the window's clock");
    private static final VerbArgument FROM =
            optional("from", Kind.NAME, "a time such as 2026-12-24T14:00:00Z; now if empty");
    private static final VerbArgument TO =
            optional("to", Kind.NAME, "a time at most 400 days after from; a fortnight after it if empty");

    private static final VerbArgument AT = optional(
            "at",
            Kind.NAME,
            "on the window's clock: 20:00, tomorrow 9:30, sunday 10:00 or 2026-12-24 18:00; at most 31 days ahead; now if empty");
    private static final VerbArgument COUNT = optional("n", Kind.COUNT, "how many, from 1 to 9999");
    private static final VerbArgument MONTH =
            optional("month", Kind.NAME, "a month such as 2026-11; this month if empty");

    private static final String NO_WAIT = "noWait";

    private WindowVerbs() {}

    /** All of them, in the order in which they are listed. */
    public static List<Verb> of(WindowOperationsMXBean windows) {
        return of(windows, windows);
    }

    /**
     * All of them, in the order in which they are listed.
     *
     * @param hurried the same operations for callers that don't wait for the EC2 calls they cause
     */
    public static List<Verb> of(WindowOperationsMXBean windows, WindowOperationsMXBean hurried) {
        List<Verb> verbs = new ArrayList<>(asking(windows));
        Function<VerbArguments, WindowOperationsMXBean> on =
                verbArguments -> verbArguments.flag(NO_WAIT) ? hurried : windows;
        verbs.addAll(onWindows(on));
        verbs.addAll(onInstances(on));
        return verbs;
    }

    private static List<Verb> asking(WindowOperationsMXBean windows) {
        return List.of(
                asks(
                        "next",
                        "The occurrences that come next, those under way first.",
                        verbArguments -> windows.next(verbArguments.count("n", 10)),
                        COUNT),
                asks(
                        "next-json",
                        "The same as an object of JSON.",
                        verbArguments -> List.of(windows.nextJson(verbArguments.count("n", 10))),
                        COUNT),
                asks(
                        "steps-json",
                        "How far the resources of the occurrences under way are, as an object of JSON.",
                        verbArguments -> List.of(windows.stepsJson())),
                asks(
                        "plan",
                        "Every occurrence that overlaps a time.",
                        verbArguments -> windows.plan(verbArguments.text("from"), verbArguments.text("to")),
                        FROM,
                        TO),
                asks(
                        "plan-json",
                        "The same as an array of window, start and end, in UTC.",
                        verbArguments ->
                                List.of(windows.planJson(verbArguments.text("from"), verbArguments.text("to"))),
                        FROM,
                        TO),
                asks("status", "The windows, the holds and the alerts now.", verbArguments -> windows.status()),
                asks(
                        "why",
                        "Which window or hold keeps an instance on, or who stopped it.",
                        verbArguments -> windows.why(verbArguments.text("instance")),
                        INSTANCE),
                asks(
                        "why-json",
                        "The same as an object of JSON.",
                        verbArguments -> List.of(windows.whyJson(verbArguments.text("instance"))),
                        INSTANCE),
                asks(
                        "report",
                        "Hours on, saved, late and overrun of a month (UTC).",
                        verbArguments -> windows.report(verbArguments.text("month")),
                        MONTH),
                asks(
                        "report-json",
                        "The same as an object of JSON.",
                        verbArguments -> List.of(windows.reportJson(verbArguments.text("month"))),
                        MONTH),
                asks(
                        "validate-launches",
                        "Asks EC2 whether it would launch what the windows declare; launches nothing.",
                        verbArguments -> windows.validateLaunches()),
                asks(
                        "orphans",
                        "Instances that were launched and that no window knows any more; asks EC2.",
                        verbArguments -> windows.orphans()),
                asks(
                        "validate",
                        "Reads windows.yaml again and reports what is wrong with it.",
                        verbArguments -> windows.validate()),
                acting(
                        "import-crontab",
                        "The windows.yaml that does what a crontab does.",
                        verbArguments ->
                                windows.importCrontab(verbArguments.text("crontab"), verbArguments.text("zone")),
                        List.of(
                                needed("crontab", Kind.CONTENT, "as crontab -l prints it"),
                                optional("zone", Kind.NAME, "IANA zone of its machine; this machine's if empty"))));
    }

    private static List<Verb> onWindows(Function<VerbArguments, WindowOperationsMXBean> on) {
        return List.of(
                acts(
                        "open",
                        "Opens a window beside its schedule, now or at a time to come.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .open(
                                        verbArguments.text("window"),
                                        verbArguments.text("for"),
                                        verbArguments.text("at"),
                                        by,
                                        reason,
                                        dry),
                        List.of(AT),
                        WINDOW,
                        optional(
                                "for",
                                Kind.NAME,
                                "from now on, as in 2h, longer than the lead; with at: from then on, as long as usual if"
                                        + " empty")),
                acts(
                        "extend",
                        "Extends the open occurrence of a window.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .extend(verbArguments.text("window"), verbArguments.text("for"), by, reason, dry),
                        WINDOW,
                        needed("for", Kind.NAME, "how much later, as in 30m")),
                acts(
                        "close",
                        "Closes the open occurrence of a window now.",
                        (verbArguments, by, reason, dry) ->
                                on.apply(verbArguments).close(verbArguments.text("window"), by, reason, dry),
                        WINDOW),
                acts(
                        "skip",
                        "Skips the next occurrence, or those that begin on a date.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .skip(verbArguments.text("window"), verbArguments.text("which"), by, reason, dry),
                        WINDOW,
                        WHICH),
                acts(
                        "unskip",
                        "Takes a skip back.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .unskip(verbArguments.text("window"), verbArguments.text("which"), by, reason, dry),
                        WINDOW,
                        WHICH));
    }

    private static List<Verb> onInstances(Function<VerbArguments, WindowOperationsMXBean> on) {
        return List.of(
                acts(
                        "hold",
                        "Keeps an instance from being stopped, if it is on, or from being started, if it is off.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .hold(verbArguments.text("instance"), verbArguments.text("until"), by, reason, dry),
                        INSTANCE,
                        needed(
                                "until",
                                Kind.NAME,
                                "on the window's clock: 20:00, tomorrow 9:30, sunday 10:00 or 2026-11-22 18:00")),
                acts(
                        "release",
                        "Ends the hold of an instance.",
                        (verbArguments, by, reason, dry) ->
                                on.apply(verbArguments).release(verbArguments.text("instance"), by, reason, dry),
                        INSTANCE),
                acts(
                        "terminate-orphan",
                        "Terminates an instance that was launched and that no window knows any more.",
                        (verbArguments, by, reason, dry) -> on.apply(verbArguments)
                                .terminateOrphan(verbArguments.text("instance"), by, reason, dry),
                        needed("instance", Kind.NAME, "its id, as orphans lists it")));
    }

    private static Verb asks(String word, String description, Verb.Call call, VerbArgument... arguments) {
        return new Verb("windows " + word, Effect.ASKS, description, List.of(arguments), call);
    }

    private static Verb acting(String word, String description, Verb.Call call, List<VerbArgument> arguments) {
        return new Verb("windows " + word, Effect.ACTS, description, arguments, call);
    }

    private static Verb acts(String word, String description, ActingCall call, VerbArgument... arguments) {
        return acts(word, description, call, List.of(), arguments);
    }

    /** @param last arguments that later versions have added; JMX callers written for an earlier version leave them out */
    private static Verb acts(
            String word, String description, ActingCall call, List<VerbArgument> last, VerbArgument... arguments) {
        List<VerbArgument> all = new ArrayList<>(Arrays.asList(arguments));
        all.add(optional("by", Kind.NAME, "who asks for this; the caller if empty"));
        all.add(optional("reason", Kind.TEXT, "why; kept in the journal"));
        all.add(optional(NO_WAIT, Kind.FLAG, "true: doesn't wait, up to 30 s, for the results of the calls"));
        all.add(optional("dryRun", Kind.FLAG, "true: reports the calls it would make and changes nothing"));
        all.addAll(last);
        return acting(
                word,
                description,
                verbArguments -> call.with(
                        verbArguments, verbArguments.author(), verbArguments.reason(), verbArguments.flag("dryRun")),
                all);
    }

    /** A call with its author. */
    @FunctionalInterface
    private interface ActingCall {
        List<String> with(VerbArguments verbArguments, String by, String reason, boolean dryRun);
    }
}
