package dev.lamplighter.window.crontab;

import dev.lamplighter.base.Problem;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.window.crontab.script.ScriptFinding;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects the problems and remarks of an import, each once: what was left out, and remarks on what was converted. */
final class CrontabNotes {
    private static final int LONGEST_QUOTE = 100;

    private final String file;
    /** By line; those about the whole crontab have no line and come last. */
    private final SortedMap<Integer, Set<Problem>> leftOut = new TreeMap<>();

    private final SortedMap<Integer, Set<Problem>> remarks = new TreeMap<>();
    private final Set<Integer> repeats = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    CrontabNotes(String file) {
        this.file = file;
    }

    void leftOut(WindowProblemCode code, int line, String what, String why, String fix) {
        leftOut.computeIfAbsent(line, any -> new LinkedHashSet<>())
                .add(new Problem(code, file + ":" + line, quoted(what), why, fix));
    }

    void remark(int line, String what, String why, String fix) {
        remarks.computeIfAbsent(line, any -> new LinkedHashSet<>())
                .add(new Problem(WindowProblemCode.CRONTAB_REMARK, file + ":" + line, quoted(what), why, fix));
    }

    /** Adds what was found in a script that a line runs; each once, however many lines run it. */
    void found(int line, String script, ScriptFinding finding) {
        Problem problem = new Problem(
                finding.code(), script + ":" + finding.line(), quoted(finding.what()), finding.why(), finding.fix());
        if (told.add(problem.line())) {
            (finding.isRemark() ? remarks : leftOut)
                    .computeIfAbsent(line, any -> new LinkedHashSet<>())
                    .add(problem);
        }
    }

    /** Adds a remark that is the same for several lines; it is reported only for the first. */
    void remarkOnFirst(int line, String what, String why, String fix) {
        if (told.add(what)) {
            remark(line, what, why, fix);
        }
    }

    /** Adds a remark on a line that needs no window because other lines do the same. */
    void repeats(int line, String what, String why, String fix) {
        repeats.add(line);
        remark(line, what, why, fix);
    }

    void remarkOnAll(String what, String why, String fix) {
        remarks.computeIfAbsent(Integer.MAX_VALUE, any -> new LinkedHashSet<>())
                .add(new Problem(WindowProblemCode.CRONTAB_REMARK, file, what, why, fix));
    }

    /** Whether it has been reported why a line has no window. */
    boolean isTold(int line) {
        return leftOut.containsKey(line) || repeats.contains(line);
    }

    /** What was left out, in the order of the lines. */
    List<Problem> leftOut() {
        return leftOut.values().stream().flatMap(Set::stream).toList();
    }

    List<Problem> remarks() {
        return remarks.values().stream().flatMap(Set::stream).toList();
    }

    /** The text, shortened and without secrets. */
    private static String quoted(String text) {
        String open = text.replaceAll("(?i)(\\w*(?:key|secret|token|passw|pwd)\\w*=)\\S+", "$1...")
                .replaceAll("(-[OW]|--aws-(?:access|secret)-key|--password|--token)\\s+\\S+", "$1 ...");
        return open.length() <= LONGEST_QUOTE ? open : open.substring(0, LONGEST_QUOTE) + "...";
    }
}
