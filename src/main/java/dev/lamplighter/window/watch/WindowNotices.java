package dev.lamplighter.window.watch;

import dev.lamplighter.base.alert.Alert;
import dev.lamplighter.base.alert.AlertOutbox;
import dev.lamplighter.base.code.WindowProblemCode;
import dev.lamplighter.base.message.Event;
import dev.lamplighter.window.declare.StreamingWindow;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.Phase;
import dev.lamplighter.window.journal.WindowJournal;
import dev.lamplighter.window.override.Overrides;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to windows: that one starts soon, is ready, is not ready, is over. It compares the journal with what was
 * told, so that each is told once, over restarts, too, and what happened while the service was down is told afterwards.
 */
public final class WindowNotices {
    /** An occurrence that ended longer ago is no news. */
    private static final Duration PAST = Duration.ofDays(2);

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.ENGLISH);

    private final Supplier<List<StreamingWindow>> windows;
    private final WindowJournal journal;
    private final AlertOutbox alerts;
    private final InstantSource clock;
    private final Duration soon;

    /**
     * Makes one that reads this journal.
     *
     * @param alerts in the same database
     * @param soon how long before its start a window starts soon
     */
    public WindowNotices(
            Supplier<List<StreamingWindow>> windows,
            WindowJournal journal,
            AlertOutbox alerts,
            InstantSource clock,
            Duration soon) {
        this.windows = windows;
        this.journal = journal;
        this.alerts = alerts;
        this.clock = clock;
        this.soon = soon;
    }

    /** Tells what has happened since the last look. */
    public void look() {
        if (!alerts.messages().wants(Event.WINDOWS)) {
            return;
        }
        Instant now = clock.instant();
        Instant since = alerts.messages().since("windows");
        Overrides overrides = Overrides.of(journal.instructions().all());
        for (StreamingWindow window : windows.get()) {
            if (!window.isGuard()) {
                overrides.next(window, now).ifPresent(next -> soon(window.name(), next.start(), next.end(), now));
            }
        }
        journal.overlapping(now.minus(PAST), now.plus(soon).plus(PAST)).stream()
                .filter(entry -> !entry.isGuard())
                .map(overrides::applied)
                .forEach(entry -> tell(entry, since, now));
        alerts.raised(WindowAlerts.AREA).stream()
                .filter(alert -> alert.is(WindowProblemCode.NOT_READY, WindowProblemCode.MISSED))
                .filter(alert -> !alert.since().isBefore(since))
                .forEach(this::notReady);
    }

    private void tell(OccurrenceRecord entry, Instant since, Instant now) {
        if (entry.phase() != Phase.CLOSED && entry.start().isAfter(now)) {
            soon(entry.window(), entry.start(), entry.end(), now);
        }
        if (entry.phase() == Phase.OPEN) {
            publish(
                    Event.READY,
                    entry.window(),
                    entry.start(),
                    entry.end(),
                    " is ready",
                    page(entry.window()),
                    entry.end());
        }
        if (entry.phase() == Phase.CLOSED && entry.end().isAfter(since)) {
            publish(Event.OVER, entry.window(), entry.start(), entry.end(), " is over", "All of it is off.", null);
        }
    }

    private void soon(String window, Instant start, Instant end, Instant now) {
        if (start.isAfter(now) && !start.minus(soon).isAfter(now)) {
            publish(Event.SOON, window, start, end, " starts soon", "", start);
        }
    }

    private String page(String window) {
        return windows.get().stream()
                .filter(one -> one.name().equals(window))
                .flatMap(one -> one.windowPolicy().ready().stream())
                .map(check -> check.http() + " answers.")
                .findFirst()
                .orElse("Its machines are on.");
    }

    private void notReady(Alert alert) {
        String window = alert.place().subject();
        alerts.messages()
                .publish(new Event(
                        Event.NOT_READY,
                        window + " " + alert.since(),
                        Map.of("WindowEvent", Event.NOT_READY, "WindowName", window, "WindowReason", alert.text()),
                        window + " is not ready",
                        alert.text(),
                        "",
                        null));
    }

    private void publish(
            String about,
            String window,
            Instant start,
            Instant end,
            String what,
            String more,
            @Nullable Instant until) {
        ZoneId zone = windows.get().stream()
                .filter(one -> one.name().equals(window))
                .map(one -> one.schedule().zone())
                .findFirst()
                .orElse(ZoneId.of("UTC"));
        String times = TIME.format(start.atZone(zone)) + " to " + TIME.format(end.atZone(zone)) + " (" + zone + ")";
        alerts.messages()
                .publish(new Event(
                        about,
                        window + " " + start,
                        Map.of(
                                "WindowEvent",
                                about,
                                "WindowName",
                                window,
                                "WindowStart",
                                start.toString(),
                                "WindowEnd",
                                end.toString()),
                        window + what,
                        (window + what + ": " + times + ". " + more).strip(),
                        "",
                        until));
    }
}
