package dev.lamplighter.window.crontab;

import dev.lamplighter.window.declare.WindowAddress;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which lines of a crontab make a window together: an instance's start and the next stop after it, and the addresses that
 * are associated after that start and before any other.
 */
final class LinePairing {
    private final List<CrontabLine> lines;
    private final Warnings warnings;

    LinePairing(List<CrontabLine> lines, Warnings warnings) {
        this.lines = List.copyOf(lines);
        this.warnings = warnings;
    }

    /** Instances that start, open and close together share a window. */
    List<ImportedWindow> windows() {
        Map<CrontabLine, List<CrontabLine>> associates = associates();
        Set<CrontabLine> used = new HashSet<>();
        Map<String, ImportedWindow> windows = new LinkedHashMap<>();
        for (CrontabLine start : with(Ec2Command.Verb.START)) {
            List<CrontabLine> following = associates.getOrDefault(start, List.of());
            for (String instance : start.instances()) {
                Optional<CrontabLine> end = endOf(start, instance);
                if (end.isEmpty()) {
                    warnings.add(start.number(), instance + " is never stopped on the days of its start; no window");
                    continue;
                }
                used.add(end.get());
                ImportedWindow window = window(start, following, end.get(), instance);
                windows.merge(window.days() + " " + window.times() + window.then(), window, ImportedWindow::with);
            }
        }
        lines.stream()
                .filter(line -> line.ends() && !used.contains(line))
                .forEach(line -> warnings.add(line.number(), "stops what no line starts, left out"));
        return List.copyOf(windows.values());
    }

    private List<CrontabLine> with(Ec2Command.Verb verb) {
        return lines.stream().filter(line -> line.does(verb)).toList();
    }

    /** The stop that follows first, on the same day or, if earlier in the day, on the next. */
    private Optional<CrontabLine> endOf(CrontabLine start, String instance) {
        return lines.stream()
                .filter(line -> line.ends() && line.instances().contains(instance))
                .filter(line -> line.days().containsAll(isNextDay(start, line) ? nextDays(start) : start.days()))
                .min(Comparator.comparing((CrontabLine line) -> isNextDay(start, line))
                        .thenComparing(CrontabLine::at));
    }

    private static boolean isNextDay(CrontabLine start, CrontabLine end) {
        return !end.at().isAfter(start.at());
    }

    private static Set<DayOfWeek> nextDays(CrontabLine start) {
        return start.days().stream().map(day -> day.plus(1)).collect(Collectors.toUnmodifiableSet());
    }

    private Map<CrontabLine, List<CrontabLine>> associates() {
        Map<CrontabLine, List<CrontabLine>> found = new LinkedHashMap<>();
        for (CrontabLine line : with(Ec2Command.Verb.ASSOCIATE)) {
            with(Ec2Command.Verb.START).stream()
                    .filter(start -> line.days().containsAll(start.days()))
                    .filter(start -> !start.at().isAfter(line.at()))
                    .max(Comparator.comparing(CrontabLine::at))
                    .ifPresentOrElse(
                            start -> found.computeIfAbsent(start, any -> new ArrayList<>())
                                    .add(line),
                            () -> warnings.add(
                                    line.number(), "associates an address before anything starts, left out"));
        }
        return found;
    }

    private ImportedWindow window(CrontabLine start, List<CrontabLine> associates, CrontabLine end, String instance) {
        LocalTime opens = associates.stream()
                .map(CrontabLine::at)
                .max(Comparator.naturalOrder())
                .orElse(start.at());
        List<WindowAddress> addresses = new ArrayList<>();
        for (CrontabLine line : associates) {
            if (line.at().isBefore(opens)) {
                warnings.add(line.number(), "associated together with the last address, at " + opens);
            }
            address(line).ifPresent(windowAddress -> {
                if (addresses.contains(windowAddress)) {
                    warnings.add(line.number(), "associates what a line before it associates, written once");
                } else {
                    addresses.add(windowAddress);
                }
            });
        }
        return new ImportedWindow(
                start.days(),
                new ImportedWindow.Times(start.at(), opens, end.at()),
                List.of(instance),
                addresses,
                then(end));
    }

    private Optional<WindowAddress> address(CrontabLine line) {
        Ec2Command command = line.command();
        Optional<String> eip = command.option("allocation-id");
        Optional<String> eni = command.option("network-interface-id");
        if (eip.isEmpty() || eni.isEmpty()) {
            warnings.add(
                    line.number(),
                    "a window needs --allocation-id and --network-interface-id of the address; add it by hand");
            return Optional.empty();
        }
        return Optional.of(new WindowAddress(
                eip.get(), eni.get(), command.option("private-ip-address").orElse(null)));
    }

    private static String then(CrontabLine end) {
        if (end.does(Ec2Command.Verb.TERMINATE)) {
            return "terminate";
        }
        return end.command().has("hibernate") ? "hibernate" : "stop";
    }

    /** Takes what can't be said as a window. */
    @FunctionalInterface
    interface Warnings {
        void add(int lineNumber, String warning);
    }
}
