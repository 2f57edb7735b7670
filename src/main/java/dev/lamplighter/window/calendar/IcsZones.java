package dev.lamplighter.window.calendar;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Converts between UTC and a wall clock where one event uses both. A TZID may be an IANA zone, or a path that ends in one.
 * For any other, such as a Windows zone, the file's VTIMEZONE says which offsets it has.
 */
final class IcsZones {
    private static final Pattern OFFSET = Pattern.compile("[+-](0\\d|1[0-8])[0-5]\\d([0-5]\\d)?");

    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    private final Map<String, Set<ZoneOffset>> offsets = new HashMap<>();

    /** Adds an offset (TZOFFSETTO) of a VTIMEZONE. */
    void add(String tzid, String offset) {
        if (OFFSET.matcher(offset).matches()) {
            try {
                offsets.computeIfAbsent(tzid, name -> new LinkedHashSet<>()).add(ZoneOffset.of(offset));
            } catch (DateTimeException e) {
                // more than 18 hours is no offset of any zone
            }
        }
    }

    static Optional<ZoneId> named(String tzid) {
        String name = tzid;
        while (!name.isEmpty()) {
            if (KNOWN.contains(name)) {
                return Optional.of(ZoneId.of(name));
            }
            int slash = name.indexOf('/');
            name = slash < 0 ? "" : name.substring(slash + 1);
        }
        return Optional.empty();
    }

    /**
     * What the clock of {@code like} shows at {@code time}: one time, or, if only the offsets of its zone are known, one for
     * each.
     */
    List<LocalDateTime> onClockOf(ICalDate like, ICalDate time) {
        boolean fromUtc = time.form() == ICalDate.Form.UTC && like.form() == ICalDate.Form.LOCAL;
        boolean toUtc = time.form() == ICalDate.Form.LOCAL && like.form() == ICalDate.Form.UTC;
        if (!fromUtc && !toUtc) {
            return List.of(time.local());
        }
        String tzid = fromUtc ? like.zone() : time.zone();
        Optional<ZoneRules> rules = named(tzid).map(ZoneId::getRules);
        if (rules.isPresent()) {
            return List.of(
                    fromUtc
                            ? time.local()
                                    .plusSeconds(seconds(
                                            rules.get().getOffset(time.local().toInstant(ZoneOffset.UTC))))
                            : time.local().minusSeconds(seconds(rules.get().getOffset(time.local()))));
        }
        List<LocalDateTime> found = new ArrayList<>();
        for (ZoneOffset offset : offsets.getOrDefault(tzid, Set.of(ZoneOffset.UTC))) {
            found.add(time.local().plusSeconds(fromUtc ? seconds(offset) : -seconds(offset)));
        }
        return found;
    }

    private static long seconds(ZoneOffset offset) {
        return offset.getTotalSeconds();
    }
}
