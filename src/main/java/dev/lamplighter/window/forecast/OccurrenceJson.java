package dev.lamplighter.window.forecast;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.window.declare.LaunchSlot;
import dev.lamplighter.window.ec2.InstanceNames;
import dev.lamplighter.window.journal.SlotScaling;
import dev.lamplighter.window.journal.WindowOverride;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;

/** Writes occurrences as JSON for programs, times with the offset that their windows' clocks have; see docs/reference/json.md. */
public final class OccurrenceJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OccurrenceJson() {}

    /** The answer of {@code windows next --json}. */
    public static String answer(List<PlannedOccurrence> foreseen, Instant now, InstanceNames names) {
        ObjectNode answer = JSON.createObjectNode();
        answer.put("at", now.toString());
        ArrayNode occurrences = answer.putArray("occurrences");
        foreseen.forEach(planned -> occurrences.add(of(planned, names)));
        return answer.toString();
    }

    public static ObjectNode of(PlannedOccurrence planned, InstanceNames names) {
        ZoneId zone = planned.window().schedule().zone();
        ObjectNode json = JSON.createObjectNode();
        json.put(key(planned), planned.window().name());
        json.put("zone", zone.getId());
        json.put("start", time(planned.occurrence().start(), zone));
        json.put("end", time(planned.occurrence().end(), zone));
        json.put("leadStart", time(planned.startsAt(), zone));
        json.put("opens", planned.notOpenedFor().isEmpty());
        json.put("notOpenedFor", planned.notOpenedFor().orElse(null));
        json.set("instances", instances(planned.window().windowResources().instances(), names));
        List<LaunchSlot> launches = planned.window().windowResources().launches();
        if (!launches.isEmpty()) {
            ArrayNode slots = json.putArray("slots");
            launches.forEach(slot -> slots.add(slot.name()));
        }
        json.set("override", planned.changedBy().map(OccurrenceJson::override).orElse(null));
        return json;
    }

    /** An override with its author. */
    public static ObjectNode override(WindowOverride windowOverride) {
        return JSON.createObjectNode()
                .put("type", windowOverride.overrideType().name())
                .put("by", windowOverride.auditInfo().by())
                .put("reason", windowOverride.auditInfo().reason())
                .put("givenAt", windowOverride.auditInfo().at().toString());
    }

    private static ArrayNode instances(Collection<String> ids, InstanceNames names) {
        ArrayNode instances = JSON.createArrayNode();
        ids.forEach(id -> instances.add(instance(id, names)));
        return instances;
    }

    /** An instance by its id and Name tag. */
    public static ObjectNode instance(String id, InstanceNames names) {
        return JSON.createObjectNode()
                .put("id", id)
                .put("name", names.nameOf(id).orElse(null));
    }

    /** A decision to have one machine more or less. */
    public static ObjectNode scaling(SlotScaling scaling, ZoneId zone) {
        return JSON.createObjectNode()
                .put("slot", scaling.slot())
                .put("direction", scaling.direction().name())
                .put("at", time(scaling.at(), zone))
                .put("reason", scaling.reason());
    }

    /** {@code 2026-11-22T08:30:00-06:00}. */
    public static String time(Instant instant, ZoneId zone) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(instant.atZone(zone));
    }

    /** The key for the name, {@code window} or {@code guard}: a guard opens nothing and must not be counted as a window. */
    private static String key(PlannedOccurrence planned) {
        return planned.window().isGuard() ? "guard" : "window";
    }

    /** The answer of {@code windows plan --json}: occurrences that open, with window or guard, start and end in UTC. */
    public static String plan(List<PlannedOccurrence> foreseen) {
        List<String> objects = foreseen.stream()
                .filter(one -> one.notOpenedFor().isEmpty())
                .map(one -> JSON.createObjectNode()
                        .put(key(one), one.window().name())
                        .put("start", one.occurrence().start().toString())
                        .put("end", one.occurrence().end().toString())
                        .toString())
                .toList();
        return objects.isEmpty() ? "[]" : "[\n  " + String.join(",\n  ", objects) + "\n]";
    }
}
