package dev.lamplighter.app.http;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.window.operate.WindowOperationsMXBean;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The verbs of the windows by their names under {@code /windows/}. */
final class WindowVerbs {
    private static final Set<String> AUTHOR = Set.of("by", "reason", "dryRun");

    private WindowVerbs() {}

    static Map<String, HttpVerb> of(WindowOperationsMXBean windows) {
        Map<String, HttpVerb> verbs = new LinkedHashMap<>();
        verbs.put("next", asks(Set.of(), Set.of("n"), said -> windows.next(count(said.getOrDefault("n", "10")))));
        verbs.put(
                "plan",
                asks(Set.of(), Set.of("from", "to"), said -> windows.plan(text(said, "from"), text(said, "to"))));
        verbs.put("status", asks(Set.of(), Set.of(), said -> windows.status()));
        verbs.put("why", asks(Set.of("instance"), Set.of(), said -> windows.why(text(said, "instance"))));
        verbs.put("report", asks(Set.of("month"), Set.of(), said -> windows.report(text(said, "month"))));
        verbs.put("validate", asks(Set.of(), Set.of(), said -> windows.validate()));
        verbs.put(
                "import-crontab",
                new HttpVerb(
                        true,
                        Set.of("crontab"),
                        Set.of("zone"),
                        said -> windows.importCrontab(text(said, "crontab"), text(said, "zone"))));
        verbs.put(
                "open",
                acts(
                        Set.of("window", "for"),
                        (said, by, reason, dry) ->
                                windows.open(text(said, "window"), text(said, "for"), by, reason, dry)));
        verbs.put(
                "extend",
                acts(
                        Set.of("window", "for"),
                        (said, by, reason, dry) ->
                                windows.extend(text(said, "window"), text(said, "for"), by, reason, dry)));
        verbs.put(
                "close",
                acts(
                        Set.of("window"),
                        (said, by, reason, dry) -> windows.close(text(said, "window"), by, reason, dry)));
        verbs.put(
                "skip",
                acts(
                        Set.of("window", "which"),
                        (said, by, reason, dry) ->
                                windows.skip(text(said, "window"), text(said, "which"), by, reason, dry)));
        verbs.put(
                "unskip",
                acts(
                        Set.of("window", "which"),
                        (said, by, reason, dry) ->
                                windows.unskip(text(said, "window"), text(said, "which"), by, reason, dry)));
        verbs.put(
                "hold",
                acts(
                        Set.of("instance", "until"),
                        (said, by, reason, dry) ->
                                windows.hold(text(said, "instance"), text(said, "until"), by, reason, dry)));
        verbs.put(
                "release",
                acts(
                        Set.of("instance"),
                        (said, by, reason, dry) -> windows.release(text(said, "instance"), by, reason, dry)));
        return verbs;
    }

    private static HttpVerb asks(Set<String> needed, Set<String> allowed, HttpVerb.Call call) {
        return new HttpVerb(false, needed, allowed, call);
    }

    private static HttpVerb acts(Set<String> needed, ActingCall call) {
        return new HttpVerb(
                true,
                needed,
                AUTHOR,
                said -> call.with(
                        said, said.getOrDefault("by", "http"), text(said, "reason"), flag(text(said, "dryRun"))));
    }

    private static String text(Map<String, String> said, String name) {
        return said.getOrDefault(name, "");
    }

    private static int count(String text) {
        if (text.matches("[1-9]\\d{0,3}")) {
            return Integer.parseInt(text);
        }
        throw refused("n", text, "a number from 1 to 9999");
    }

    /** What is not understood must not be taken for "act". */
    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw refused("dryRun", text, "true or false");
        };
    }

    private static ProblemException refused(String name, String got, String allowed) {
        return new ProblemException(
                new Problem("WINDOW-141", name, "not understood: " + got, "allowed is " + allowed, "write it so"));
    }

    /** A call with its author. */
    @FunctionalInterface
    private interface ActingCall {
        List<String> with(Map<String, String> said, String by, String reason, boolean dryRun);
    }
}
