package dev.lamplighter.window.declare;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** Finds the zones of cities for abbreviations, for names of Windows zones and for offsets. */
final class ZoneAliasTable {
    private static final String FILE = "zone-aliases.properties";
    private static final Map<String, List<String>> CITIES = read();
    /** The zones that are suggested for a fixed offset, if their clocks have it in winter. */
    private static final List<String> WELL_KNOWN = List.of(
            "Pacific/Honolulu",
            "America/Los_Angeles",
            "America/Denver",
            "America/Chicago",
            "America/New_York",
            "America/Halifax",
            "America/Sao_Paulo",
            "Europe/London",
            "Europe/Berlin",
            "Africa/Lagos",
            "Europe/Athens",
            "Africa/Johannesburg",
            "Europe/Istanbul",
            "Africa/Nairobi",
            "Asia/Dubai",
            "Asia/Karachi",
            "Asia/Kolkata",
            "Asia/Kathmandu",
            "Asia/Dhaka",
            "Asia/Bangkok",
            "Asia/Shanghai",
            "Asia/Tokyo",
            "Australia/Adelaide",
            "Australia/Sydney",
            "Pacific/Auckland");

    private ZoneAliasTable() {}

    private static Map<String, List<String>> read() {
        Properties table = new Properties();
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(ZoneAliasTable.class.getResourceAsStream(FILE), FILE), StandardCharsets.UTF_8)) {
            table.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table.stringPropertyNames().stream()
                .collect(Collectors.toUnmodifiableMap(
                        ZoneAliasTable::key,
                        name -> List.of(table.getProperty(name).split(", ", -1))));
    }

    private static String key(String name) {
        return name.strip().replaceAll("[\\s_]+", " ").toLowerCase(Locale.ROOT);
    }

    /** The zones for a name, the most likely first; empty if the name is no alias. */
    static List<String> cities(String name) {
        return CITIES.getOrDefault(key(name), List.of());
    }

    /** Well-known city zones whose clocks show the same in winter. */
    static List<String> citiesLike(ZoneId zone, Instant now) {
        return WELL_KNOWN.stream()
                .filter(city -> ZoneId.of(city)
                        .getRules()
                        .getStandardOffset(now)
                        .equals(zone.getRules().getStandardOffset(now)))
                .toList();
    }

    /** All names, each with its zones. */
    static Map<String, List<String>> all() {
        return CITIES;
    }
}
