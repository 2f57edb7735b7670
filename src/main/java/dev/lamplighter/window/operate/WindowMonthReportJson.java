package dev.lamplighter.window.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.window.forecast.OccurrenceJson;
import dev.lamplighter.window.journal.OccurrenceRecord;
import dev.lamplighter.window.journal.SlotScaling;
import java.time.ZoneId;

/** Writes the report of a month as JSON for programs; see docs/reference/json.md. */
final class WindowMonthReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WindowsSnapshot windowsSnapshot;

    WindowMonthReportJson(WindowsSnapshot windowsSnapshot) {
        this.windowsSnapshot = windowsSnapshot;
    }

    String of(WindowMonthReport report) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("at", windowsSnapshot.now().toString());
        answer.put("month", report.month().toString());
        answer.put("from", report.isEmpty() ? null : report.from().toString());
        answer.put("to", report.isEmpty() ? null : report.to().toString());
        ArrayNode windows = answer.putArray("windows");
        ArrayNode instances = answer.putArray("instances");
        if (!report.isEmpty()) {
            report.windows().forEach(window -> windows.add(of(window)));
            report.instances().forEach(instance -> instances.add(of(instance)));
            report.occurrences()
                    .forEach(entry -> entry.scalings()
                            .forEach(scaling -> answer.withArray("scalings").add(of(entry, scaling))));
        }
        return answer.toString();
    }

    private ObjectNode of(WindowMonthSummary window) {
        ZoneId zone = windowsSnapshot.zoneOf(window.window());
        ObjectNode json = JSON.createObjectNode();
        json.put("window", window.window());
        json.put("occurrences", window.occurrences());
        ArrayNode missed = json.putArray("missed");
        window.missed()
                .forEach(one -> missed.addObject()
                        .put("start", OccurrenceJson.time(one.start(), zone))
                        .put("end", OccurrenceJson.time(one.end(), zone))
                        .put("cause", one.cause()));
        json.put("instanceSeconds", window.instanceTime().toSeconds());
        json.put("lateSeconds", window.late().toSeconds());
        json.put("overrunSeconds", window.overrun().toSeconds());
        json.put("withoutInstanceSeconds", window.withoutInstance().toSeconds());
        json.put("withoutAddressSeconds", window.withoutAddress().toSeconds());
        json.put("degradedSeconds", window.degraded().toSeconds());
        return json;
    }

    private ObjectNode of(OccurrenceRecord entry, SlotScaling scaling) {
        ZoneId zone = windowsSnapshot.zoneOf(entry.window());
        return OccurrenceJson.scaling(scaling, zone)
                .put("window", entry.window())
                .put("start", OccurrenceJson.time(entry.start(), zone));
    }

    private ObjectNode of(InstanceMonthSummary instance) {
        return OccurrenceJson.instance(instance.id(), windowsSnapshot.names())
                .put("onSeconds", instance.on().toSeconds())
                .put("savedSeconds", instance.saved().toSeconds())
                .put("overrunSeconds", instance.overrun().toSeconds());
    }
}
