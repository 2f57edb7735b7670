package dev.lamplighter.window.schedule;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/**
 * Converts wall-clock times to instants, always in favour of the stream. A time that the clocks jump over becomes the
 * instant of the jump. If they show a time twice, a window opens the first time and closes the second time.
 */
final class LocalTimeResolver {
    private LocalTimeResolver() {}

    static Instant opening(LocalDateTime local, ZoneId zone) {
        return resolve(local, zone, 0);
    }

    static Instant closing(LocalDateTime local, ZoneId zone) {
        return resolve(local, zone, 1);
    }

    /** Every instant at which the clocks of the zone show {@code local}: none, one or two. */
    static List<Instant> showing(LocalDateTime local, ZoneId zone) {
        return zone.getRules().getValidOffsets(local).stream()
                .map(local::toInstant)
                .toList();
    }

    private static Instant resolve(LocalDateTime local, ZoneId zone, int pass) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition jump = zone.getRules().getTransition(local);
            return jump.getInstant();
        }
        return local.toInstant(offsets.get(Math.min(pass, offsets.size() - 1)));
    }
}
