package dev.lamplighter.window.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.fleet.InstanceState;
import dev.lamplighter.window.forecast.OccurrenceJson;
import dev.lamplighter.window.journal.OccurrenceRecord;
import java.time.ZoneId;
import java.util.List;

/** Writes what the windows know of an instance as JSON for programs; see docs/reference/json.md. */
final class InstanceFactsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private InstanceFactsJson() {}

    /** @param lines the same in sentences */
    static String of(InstanceSnapshot facts, List<String> lines) {
        WindowsSnapshot windowsSnapshot = facts.windowsSnapshot();
        ZoneId zone = windowsSnapshot.zoneOf(facts.id());
        ObjectNode answer = JSON.createObjectNode();
        answer.put("at", windowsSnapshot.now().toString());
        answer.set("instance", instance(facts, zone));
        answer.set(
                "hold",
                facts.hold()
                        .map(hold ->
                                OccurrenceJson.override(hold).put("until", OccurrenceJson.time(hold.until(), zone)))
                        .orElse(null));
        ArrayNode unfinished = answer.putArray("occurrences");
        facts.unfinished().forEach(entry -> unfinished.add(occurrence(facts, entry)));
        answer.set(
                "latestOccurrence",
                facts.latest().map(entry -> occurrence(facts, entry)).orElse(null));
        answer.set(
                "lastCall",
                facts.lastCall()
                        .map(last -> JSON.createObjectNode()
                                .put("action", last.action())
                                .put("at", OccurrenceJson.time(last.at(), zone)))
                        .orElse(null));
        answer.set(
                "nextOccurrence",
                facts.next()
                        .map(planned -> OccurrenceJson.of(planned, windowsSnapshot.names()))
                        .orElse(null));
        ArrayNode sentences = answer.putArray("lines");
        lines.forEach(sentences::add);
        return answer.toString();
    }

    private static ObjectNode instance(InstanceSnapshot facts, ZoneId zone) {
        ObjectNode json =
                OccurrenceJson.instance(facts.id(), facts.windowsSnapshot().names());
        json.put("failure", facts.failure());
        json.put("state", facts.described().map(it -> it.state().awsName()).orElse(null));
        json.put(
                "stateReasonCode",
                facts.described().map(it -> it.stateReasonCode()).orElse(null));
        json.put(
                "launchTime",
                facts.described()
                        .map(it -> OccurrenceJson.time(it.launchTime(), zone))
                        .orElse(null));
        boolean isOn = facts.described()
                .filter(it -> it.state() == InstanceState.RUNNING || it.state() == InstanceState.PENDING)
                .isPresent();
        json.put("startedByService", isOn ? facts.isStartedByService() : null);
        return json;
    }

    private static ObjectNode occurrence(InstanceSnapshot facts, OccurrenceRecord entry) {
        ZoneId zone = facts.windowsSnapshot().zoneOf(entry.window());
        ObjectNode json = JSON.createObjectNode();
        json.put("window", entry.window());
        json.put("zone", zone.getId());
        json.put("start", OccurrenceJson.time(entry.start(), zone));
        json.put("end", OccurrenceJson.time(entry.end(), zone));
        json.put("phase", entry.phase().name());
        json.put("claimPhase", entry.claim(facts.id()).claimPhase().name());
        json.put("lastReason", entry.lastReason());
        json.put("lastError", entry.lastError());
        entry.scalings().forEach(scaling -> json.withArray("scalings").add(OccurrenceJson.scaling(scaling, zone)));
        json.set("override", facts.override(entry).map(OccurrenceJson::override).orElse(null));
        return json;
    }
}
