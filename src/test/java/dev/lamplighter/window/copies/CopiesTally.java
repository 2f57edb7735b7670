package dev.lamplighter.window.copies;

import dev.lamplighter.window.copies.CopiesChecker.Findings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what several histories came to, for the line at the end of a long run. Thread-safe. */
public final class CopiesTally {
    private final Map<String, Integer> events = new TreeMap<>();
    private final Map<String, Integer> excused = new TreeMap<>();
    private int calls;
    private int lost;
    private int again;
    private int wrong;
    private Duration gap = Duration.ZERO;
    private Duration takeover = Duration.ZERO;

    /**
     * Adds a history.
     *
     * @param happened how often what happened
     * @param sent the number of calls
     * @param longestTakeover after a crash
     */
    public synchronized void add(Map<String, Integer> happened, int sent, Duration longestTakeover, Findings findings) {
        happened.forEach((kind, times) -> events.merge(kind, times, Integer::sum));
        calls += sent;
        takeover = longestTakeover.compareTo(takeover) > 0 ? longestTakeover : takeover;
        gap = findings.longestGap().compareTo(gap) > 0 ? findings.longestGap() : gap;
        findings.harmless().forEach(line -> excused.merge(CopiesChecker.excuse(line), 1, Integer::sum));
        for (String line : findings.wrong()) {
            wrong++;
            lost += line.endsWith(CopiesChecker.LOST) ? 1 : 0;
            again += line.contains(CopiesChecker.AGAIN) ? 1 : 0;
        }
    }

    /** All of it. */
    public synchronized String line() {
        return "events=" + events.values().stream().mapToInt(Integer::intValue).sum() + " " + events + " calls=" + calls
                + " longestTakeover=" + takeover + " longestGap=" + gap + " excused=" + excused + " lost=" + lost
                + " double=" + again + " wrong=" + wrong;
    }
}
