package dev.lamplighter.app.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lamplighter.app.status.RunEvents.RunEvent;
import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.VisibleText;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.operate.WindowStatusText;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Writes the lines below the panel in a terminal: whether all is well, the window that is open or opens next, the report
 * that is converted, and the last events.
 */
public final class RunPicture {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
    private static final Set<String> AHEAD = Set.of("WAITING");
    private static final Set<String> NEITHER_OPEN_NOR_AHEAD = Set.of("WAITING", "CLOSED", "GUARD");
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    private final ZoneId zone;
    private final String logPlace;

    /**
     * Makes one for a reader.
     *
     * @param zone of the reader
     * @param logPlace where the whole log is; empty if its reader knows
     */
    public RunPicture(ZoneId zone, String logPlace) {
        this.zone = zone;
        this.logPlace = logPlace;
    }

    /**
     * The lines at an instant.
     *
     * @param status as {@link ServiceStatus#json()} makes it
     * @param conversion how far it is; empty for none
     * @param room the number of lines; those that matter least are left out first
     */
    public List<String> lines(JsonNode status, String conversion, List<RunEvent> events, Instant now, int room) {
        StatusSentence sentence = StatusSentence.of(status, now);
        List<String> lines = new ArrayList<>();
        lines.add(coloured(sentence.level().name(), sentence.text()));
        lines.add(VisibleText.of(window(status.path("windows"), now)));
        lines.add(VisibleText.of(conversion));
        List<RunEvent> told =
                events.subList(Math.max(0, events.size() - Math.max(0, room - lines.size())), events.size());
        told.forEach(event -> lines.add(line(event, now)));
        while (lines.size() < room - 1) {
            lines.add("");
        }
        lines.add(logPlace.isEmpty() ? "" : VisibleText.of("the log: " + logPlace));
        return lines.subList(0, Math.min(room, lines.size()));
    }

    private String line(RunEvent event, Instant now) {
        String text = ZonedTimeText.in(zone, now).inWords(event.text());
        return TIME.format(event.at().atZone(zone)) + " "
                + coloured(event.level().name(), text);
    }

    private static String coloured(String level, String text) {
        String colour = switch (level) {
            case "ERROR" -> RED;
            case "WARN" -> YELLOW;
            default -> "";
        };
        return colour + VisibleText.of(text) + (colour.isEmpty() ? "" : PLAIN);
    }

    /** The window that is open, or else the one that opens next. */
    private static String window(JsonNode windows, Instant now) {
        List<JsonNode> all =
                StreamSupport.stream(windows.path("all").spliterator(), false).toList();
        List<JsonNode> open = all.stream()
                .filter(window ->
                        !NEITHER_OPEN_NOR_AHEAD.contains(window.path("state").asText()))
                .toList();
        if (!open.isEmpty()) {
            String others = open.size() == 1 ? "" : "; " + (open.size() - 1) + " more";
            return sentence(open.get(0), now) + in(open.get(0), "end", " left", now) + others;
        }
        return all.stream()
                .filter(window -> AHEAD.contains(window.path("state").asText()))
                .filter(window -> at(window, "start").isPresent())
                .min(Comparator.comparing(window -> at(window, "start").orElse(Instant.MAX)))
                .map(next -> sentence(next, now) + in(next, "start", " to go", now))
                .orElse(
                        windows.path("failure").asText().isEmpty()
                                ? "no window is ahead"
                                : "windows: " + windows.path("failure").asText());
    }

    private static String sentence(JsonNode window, Instant now) {
        return new WindowStatusText(now)
                .sentence(
                        window.path("name").asText(),
                        window.path("state").asText(),
                        StatusText.inZone(window, "start"),
                        StatusText.inZone(window, "end"));
    }

    private static String in(JsonNode window, String field, String words, Instant now) {
        return at(window, field)
                .filter(now::isBefore)
                .map(at -> ", " + DurationText.rough(Duration.between(now, at)) + words)
                .orElse("");
    }

    private static Optional<Instant> at(JsonNode window, String field) {
        try {
            return Optional.of(OffsetDateTime.parse(window.path(field).asText()).toInstant());
        } catch (DateTimeException e) { // no time
            return Optional.empty();
        }
    }
}
