package dev.lamplighter.window.crontab;

import dev.lamplighter.window.declare.WindowAddress;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A window that does what some crontab lines did.
 *
 * @param then a value of the key {@code then}
 */
record ImportedWindow(
        Set<DayOfWeek> days, Times times, List<String> instances, List<WindowAddress> addresses, String then) {
    /**
     * The three moments of a day.
     *
     * @param starts when the instances are started
     * @param opens when the addresses are associated; as {@code starts} without any
     * @param closes when they are stopped
     */
    record Times(LocalTime starts, LocalTime opens, LocalTime closes) {}

    /** Both in one, which have the same times. */
    ImportedWindow with(ImportedWindow other) {
        return new ImportedWindow(
                days, times, union(instances, other.instances()), union(addresses, other.addresses()), then);
    }

    private static <T> List<T> union(List<T> some, List<T> others) {
        return Stream.concat(some.stream(), others.stream()).distinct().toList();
    }

    /** {@code weekdays-1235}. */
    String name() {
        return DayWords.name(days) + "-" + times.opens().toString().replace(":", "");
    }

    /** As an item of {@code windows:}. */
    String yaml(String name) {
        Duration lead = Duration.between(times.starts(), times.opens());
        lead = lead.isNegative() ? lead.plusDays(1) : lead;
        boolean crosses = !times.closes().isAfter(times.opens());
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "  - name: %s%n    when: {days: \"%s\", opens: \"%s\", closes: \"%s\"%s}%n    lead: %dm%n",
                name,
                DayWords.list(days),
                times.opens(),
                times.closes(),
                crosses ? ", overnight: true" : "",
                lead.toMinutes()));
        text.append("    readyBy: 0s\n    instances: [")
                .append(String.join(", ", instances))
                .append("]\n");
        if (!addresses.isEmpty()) {
            text.append("    addressesAt: opens\n    addresses:\n");
            addresses.forEach(windowAddress -> text.append("      - {eip: ")
                    .append(windowAddress.eip())
                    .append(", eni: ")
                    .append(windowAddress.eni())
                    .append(windowAddress
                            .onPrivateIp()
                            .map(ip -> ", privateIp: " + ip)
                            .orElse(""))
                    .append("}\n"));
        }
        return text.append("    then: ").append(then).append('\n').toString();
    }
}
