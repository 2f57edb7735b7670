package dev.lamplighter.window.simulation;

import dev.lamplighter.window.declare.ParsedWindowsFile;
import dev.lamplighter.window.declare.StreamingWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Windows drawn by lot, as windows.yaml declares them and as the wall clock says they have to be. */
final class Timetable {
    private static final List<String> ZONES = List.of(
            "America/Chicago",
            "America/New_York",
            "America/Santiago",
            "Europe/Berlin",
            "Europe/London",
            "Africa/Casablanca",
            "Asia/Kathmandu",
            "Australia/Lord_Howe",
            "Pacific/Auckland",
            "UTC");
    private static final Duration LONGEST_LEAD = Duration.ofMinutes(20);

    private final List<SimulatedWindow> windows = new ArrayList<>();
    private final List<StreamingWindow> declared;
    private final List<Planned> occurrences = new ArrayList<>();
    private final Map<Instant, List<Planned>> edges = new HashMap<>();
    private final List<SimulatedAccount.Server> servers;

    /** {@code count} windows that get along with each other on the servers, for the year from {@code first} on. */
    Timetable(List<SimulatedAccount.Server> servers, int count, LocalDate first, Random random) {
        this.servers = servers;
        Instant from = first.atStartOfDay(ZoneId.of("UTC")).toInstant();
        ParsedWindowsFile file = ParsedWindowsFile.parse("windows.yaml", "windows: []\n", from);
        while (windows.size() < count) {
            SimulatedWindow drawn = draw("window-" + (windows.size() + 1), random);
            windows.add(drawn);
            ParsedWindowsFile extended = ParsedWindowsFile.parse("windows.yaml", yaml(), from);
            if (extended.problems().isEmpty()) {
                file = extended;
            } else {
                windows.remove(drawn); // a lead into another window, which a file may not have
            }
        }
        declared = file.windows();
        windows.forEach(window -> occurrences.addAll(window.planned(first.minusDays(2), first.plusDays(368))));
        occurrences.sort(Comparator.comparing(Planned::start));
        for (Planned planned : occurrences) {
            for (Instant edge : Set.of(planned.leadFrom(), planned.start(), planned.end())) {
                edges.computeIfAbsent(edge, at -> new ArrayList<>()).add(planned);
            }
        }
    }

    private SimulatedWindow draw(String name, Random random) {
        Set<DayOfWeek> days = EnumSet.of(DayOfWeek.of(1 + random.nextInt(7)));
        if (random.nextInt(4) == 0) {
            days.add(DayOfWeek.of(1 + random.nextInt(7)));
        }
        LocalTime opens = LocalTime.of(random.nextInt(24), 5 * random.nextInt(12));
        LocalTime closes = opens.plusMinutes(30 + 5L * random.nextInt(60));
        return new SimulatedWindow(
                name,
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                days,
                opens,
                closes,
                Duration.ofMinutes(5 + random.nextInt((int) LONGEST_LEAD.toMinutes() - 5)),
                random.nextInt(3) == 0,
                servers.get(random.nextInt(servers.size())));
    }

    /** As windows.yaml. */
    String yaml() {
        StringBuilder yaml = new StringBuilder("windows:\n");
        windows.forEach(window -> yaml.append(window.yaml()));
        return yaml.toString();
    }

    List<StreamingWindow> declared() {
        return declared;
    }

    /** The earliest start first. */
    List<Planned> occurrences() {
        return occurrences;
    }

    /** Those with an edge at this instant. */
    List<Planned> around(Instant now) {
        return edges.getOrDefault(now, List.of());
    }

    List<Planned> occurrences(String instance) {
        return occurrences.stream()
                .filter(planned -> planned.window().server().instance().equals(instance))
                .toList();
    }

    List<String> instances() {
        return servers.stream().map(SimulatedAccount.Server::instance).toList();
    }

    List<String> addresses() {
        return servers.stream().map(SimulatedAccount.Server::address).toList();
    }
}
