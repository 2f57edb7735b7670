package dev.lamplighter.window.operate;

import dev.lamplighter.base.CountText;
import dev.lamplighter.base.DurationText;
import dev.lamplighter.base.ZonedTimeText;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the report of a month in lines for people. */
final class WindowMonthReportText {
    private final WindowMonthReport report;
    private final WindowsSnapshot windowsSnapshot;

    WindowMonthReportText(WindowMonthReport report, WindowsSnapshot windowsSnapshot) {
        this.report = report;
        this.windowsSnapshot = windowsSnapshot;
    }

    List<String> lines() {
        String month = report.month().getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + report.month().getYear();
        if (report.isEmpty()) {
            return List.of("The journal has nothing about " + month + ".");
        }
        List<String> lines = new ArrayList<>();
        ZonedTimeText utc = ZonedTimeText.in(ZoneOffset.UTC, windowsSnapshot.now());
        lines.add(month + ", as far as the journal goes: " + utc.span(report.from(), report.to()) + " ("
                + DurationText.hoursAndMinutes(Duration.between(report.from(), report.to())) + "):");
        List<WindowMonthSummary> windows = report.windows();
        List<InstanceMonthSummary> instances = report.instances();
        windows.forEach(window -> lines.add(line(window)));
        windows.forEach(window -> window.missed().forEach(missed -> lines.add(line(missed))));
        report.occurrences().forEach(entry -> entry.scalings().forEach(scaling -> lines.add(line(entry, scaling))));
        instances.forEach(instance -> lines.add(line(instance)));
        if (windows.isEmpty() && instances.isEmpty()) {
            lines.add("No window was open, and none was missed.");
        }
        return lines;
    }

    private static String line(WindowMonthSummary window) {
        Map<String, Duration> losses = new LinkedHashMap<>();
        losses.put("late", window.late());
        losses.put("overrun", window.overrun());
        losses.put("without machine", window.withoutInstance());
        losses.put("without address", window.withoutAddress());
        losses.put("degraded", window.degraded());
        StringBuilder line = new StringBuilder("window " + window.window() + ": "
                + CountText.of(window.occurrences(), "occurrence") + ", "
                + (window.missed().isEmpty() ? "none" : window.missed().size()) + " missed; its machines were on for "
                + DurationText.hoursAndMinutes(window.instanceTime()));
        losses.forEach((what, time) -> line.append(", ")
                .append(DurationText.hoursAndMinutes(time))
                .append(' ')
                .append(what));
        return line.toString();
    }

    private String line(MissedOccurrence missed) {
        return "missed: " + missed.window() + ", "
                + windowsSnapshot.localTime(missed.window()).span(missed.start(), missed.end()) + ": "
                + windowsSnapshot.localTime(missed.window()).inWords(missed.cause());
    }

    private String line(OccurrenceRecord entry, SlotScaling scaling) {
        return "scaled: " + entry.window() + ", "
                + windowsSnapshot.localTime(entry.window()).moment(scaling.at()) + ": " + scaling.words() + " ("
                + scaling.reason() + ")";
    }

    private String line(InstanceMonthSummary instance) {
        Optional<String> slot = report.slotOf(instance.id());
        if (slot.isPresent()) {
            return "instance " + instance.id() + ", launched for " + slot.get() + ": on for "
                    + DurationText.hoursAndMinutes(instance.on()) + ", "
                    + DurationText.hoursAndMinutes(instance.overrun()) + " overrun";
        }
        return "instance " + windowsSnapshot.names().words(instance.id()) + ": on for "
                + DurationText.hoursAndMinutes(instance.on()) + ", off for "
                + DurationText.hoursAndMinutes(instance.saved()) + ", which saves " + instance.savedPercent()
                + " % of being on all the time, " + DurationText.hoursAndMinutes(instance.overrun()) + " overrun";
    }
}
