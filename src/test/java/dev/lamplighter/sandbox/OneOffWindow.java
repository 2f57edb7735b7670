package dev.lamplighter.sandbox;

import dev.lamplighter.sandbox.ec2.InitialFleet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * A window that happens once, as YAML; whole seconds.
 *
 * @param lead its instance is started this long before
 * @param addresses allocation id to network interface
 */
record OneOffWindow(
        String name, Instant from, Duration length, Duration lead, String instance, Map<String, String> addresses) {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    OneOffWindow {
        from = from.truncatedTo(ChronoUnit.SECONDS);
        addresses = new TreeMap<>(addresses);
    }

    /** An hour of the media server in three days. */
    static OneOffWindow farAway(String name) {
        return new OneOffWindow(
                name,
                Instant.now().plus(Duration.ofDays(3)),
                Duration.ofHours(1),
                Duration.ofSeconds(2),
                InitialFleet.MEDIA_SERVER,
                Map.of());
    }

    Instant leadFrom() {
        return from.minus(lead);
    }

    Instant end() {
        return from.plus(length);
    }

    /** Whether its instance should be on at that time. */
    boolean wants(Instant at) {
        return !at.isBefore(leadFrom()) && at.isBefore(end());
    }

    /** One item of the list {@code windows:}. */
    String yaml() {
        StringBuilder yaml =
                new StringBuilder("""
                  - name: %s
                    zone: UTC
                    when: {from: %s, to: %s}
                    lead: %ds
                    readyBy: 0s
                    instance: %s
                """.formatted(name, local(from), local(end()), lead.toSeconds(), instance));
        if (!addresses.isEmpty()) {
            yaml.append("    addresses:\n");
            addresses.forEach((eip, eni) -> yaml.append("      - {eip: %s, eni: %s}%n".formatted(eip, eni)));
        }
        return yaml.toString();
    }

    private static String local(Instant instant) {
        return LOCAL.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }
}
