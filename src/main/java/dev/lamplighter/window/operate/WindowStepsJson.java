package dev.lamplighter.window.operate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lamplighter.window.WindowStep;
import dev.lamplighter.window.ec2.NamedInstance;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes the steps of the occurrences under way as JSON for programs; see docs/reference/json.md. */
final class WindowStepsJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WindowStepsJson() {}

    static String answer(List<WindowStep> steps, List<NamedInstance> named) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode all = answer.putArray("steps");
        for (WindowStep step : steps) {
            all.addObject()
                    .put("window", step.window())
                    .put("kind", step.kind().name().toLowerCase(Locale.ROOT))
                    .put("resource", step.resource())
                    .put("name", name(step.resource(), named))
                    .put("done", step.isDone())
                    .put("action", step.action().name())
                    .put("reason", step.reason());
        }
        return answer.toString();
    }

    private static @Nullable String name(String resource, List<NamedInstance> named) {
        return named.stream()
                .filter(instance -> instance.id().equals(resource))
                .map(NamedInstance::name)
                .findFirst()
                .orElse(null);
    }
}
