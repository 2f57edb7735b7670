package dev.lamplighter.window.copies;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Judges what copies of the service did together, by the calls that reached AWS and by nothing that the service knows: each
 * call that was due was made, once, in time, and no other was, whatever befell the copies.
 *
 * <p>Never made is wrong, too, unless nobody could have acted for {@link DueCall#within()} of the time in which it was due.
 *
 * <p>A second call is harmless only if its sender had been stopped just before it (AWS knows no fencing token), and if it found
 * done already what it asked for. Everything else is wrong.
 *
 * @param due what had to be asked of AWS
 * @param wakes when copies went on that had been stopped
 * @param away when nobody could have acted
 * @param cutOff calls in the midst of which their copies were stopped: they may have been made, so that they are not made again
 *     for a while
 * @param starting when AWS was starting a machine: it refuses to stop one that doesn't run yet (StopInstances,
 *     IncorrectInstanceState)
 */
public record CopiesChecker(
        List<DueCall> due, List<Wake> wakes, List<Span> away, List<CutOff> cutOff, List<Starting> starting) {
    /** At most one call a resource (G5 of docs/INVARIANTS.md). */
    private static final Duration SPACING = Duration.ofSeconds(20);
    /** From one holder to the next. */
    public static final Duration GAP = Duration.ofSeconds(20);
    /** A call that was on its way when its sender was stopped arrives within this time after it goes on. */
    private static final Duration ON_ITS_WAY = Duration.ofSeconds(2);
    /** How far a copy's clock may be from true time: answers of AWS tell whole seconds. */
    private static final Duration EARLY = Duration.ofSeconds(2);

    static final String LOST = ": lost";
    static final String AGAIN = ": again at ";
    /** What the reason of an excuse begins with. */
    private static final String BECAUSE = "; because ";

    /** A call that changes something, as it arrived, whatever was answered. */
    public record SentCall(Instant at, String sender, String action, String resource) {}

    /**
     * A call that has to be made.
     *
     * @param until it makes no sense any more
     * @param within in which time it has to be made, if somebody can
     */
    public record DueCall(String name, String action, String resource, Instant at, Instant until, Duration within) {
        private boolean isMadeBy(SentCall call) {
            return call.action().equals(action)
                    && call.resource().equals(resource)
                    && !call.at().isBefore(at.minus(EARLY))
                    && call.at().isBefore(until);
        }
    }

    /** A copy that had been stopped goes on. */
    public record Wake(String copy, Instant at) {}

    /** A copy that was about to call ended or was stopped. */
    public record CutOff(String resource, Instant at) {}

    /** A machine is not running yet. */
    public record Starting(String resource, Span span) {}

    /** A time from its begin to its end. */
    public record Span(Instant from, Instant to) {
        private Duration within(Instant begin, Instant end) {
            Instant first = from.isAfter(begin) ? from : begin;
            Instant last = to.isBefore(end) ? to : end;
            return last.isAfter(first) ? Duration.between(first, last) : Duration.ZERO;
        }
    }

    /** What was wrong, and what was harmless, a line each; and the longest time that nobody acted who could. */
    public record Findings(List<String> wrong, List<String> harmless, Duration longestGap) {}

    /** Judges a history that is complete up to that time. */
    public Findings of(List<SentCall> sent, Instant end) {
        List<SentCall> history = sent.stream()
                .filter(call -> call.at().isBefore(end))
                .sorted(Comparator.comparing(SentCall::at))
                .toList();
        List<String> wrong = new ArrayList<>();
        List<String> harmless = new ArrayList<>();
        Set<Integer> asked = new HashSet<>();
        Duration longest = Duration.ZERO;
        for (DueCall call : due) {
            List<Integer> made = new ArrayList<>();
            for (int n = 0; n < history.size(); n++) {
                if (call.isMadeBy(history.get(n))) {
                    made.add(n);
                }
            }
            asked.addAll(made);
            String what = call.name() + " " + call.action() + " " + call.resource() + ", due at " + call.at() + ": ";
            boolean isOver = !call.until().isAfter(end);
            Instant first = made.isEmpty()
                    ? (isOver ? call.until() : end)
                    : history.get(made.get(0)).at();
            Duration gap = gap(call, first);
            if (made.isEmpty() && call.at().isAfter(end)) {
                continue; // not due yet
            }
            if (made.isEmpty() && isNothingToStop(call, history)) {
                harmless.add(what + "it makes no call" + BECAUSE + "nothing had been started");
            } else if (made.isEmpty() && gap.compareTo(call.within()) > 0) {
                wrong.add(what + "lost");
            } else if (made.isEmpty() && isOver) {
                harmless.add(what + "not made" + BECAUSE + "nobody could act while it was due");
            } else if (gap.compareTo(call.within()) > 0) {
                wrong.add(what + "only at " + first + ", after " + gap + " in which somebody could have acted");
            } else if (!made.isEmpty() && isLater(call, first)) {
                harmless.add(what + "only at " + first + BECAUSE + reasons(call, first));
            }
            longest = !made.isEmpty() && gap.compareTo(longest) > 0 ? gap : longest;
            made.stream().skip(1).forEach(n -> judgeAgain(what, history, n, wrong, harmless));
        }
        for (int n = 0; n < history.size(); n++) {
            if (!asked.contains(n)) {
                wrong.add(history.get(n) + ": nothing of the kind was due");
            }
        }
        return new Findings(wrong, harmless, longest);
    }

    private static boolean isNothingToStop(DueCall call, List<SentCall> history) {
        return call.action().equals("STOP")
                && history.stream()
                        .filter(sent -> sent.resource().equals(call.resource()))
                        .filter(sent -> sent.at().isBefore(call.until()))
                        .reduce((earlier, later) -> later)
                        .filter(sent -> sent.action().equals("START"))
                        .isEmpty();
    }

    private static boolean isLater(DueCall call, Instant first) {
        return Duration.between(call.at(), first).compareTo(call.within()) > 0;
    }

    /** Why a line is harmless, in the same words for all of a kind. */
    static String excuse(String harmless) {
        return harmless.substring(harmless.indexOf(BECAUSE) + BECAUSE.length());
    }

    private String reasons(DueCall call, Instant first) {
        List<String> reasons = new ArrayList<>();
        if (isWithin(away, call.at(), first)) {
            reasons.add("nobody could act");
        }
        if (isWithin(cutOff(call), call.at(), first)) {
            reasons.add("it was cut off");
        }
        if (isWithin(starting(call), call.at(), first)) {
            reasons.add("the machine was starting");
        }
        return String.join(" and ", reasons);
    }

    private static boolean isWithin(List<Span> spans, Instant begin, Instant end) {
        return spans.stream().anyMatch(span -> !span.within(begin, end).isZero());
    }

    private List<Span> cutOff(DueCall call) {
        return cutOff.stream()
                .filter(one -> one.resource().equals(call.resource()))
                .map(one -> new Span(one.at(), one.at().plus(SPACING)))
                .toList();
    }

    private List<Span> starting(DueCall call) {
        return starting.stream()
                .filter(one -> call.action().equals("STOP") && one.resource().equals(call.resource()))
                .map(Starting::span)
                .toList();
    }

    private Duration gap(DueCall call, Instant end) {
        List<Span> excused = new ArrayList<>(away);
        excused.addAll(cutOff(call));
        excused.addAll(starting(call));
        Duration gap = Duration.between(call.at(), end);
        Instant from = call.at();
        excused.sort(Comparator.comparing(Span::from));
        for (Span span : excused) {
            gap = gap.minus(span.within(from, end));
            from = span.to().isAfter(from) ? span.to() : from;
        }
        return gap;
    }

    private void judgeAgain(String what, List<SentCall> history, int n, List<String> wrong, List<String> harmless) {
        SentCall again = history.get(n);
        String line = what + "again at " + again.at() + " by " + again.sender();
        Optional<Wake> wake = wakes.stream()
                .filter(one -> one.copy().equals(again.sender())
                        && !again.at().isBefore(one.at())
                        && again.at().isBefore(one.at().plus(ON_ITS_WAY)))
                .findFirst();
        boolean isDoneAlready = history.subList(0, n).stream()
                .filter(call -> call.resource().equals(again.resource()))
                .reduce((earlier, later) -> later)
                .filter(before -> before.action().equals(again.action()))
                .isPresent();
        if (wake.isEmpty()) {
            wrong.add(line + ", whose sender had not been stopped");
        } else if (!isDoneAlready) {
            wrong.add(line + ", which undid what had come between");
        } else {
            harmless.add(line + ", which had been stopped until " + wake.get().at() + BECAUSE
                    + "its sender had been stopped and it changed nothing");
        }
    }
}
