package dev.lamplighter.app.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.app.status.StatusSentence;
import dev.lamplighter.app.verb.Caller;
import dev.lamplighter.app.verb.Verbs;
import dev.lamplighter.base.ProblemException;
import dev.lamplighter.panel.PanelMXBean;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Collects what the status page shows as one object of JSON, from the answers that every other caller of the verbs gets.
 * Without the token it holds the light without names, the windows' times and whether all is well; nothing about costs.
 */
final class PageState {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Caller CALLER = new Caller("page", "");
    /** Enough for a week of many windows a day. */
    private static final String OCCURRENCES = "200";

    private final PageSources sources;
    private final Verbs verbs;

    PageState(PageSources sources, Verbs verbs) {
        this.sources = sources;
        this.verbs = verbs;
    }

    /** Everything; see docs/reference/json.md. */
    ObjectNode whole() {
        ObjectNode status = sources.status().get();
        ObjectNode state = beginning(status, true);
        state.set("status", status);
        state.set("light", light(status, true));
        state.set("next", asked("windows next-json", Map.of("n", OCCURRENCES)).path("occurrences"));
        state.set("steps", asked("windows steps-json", Map.of()).path("steps"));
        state.set("reports", asked("costs report-json", Map.of()).path("versions"));
        JsonNode progress = asked("costs progress-json", Map.of());
        state.put("conversion", progress.path("line").asText());
        state.put("conversionPercent", progress.path("percent").asInt(-1));
        if (status.path("costs").path("enabled").asBoolean()) {
            state.set("costs", costs().withImages());
        }
        ArrayNode routes = state.putArray("routes");
        sources.routes().routes().forEach(route -> routes.add(JSON.valueToTree(route)));
        return state;
    }

    /** What every user of the machine may see. */
    ObjectNode open() {
        ObjectNode status = sources.status().get();
        ObjectNode state = beginning(status, false);
        state.set("light", light(status, false));
        ArrayNode next = state.putArray("next");
        asked("windows next-json", Map.of("n", OCCURRENCES)).path("occurrences").forEach(occurrence -> {
            ObjectNode shown = next.addObject();
            for (String field : List.of("window", "zone", "start", "end", "leadStart", "opens")) {
                shown.set(field, occurrence.path(field));
            }
        });
        return state;
    }

    private static ObjectNode beginning(ObjectNode status, boolean known) {
        StatusSentence sentence =
                StatusSentence.of(status, Instant.parse(status.path("at").asText()));
        ObjectNode state = JSON.createObjectNode();
        state.set("at", status.path("at"));
        state.put("known", known);
        state.put("level", sentence.level().name());
        state.put("sentence", known ? sentence.text() : sentence.withoutNames());
        return state;
    }

    private ObjectNode light(ObjectNode status, boolean known) {
        ObjectNode light = JSON.createObjectNode();
        PanelMXBean panel = sources.panel();
        light.set("freshness", status.path("light").path("freshness"));
        light.set("lastPollAt", status.path("light").path("lastPollAt"));
        if (panel == null) {
            return light;
        }
        light.put("width", panel.getWidth());
        light.put("height", panel.getHeight());
        light.set("frame", JSON.valueToTree(panel.getFrame()));
        if (known) {
            light.set("meanings", JSON.valueToTree(panel.getMeanings()));
            ArrayNode instances = light.putArray("instances");
            panel.getInstancePixels().forEach(pixel -> instances.add(JSON.valueToTree(pixel)));
        }
        return light;
    }

    /** The answer of a verb that answers in JSON; a missing node if the area is set aside or refuses. */
    private JsonNode asked(String verb, Map<String, String> values) {
        try {
            return verbs.find(verb).isEmpty()
                    ? JSON.createObjectNode()
                    : JSON.readTree(verbs.call(verb, values, CALLER).get(0));
        } catch (ProblemException e) {
            return JSON.createObjectNode().put("failure", e.getMessage());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(verb + " answers no JSON", e);
        } catch (IOException e) {
            return JSON.createObjectNode().put("failure", String.valueOf(e.getMessage()));
        }
    }

    /** What the month that runs costs, with its charts. */
    PageCosts costs() {
        return new PageCosts(asked("costs figures-json", Map.of()));
    }
}
