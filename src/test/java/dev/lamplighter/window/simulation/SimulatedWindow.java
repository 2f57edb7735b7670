package dev.lamplighter.window.simulation;

import dev.lamplighter.window.schedule.WallClockScan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One declared window of the simulation.
 *
 * @param closes before {@code opens}: on the next day
 */
record SimulatedWindow(
        String name,
        ZoneId zone,
        Set<DayOfWeek> days,
        LocalTime opens,
        LocalTime closes,
        Duration lead,
        boolean enforced,
        SimulatedAccount.Server server) {

    String yaml() {
        return """
              - name: %s
                zone: %s
                when: {days: [%s], opens: "%s", closes: "%s"%s}
                lead: %dm
                manual: %s
                instance: %s
                addresses: [{eip: %s, eni: %s}]
            """.formatted(
                        name,
                        zone,
                        days.stream().map(day -> day.name().substring(0, 3)).collect(Collectors.joining(", ")),
                        opens,
                        closes,
                        isOvernight() ? ", overnight: true" : "",
                        lead.toMinutes(),
                        enforced ? "enforce" : "respect",
                        server.instance(),
                        server.address(),
                        server.networkInterface());
    }

    private boolean isOvernight() {
        return !closes.isAfter(opens);
    }

    /** Occurrences that start from the first day to the last, by a scan of the wall clock. */
    List<Planned> planned(LocalDate first, LocalDate last) {
        WallClockScan scan = new WallClockScan(zone, first, last.plusDays(2));
        List<Planned> found = new ArrayList<>();
        for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
            if (days.contains(day.getDayOfWeek())) {
                LocalDateTime from = day.atTime(opens);
                LocalDateTime to = (isOvernight() ? day.plusDays(1) : day).atTime(closes);
                Instant start = scan.firstShowing(from);
                Instant end = scan.lastShowing(to);
                found.add(new Planned(this, start, end.isAfter(start) ? end : start.plus(Duration.between(from, to))));
            }
        }
        return found;
    }
}
